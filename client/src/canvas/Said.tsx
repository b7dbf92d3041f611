import { useCallback, useEffect, useState } from 'react'
import { useWords } from '../words/words.ts'
import type { Saying, Says } from './actions.ts'
import styles from './Canvas.module.css'

const SHOWN_FOR = 5000

/** One short sentence about what just happened, or why it did not. */
export function useSays() {
  const [said, setSaid] = useState<Saying | null>(null)
  const say = useCallback<Says>(
    (message) => setSaid((now) => (now && now.key === message.key && now.count === message.count && now.place === message.place ? now : message)),
    [],
  )
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(() => setSaid(null), SHOWN_FOR)
    return () => clearTimeout(timer)
  }, [said])
  return { said, say }
}

export function Said({ said, unreadable }: { said: Saying | null; unreadable: number }) {
  const t = useWords()
  return (
    <div className={styles.said} role="status">
      {said && <p className={styles.sentence}>{t(`canvas.said.${said.key}`, { count: said.count ?? 0, place: said.place })}</p>}
      {unreadable > 0 && <p className={styles.sentence}>{t('canvas.unreadable', { count: unreadable })}</p>}
    </div>
  )
}
