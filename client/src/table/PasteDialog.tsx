import { BOARD_LIMITS } from '@stocktake/shared/board/schema'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useWords } from '../words/words.ts'
import styles from './PasteDialog.module.css'

export interface PasteDialogProps {
  lines: readonly string[]
  cellLabel: string
  onMany: () => void
  onOne: () => void
  onClose: () => void
}

/** Shows what a paste of several lines would add, before it does. */
export function PasteDialog({ lines, cellLabel, onMany, onOne, onClose }: PasteDialogProps) {
  const t = useWords()
  return (
    <Dialog
      title={t('table.pasteTitle', { count: lines.length })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onOne}>{t('table.pasteOne')}</Button>
          <Button variant="primary" onPress={onMany} autoFocus>
            {t('table.pasteMany', { count: lines.length })}
          </Button>
        </>
      }
    >
      <p>{t('table.pasteText', { cell: cellLabel })}</p>
      <ol className={styles.lines}>
        {lines.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes while it is shown
          <li key={i} dir="auto">
            {line}
            {line.length > BOARD_LIMITS.noteText && <em className={styles.cut}> {t('table.tooLong', { count: BOARD_LIMITS.noteText })}</em>}
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
