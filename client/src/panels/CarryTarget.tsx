import type { SessionView } from '@stocktake/shared/view'
import { Choices } from '../ui/Choices.tsx'
import { Select } from '../ui/Select.tsx'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './Carry.module.css'
import { NONE, targetCells } from './CarryQueue.ts'

export type CarryAs = 'note' | 'stimulus'

/** Where a carried note goes and what it is there. */
export interface Target {
  as: CarryAs
  cell: string | null
}

export interface CarryTargetProps {
  view: SessionView
  round: number
  /** The cell of the note that is carried. */
  own: string | null
  target: Target
  onChange: (target: Target) => void
}

/** Whether the next round works on it or reads it, and in which cell it starts. */
export function CarryTarget({ view, round, own, target, onChange }: CarryTargetProps) {
  const t = useWords()
  const next = view.rounds.find((candidate) => candidate.number > round && candidate.state === 'draft')
  const { cells, ownIsUsed } = targetCells(view.matrix, next?.columns, own)
  return (
    <div className={styles.target}>
      <Choices
        label={t('carry.as')}
        value={target.as}
        onChange={(id) => onChange({ ...target, as: id === 'stimulus' ? 'stimulus' : 'note' })}
        choices={[
          { id: 'note', label: t('carry.asNote') },
          { id: 'stimulus', label: t('carry.asStimulus') },
        ]}
      />
      {target.as === 'note' && (
        <Select
          label={t('carry.toCell')}
          value={target.cell ?? NONE}
          onChange={(id) => onChange({ ...target, cell: id === NONE ? null : id })}
          options={[
            ...cells.map((cell) => ({
              id: cell,
              label:
                cell === own && !ownIsUsed && next
                  ? t('carry.notInUse', { cell: cellName(view.matrix, cell), round: next.number })
                  : cellName(view.matrix, cell),
            })),
            { id: NONE, label: cellName(view.matrix, null) },
          ]}
        />
      )}
    </div>
  )
}
