import { useWords } from '../words/words.ts'
import styles from './SharedObject.module.css'

/** The one sentence that everybody is here for; always whole, never cut. */
export function SharedObject({ text }: { text: string }) {
  const t = useWords()
  return (
    <p className={styles.object}>
      <span className={styles.label}>{t('common.sharedObject')}</span> {text}
    </p>
  )
}
