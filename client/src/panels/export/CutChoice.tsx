import { cellId } from '@stocktake/shared/matrix'
import { PARKING } from '@stocktake/shared/report/parking'
import type { SessionView } from '@stocktake/shared/view'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Export.module.css'

/** Which notes a file is about, where that is not all of them. */
export interface Cut {
  cell?: string
  group?: string
}

const EVERY = ''

/** Some of the notes: of one cell, of one group, or of both. */
export function CutChoice({ view, cut, onChange }: { view: SessionView; cut: Cut; onChange: (cut: Cut) => void }) {
  const t = useWords()
  const cells = view.matrix.dimensions.flatMap((row) =>
    view.matrix.intelligenceTypes.map((type) => ({ id: cellId(row.id, type.id), label: t('export.cell', { row: row.label, column: type.label }) })),
  )
  const change = (next: { cell?: string | undefined; group?: string | undefined }) => {
    const { cell, group } = { ...cut, ...next }
    onChange({ ...(cell ? { cell } : {}), ...(group ? { group } : {}) })
  }
  return (
    <details className={styles.some}>
      <summary>{t(cut.cell || cut.group ? 'export.someChosen' : 'export.some')}</summary>
      <p className={styles.quiet}>{t('export.someText')}</p>
      <div className={styles.choices}>
        <Select
          label={t('export.cellLabel')}
          options={[{ id: EVERY, label: t('export.everyCell') }, ...cells, { id: PARKING, label: t('export.parking') }]}
          value={cut.cell ?? EVERY}
          onChange={(cell) => change({ cell })}
        />
        {view.settings.attribution !== 'anonymous' && (
          <Select
            label={t('export.groupLabel')}
            options={[
              { id: EVERY, label: t('export.everyGroup') },
              ...view.groups.map((group) => ({ id: group.id, label: group.label, icon: <GroupMark group={group} /> })),
            ]}
            value={cut.group ?? EVERY}
            onChange={(group) => change({ group })}
          />
        )}
      </div>
    </details>
  )
}
