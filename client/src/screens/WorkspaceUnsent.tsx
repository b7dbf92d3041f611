import { piecesOf } from '@stocktake/shared/board/lines'
import { cellsOf } from '@stocktake/shared/matrix'
import { openRound } from '@stocktake/shared/rounds'
import type { SessionView } from '@stocktake/shared/view'
import { Trash2, Undo2 } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { BoardConnection } from '../sync/connection.ts'
import { type KeptNote, unsentOf } from '../sync/unsent.ts'
import { writeNotes } from '../sync/writeNotes.ts'
import { Button } from '../ui/Button.tsx'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './WorkspaceUnsent.module.css'

export interface WorkspaceUnsentProps {
  view: SessionView
  /** The board that is shown, if notes may be written on it. */
  target: BoardConnection | null
}

/** Words that no board has: they stay here until they are put back, with one press, copied or discarded. */
export function WorkspaceUnsent({ view, target }: WorkspaceUnsentProps) {
  const t = useWords()
  const store = unsentOf(view.id, view.me.memberId)
  const kept = useStore(store).filter((note) => !note.unsure)
  const [isShown, setShown] = useState(false)
  const open = openRound(view)
  if (!kept.length) return null

  const putBack = (notes: readonly KeptNote[]) => {
    if (!target || !open) return
    const cells = cellsOf(view.matrix, open.columns)
    for (const note of notes) {
      // What is too long for one note would be cut, or refused again.
      writeNotes(target, view, note.cell !== null && cells.includes(note.cell) ? note.cell : null, piecesOf(note.text))
      store.discard(note.id)
    }
  }
  const reasons = [...new Set(kept.map((note) => t(`sync.reason.${note.reason}`)))]

  return (
    <>
      <Notice
        kind="warning"
        // The announcer says it, once.
        live={false}
        title={t('workspace.unsentTitle', { count: kept.length })}
        actions={
          <>
            {target && open && (
              <Button size="small" variant="primary" icon={<Undo2 aria-hidden />} onPress={() => putBack(kept)}>
                {t('workspace.putBackWhere', { number: open.number })}
              </Button>
            )}
            <Button size="small" onPress={() => setShown(true)}>
              {t('workspace.unsentShow')}
            </Button>
          </>
        }
      >
        {reasons.join(' ')} {target && open ? t('workspace.unsentDo') : t('workspace.noOpenRound')}
      </Notice>
      <Dialog title={t('workspace.unsentTitle', { count: kept.length })} isOpen={isShown} onClose={() => setShown(false)}>
        <p>{t('workspace.unsentText')}</p>
        {!target && <p>{t('workspace.noOpenRound')}</p>}
        <ul className={styles.list}>
          {kept.map((note) => (
            <li key={note.id} className={styles.note}>
              <p className={styles.text} dir="auto">
                {note.text}
              </p>
              <p className={styles.why}>
                {t('workspace.round', { number: note.round })}, {cellName(view.matrix, note.cell)}. {t(`sync.reason.${note.reason}`)}
              </p>
              <div className="row">
                {target && open && (
                  <Button size="small" variant="primary" icon={<Undo2 aria-hidden />} onPress={() => putBack([note])}>
                    {t('workspace.putBackWhere', { number: open.number })}
                  </Button>
                )}
                <CopyButton value={note.text} what={note.text.slice(0, 40)} />
                <Button size="small" variant="danger" icon={<Trash2 aria-hidden />} onPress={() => store.discard(note.id)}>
                  {t('workspace.discard')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  )
}
