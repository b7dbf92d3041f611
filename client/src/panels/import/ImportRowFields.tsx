import { BOARD_LIMITS } from '@stocktake/shared/board/schema'
import { PARKING } from '@stocktake/shared/report/parking'
import { Checkbox } from '../../ui/Checkbox.tsx'
import field from '../../ui/Field.module.css'
import { NativeSelect } from '../../ui/NativeSelect.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Import.module.css'
import type { ImportRow, JudgedRow } from './importRows.ts'

type Options = readonly { id: string; label: string }[]

export interface ImportRowFieldsProps {
  row: JudgedRow
  cells: Options
  /** Null where notes are anonymous. */
  groups: Options | null
  nameOf: (cell: string | null | undefined) => string
  onChange: (number: number, next: Partial<ImportRow>) => void
}

/** One note of the preview: whether it is added, its words, its cell and group, and what is to be known of it, in words. */
export function ImportRowFields({ row, cells, groups, nameOf, onChange }: ImportRowFieldsProps) {
  const t = useWords()
  const { number, text, cell, group, goesOn, repeat, isKept, isShut, isMissing } = row
  const marks = [
    !isKept && t(text.trim() ? 'sheet.out' : 'sheet.noWords'),
    isMissing && (isShut ? t('sheet.notInUse', { cell: nameOf(cell) }) : t('sheet.noCell')),
    repeat?.on === 'board' && t(repeat.isElsewhere ? 'sheet.thereElsewhere' : 'sheet.there', { cell: nameOf(repeat.cell) }),
    repeat?.on === 'sheet' && t(repeat.isElsewhere ? 'sheet.twiceElsewhere' : 'sheet.twice', { number: (repeat.row ?? 0) + 1 }),
    goesOn && t('sheet.goesOn'),
  ].filter((mark) => mark !== false)
  return (
    <li className={styles.row} data-out={!isKept || undefined}>
      <div>
        <Checkbox isSelected={isKept} isDisabled={!text.trim()} onChange={(wanted) => onChange(number, { wanted })}>
          <span className="visually-hidden">{t('sheet.take', { number })}</span>
          <span aria-hidden="true">{number}</span>
        </Checkbox>
      </div>
      <textarea
        className={`${field.input} ${styles.words}`}
        aria-label={t('sheet.words', { number })}
        value={text}
        onChange={(event) => onChange(number, { text: event.target.value })}
        maxLength={BOARD_LIMITS.noteText}
        rows={1}
        dir="auto"
      />
      <div className={styles.where}>
        <span data-missing={isMissing || undefined}>
          <NativeSelect
            label={t('sheet.cell', { number })}
            options={cells}
            value={cell === undefined || isShut ? null : (cell ?? PARKING)}
            placeholder={t('sheet.chooseCell')}
            onChange={(id) => onChange(number, { cell: id === PARKING ? null : id })}
          />
        </span>
        {groups && (
          <NativeSelect label={t('sheet.group', { number })} options={groups} value={group ?? ''} onChange={(id) => onChange(number, { group: id || null })} />
        )}
      </div>
      {marks.length > 0 && <p className={styles.marks}>{marks.join(' · ')}</p>}
    </li>
  )
}
