import { cellId } from '@stocktake/shared/matrix'
import type { IntelligenceType, Matrix } from '@stocktake/shared/session'
import { ChevronRight } from 'lucide-react'
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { Field } from '../../ui/Field.tsx'
import { cellName, questionOf } from '../../words/usual.ts'
import { useWords } from '../../words/words.ts'
import styles from './Setup.module.css'

export interface PromptsProps {
  matrix: Matrix
  columns: readonly IntelligenceType[]
  cells: readonly string[]
  prompts: Readonly<Record<string, string>>
  onChange: (cell: string, prompt: string) => void
}

/** The question of every cell in use, laid out as the matrix; a cell left empty asks its default. */
export function Prompts({ matrix, columns, cells, prompts, onChange }: PromptsProps) {
  const t = useWords()
  const own = cells.filter((cell) => prompts[cell]?.trim()).length
  return (
    <Disclosure className={styles.prompts ?? ''}>
      <Heading level={4} className={styles.promptsTitle}>
        <AriaButton slot="trigger" className={styles.fold ?? ''}>
          <ChevronRight aria-hidden className={styles.chevron} />
          <span>
            {t('setup.prompts')} <span className={styles.help}>{own ? t('setup.promptsOwn', { count: own }) : t('setup.promptsDefault')}</span>
          </span>
        </AriaButton>
      </Heading>
      <DisclosurePanel>
        <p className={styles.help}>{t('setup.promptsHelp')}</p>
        <div className={styles.tableScroll}>
          <table className={styles.promptTable}>
            <thead>
              <tr>
                <td />
                {columns.map((column) => (
                  <th key={column.id} scope="col">
                    {column.short}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {matrix.dimensions.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.label}</th>
                  {columns.map((column) => {
                    const cell = cellId(row.id, column.id)
                    return (
                      <td key={cell} data-column={column.short}>
                        <Field
                          label={t('setup.promptFor', { cell: cellName(matrix, cell) })}
                          hideLabel
                          multiline
                          rows={3}
                          value={prompts[cell] ?? ''}
                          placeholder={questionOf(matrix, {}, cell)}
                          onChange={(prompt) => onChange(cell, prompt)}
                          maxLength={500}
                        />
                      </td>
                    )
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </DisclosurePanel>
    </Disclosure>
  )
}
