import { useWords } from '../words/words.ts'
import styles from './Loading.module.css'

/** Something is on its way. It appears only after 300 ms, so that quick answers do not flicker. */
export function Loading({ label }: { label?: string }) {
  const t = useWords()
  const words = label ?? t('common.loading')
  return (
    <div role="progressbar" aria-label={words} className={styles.loading}>
      <span className={styles.spinner} aria-hidden="true" />
      <span>{words}</span>
    </div>
  )
}
