import styles from './SpreadBar.module.css'

export interface SpreadPart {
  id: string
  count: number
  /** What it is, in words: "3 partly". */
  words: string
}

/** How answers spread: one stacked bar, and the same in words beside it. */
export function SpreadBar({ parts }: { parts: readonly SpreadPart[] }) {
  const given = parts.filter(({ count }) => count > 0)
  return (
    <div className={styles.spread}>
      <div className={styles.bar} aria-hidden="true">
        {given.map(({ id, count }) => (
          <span key={id} className={styles.part} data-part={id} style={{ flexGrow: count }} />
        ))}
      </div>
      <ul className={styles.words}>
        {given.map(({ id, words }) => (
          <li key={id}>
            <span className={styles.key} data-part={id} aria-hidden="true" />
            {words}
          </li>
        ))}
      </ul>
    </div>
  )
}
