import { newId } from '@stocktake/shared/ids'
import type { Dimension, IntelligenceType } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { setMatrix } from '../../api.ts'
import type { ApiProblem } from '../../request.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { useWords } from '../../words/words.ts'
import { ReorderList } from './ReorderList.tsx'
import { SaveBar } from './SaveBar.tsx'
import styles from './Setup.module.css'
import { useDraft } from './useDraft.ts'

const select = (view: SessionView) => view.matrix
const MOST_ROWS = 12
const MOST_COLUMNS = 14

/** Rows and columns of the matrix. Notes hold on to them by id, so names and order may change at any time. */
export function MatrixSetup({ view }: { view: SessionView }) {
  const t = useWords()
  const draft = useDraft('matrix', view, select)
  const [checked, setChecked] = useState(false)
  const { value, change } = draft
  const { dimensions, intelligenceTypes } = value
  const missing = (text: string) => (checked && !text.trim() ? t('setup.nameMissing') : undefined)

  const row = (id: string, part: Partial<Dimension>) => change({ dimensions: dimensions.map((old) => (old.id === id ? { ...old, ...part } : old)) })
  const column = (id: string, part: Partial<IntelligenceType>) =>
    change({ intelligenceTypes: intelligenceTypes.map((old) => (old.id === id ? { ...old, ...part } : old)) })

  function columnKept(id: string) {
    const round = view.rounds.find((candidate) => candidate.state !== 'draft' && candidate.columns.includes(id))
    return round && t('setup.columnKept', { round: round.number })
  }

  function save() {
    setChecked(true)
    if (dimensions.some(({ label }) => !label.trim()) || intelligenceTypes.some(({ label, short }) => !label.trim() || !short.trim())) return
    void draft.save((matrix) => setMatrix(view.id, matrix))
  }

  function explain({ code, details }: ApiProblem) {
    if (code !== 'in-use' || typeof details.cell !== 'string') return undefined
    const [rowId, columnId] = details.cell.split('/')
    const gone =
      view.matrix.dimensions.find(({ id }) => id === rowId && !dimensions.some((kept) => kept.id === id)) ??
      view.matrix.intelligenceTypes.find(({ id }) => id === columnId && !intelligenceTypes.some((kept) => kept.id === id))
    return gone && t('setup.stillHoldsNotes', { name: gone.label })
  }

  return (
    <div className="stack">
      <h3 className={styles.subheading}>{t('setup.rows')}</h3>
      <ReorderList
        label={t('setup.rows')}
        items={dimensions}
        nameOf={({ label }) => label}
        onChange={(items) => change({ dimensions: items })}
        keptBecause={() => undefined}
        isFlat
      >
        {(item, index) => (
          <Field
            label={t('setup.rowName', { place: index + 1 })}
            hideLabel
            value={item.label}
            onChange={(label) => row(item.id, { label })}
            maxLength={80}
            error={missing(item.label)}
            autoFocus={!item.label}
          />
        )}
      </ReorderList>
      <div>
        <Button
          icon={<Plus aria-hidden />}
          isDisabled={dimensions.length >= MOST_ROWS}
          onPress={() => change({ dimensions: [...dimensions, { id: newId(), label: '' }] })}
        >
          {t('setup.addRow')}
        </Button>
      </div>

      <h3 className={styles.subheading}>{t('setup.columns')}</h3>
      <p className={styles.help}>{t('setup.columnsHelp')}</p>
      <ReorderList
        label={t('setup.columns')}
        items={intelligenceTypes}
        nameOf={({ label }) => label}
        onChange={(items) => change({ intelligenceTypes: items })}
        keptBecause={({ id }) => columnKept(id)}
      >
        {(item) => (
          <div className={styles.columnFields}>
            <Field
              label={t('setup.columnName')}
              value={item.label}
              onChange={(label) => column(item.id, { label })}
              maxLength={80}
              error={missing(item.label)}
              autoFocus={!item.label}
            />
            <Field
              label={t('setup.shortName')}
              value={item.short}
              onChange={(short) => column(item.id, { short })}
              maxLength={40}
              error={missing(item.short)}
            />
            <Checkbox isSelected={item.core} onChange={(core) => column(item.id, { core })}>
              {t('setup.core')}
            </Checkbox>
          </div>
        )}
      </ReorderList>
      <div>
        <Button
          icon={<Plus aria-hidden />}
          isDisabled={intelligenceTypes.length >= MOST_COLUMNS}
          onPress={() => change({ intelligenceTypes: [...intelligenceTypes, { id: newId(), label: '', short: '', core: false }] })}
        >
          {t('setup.addColumn')}
        </Button>
      </div>
      <SaveBar draft={draft} onSave={save} what={t('setup.matrix')} explain={explain} />
    </div>
  )
}
