import type { Guess } from '@stocktake/shared/sheet/guess'
import { useState } from 'react'
import type { BoardConnection } from '../../sync/connection.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { useWords } from '../../words/words.ts'
import { type ImportNotesProps, ImportPreview } from './ImportPreview.tsx'
import { ImportSource } from './ImportSource.tsx'

/** Notes from a file or from copied cells: chosen, looked through, added at once, and taken back with one press. */
export function ImportNotes({ onClose, ...props }: ImportNotesProps) {
  const t = useWords()
  const [guess, setGuess] = useState<Guess | null>(null)
  const [added, setAdded] = useState<{ count: number; to: BoardConnection }>()
  const [isUndone, setUndone] = useState(false)
  if (added)
    return (
      <Dialog
        title={t('sheet.title')}
        isOpen
        onClose={onClose}
        size="small"
        actions={
          <>
            {!isUndone && (
              <Button
                onPress={() => {
                  added.to.undo()
                  setUndone(true)
                }}
              >
                {t('sheet.undo')}
              </Button>
            )}
            <Button variant="primary" onPress={onClose} autoFocus>
              {t('table.done')}
            </Button>
          </>
        }
      >
        <p role="status">{isUndone ? t('sheet.undone') : t('sheet.added', { count: added.count })}</p>
      </Dialog>
    )
  if (guess)
    return <ImportPreview {...props} guess={guess} onAdded={(count, to) => setAdded({ count, to })} onAnother={() => setGuess(null)} onClose={onClose} />
  return <ImportSource view={props.view} onFound={setGuess} onClose={onClose} />
}
