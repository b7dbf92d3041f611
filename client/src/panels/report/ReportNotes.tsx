import type { NoteLine } from '@stocktake/shared/report/blocks'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Report.module.css'

/** Notes as a report quotes them. */
export function ReportNotes({ notes }: { notes: readonly NoteLine[] }) {
  const t = useWords()
  return (
    <ul className={styles.notes}>
      {notes.map((note) => (
        <li key={`${note.ref.round} ${note.ref.note}`}>
          <span className={styles.noteText} dir="auto" lang={note.lang}>
            {note.text}
          </span>
          {(note.group || note.facts.length > 0) && (
            <span className={styles.about}>
              {note.group && (
                <span className={styles.group}>
                  <GroupMark group={note.group} /> {note.group.label}
                </span>
              )}
              {note.facts.map((fact) => (
                <span key={fact}>{fact}</span>
              ))}
            </span>
          )}
          {note.comments.map((comment, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two comments may read the same
            <span key={i} className={styles.comment} dir="auto">
              {t('report.comment', { comment })}
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}
