import { Undo2, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import type { BoardConnection } from './connection.ts'
import styles from './UndoToast.module.css'

/** Long enough to read it, find the button and press it; Undo in the bar stays after that. */
const STAYS = 15_000

export interface UndoToastProps {
  connection: BoardConnection
  message: string
  onGone: () => void
}

/** Says what was just done and offers to undo it, until something else is done. */
export function UndoToast({ connection, message, onGone }: UndoToastProps) {
  const t = useWords()
  const [isHeld, setHeld] = useState(false)

  useEffect(() => {
    if (isHeld) return
    const timer = setTimeout(onGone, STAYS)
    return () => clearTimeout(timer)
  }, [isHeld, onGone])

  // After another change of mine, undo would take that one back and not what the message says.
  useEffect(() => connection.onChange((change) => change.mine && onGone()), [connection, onGone])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only stays while somebody is on it
    <div
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span role="status">{message}</span>
      <Button size="small" icon={<Undo2 aria-hidden />} onPress={() => connection.undo()}>
        {t('table.undo')}
      </Button>
      <Button size="small" aria-label={t('table.dismiss')} icon={<X aria-hidden />} onPress={onGone} />
    </div>
  )
}
