import { ShieldCheck } from 'lucide-react'
import { usual } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './Consent.module.css'

/** What is kept and who sees it, said before joining. */
export function Consent({ text }: { text: string }) {
  const t = useWords()
  if (!text.trim()) return null
  return (
    <section className={styles.consent} aria-labelledby="consent">
      <h2 id="consent" className={styles.title}>
        <ShieldCheck aria-hidden /> {t('join.consentTitle')}
      </h2>
      <p dir="auto" className={styles.text}>
        {usual(text)}
      </p>
    </section>
  )
}
