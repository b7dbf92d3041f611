import { noteVotes } from '@stocktake/shared/ballots'
import type { Note } from '@stocktake/shared/board/schema'
import type { NoteFate } from '@stocktake/shared/fate'
import type { RoundRecord } from '@stocktake/shared/record'
import { History } from 'lucide-react'
import { Button } from '../ui/Button.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { useWords } from '../words/words.ts'
import styles from './Record.module.css'
import type { Cluster } from './RecordRows.ts'
import { WithdrawButton } from './Withdrawing.tsx'

export interface RecordCellProps {
  record: RoundRecord
  clusters: readonly Cluster[]
  fates: ReadonlyMap<string, NoteFate>
  onShowLineage: (noteId: string) => void
}

/** The notes of one cell as they were when the round closed. */
export function RecordCell({ record, clusters, fates, onShowLineage }: RecordCellProps) {
  const t = useWords()
  if (!clusters.length) return <p className={styles.none}>{t('round.emptyCell')}</p>
  return clusters.map(({ theme, notes }) => (
    <div key={theme?.id ?? 'loose'} className={theme ? styles.theme : undefined}>
      {theme && <p className={styles.themeLabel}>{theme.label ? t('round.theme', { theme: theme.label }) : t('themes.unnamed')}</p>}
      <ul className={styles.notes}>
        {notes.map((note) => (
          <RecordNote key={note.id} record={record} note={note} fate={fates.get(note.id)} onShowLineage={onShowLineage} />
        ))}
      </ul>
    </div>
  ))
}

interface RecordNoteProps {
  record: RoundRecord
  note: Note
  fate: NoteFate | undefined
  onShowLineage: (noteId: string) => void
}

function RecordNote({ record, note, fate, onShowLineage }: RecordNoteProps) {
  const t = useWords()
  const voted = noteVotes(record.ballots, record.round.number)
  const votes = voted?.votes.get(note.id) ?? 0
  const disagree = voted?.disagree.get(note.id) ?? 0
  const rounds = [...new Set(fate?.carriedTo.map(({ round }) => round) ?? [])]
  return (
    <li className={styles.note} lang={note.lang}>
      <p dir="auto" className={styles.noteText}>
        {note.withdrawn ? <em>{t('withdraw.withdrawn')}</em> : note.text || t('lineage.empty')}
      </p>
      <div className={styles.foot}>
        <GroupMark group={record.groups.find((group) => group.id === note.group)} withLabel />
        {note.anonymous && <span>{t('identity.anonymous')}</span>}
        {note.author && <span>{note.author}</span>}
        {note.typedFor && <span>{t('identity.typedFor')}</span>}
        {votes > 0 && <span>{t('round.votes', { count: votes })}</span>}
        {disagree > 0 && <span>{t('round.disagree', { count: disagree })}</span>}
        {note.tested && <span>{t(`round.tested.${note.tested}`)}</span>}
      </div>
      <div className={styles.foot}>
        {fate && !note.withdrawn && (
          <span className={styles.fate}>
            {rounds.length ? t('round.carriedTo', { rounds: rounds.join(', ') }) : t(`round.fate.${fate.fate}`)}
            {fate.reason && `: ${fate.reason}`}
          </span>
        )}
        <Button size="small" className={styles.lineage ?? ''} icon={<History aria-hidden />} onPress={() => onShowLineage(note.id)}>
          {t('lineage.open')}
        </Button>
        <WithdrawButton round={record.round.number} note={note} />
      </div>
    </li>
  )
}
