import { useWords } from '../words/words.ts'
import styles from './SharedObject.module.css'

/** The one sentence that everybody is here for; always whole, never cut. */
export function SharedObject({ text }: { text: string }) {
  const t = useWords()
  return (
    <div className={styles.object}>
      <p className={styles.label}>{t('common.sharedObject')}</p>
      <p dir="auto">{text}</p>
    </div>
  )
}
