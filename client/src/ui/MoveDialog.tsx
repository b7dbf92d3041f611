import { cellId, columnsOf } from '@stocktake/shared/matrix'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import styles from './MoveDialog.module.css'

export interface MoveDialogProps {
  view: SessionView
  round: Round
  /** Where the note is. */
  cell: string | null
  text: string
  /** Places that a note may not go to now are not offered. */
  allows: (cell: string | null) => boolean
  onMove: (cell: string | null) => void
  onClose: () => void
}

/** All the places a note can go, one press each: moving without dragging. */
export function MoveDialog({ view, round, cell, text, allows, onMove, onClose }: MoveDialogProps) {
  const t = useWords()
  const place = (to: string | null, label: string) => {
    const name = cellName(view.matrix, to)
    const here = to === cell
    return (
      <Button key={to ?? ''} isDisabled={here || !allows(to)} aria-label={here ? t('table.moveHere', { cell: name }) : name} onPress={() => onMove(to)}>
        {label}
      </Button>
    )
  }

  return (
    <Dialog title={t('table.moveTitle')} isOpen onClose={onClose}>
      <blockquote className={styles.note} dir="auto">
        {text || t('table.noteEmpty')}
      </blockquote>
      <div className={styles.rows}>
        {view.matrix.dimensions.map((dimension) => (
          <section key={dimension.id} className={styles.row}>
            <h3>{dimension.label}</h3>
            <div className={styles.cells}>{columnsOf(view.matrix, round.columns).map((type) => place(cellId(dimension.id, type.id), type.short))}</div>
          </section>
        ))}
        <div className={styles.cells}>{place(null, t('table.parking'))}</div>
      </div>
    </Dialog>
  )
}
