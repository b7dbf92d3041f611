import type { Note } from '@stocktake/shared/board/schema'
import type { NoteRef } from '@stocktake/shared/fields'
import type { SessionView } from '@stocktake/shared/view'
import { History } from 'lucide-react'
import { useCallback, useState } from 'react'
import { readRecord } from '../api.ts'
import { groupShown } from '../sync/whoseNote.ts'
import { Button } from '../ui/Button.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { Loading } from '../ui/Loading.tsx'
import { useLoaded } from '../ui/useLoaded.ts'
import { useWords } from '../words/words.ts'
import styles from './Mirror.module.css'

export interface MirrorSourcesProps {
  view: SessionView
  notes: readonly NoteRef[]
  onShowLineage: (note: NoteRef) => void
}

/** The notes that a stimulus was made from; read from the rounds' records when somebody asks. */
export function MirrorSources(props: MirrorSourcesProps) {
  const t = useWords()
  const [open, setOpen] = useState(false)
  return (
    <details className={styles.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('mirror.fromNotes', { count: props.notes.length })}</summary>
      {open && <Sources {...props} />}
    </details>
  )
}

function Sources({ view, notes, onShowLineage }: MirrorSourcesProps) {
  const t = useWords()
  const withRecord = view.rounds.filter((round) => round.records > 0 && notes.some((note) => note.round === round.number))
  const rounds = withRecord.map((round) => round.number).join()
  const texts = useLoaded(
    useCallback(async () => {
      const numbers = rounds ? rounds.split(',').map(Number) : []
      const records = await Promise.all(numbers.map(async (number) => ({ number, record: (await readRecord(view.id, number)).record })))
      return new Map(
        records.flatMap(({ number, record }) => record.board.notes.map((note) => [keyOf({ round: number, note: note.id }), note] as [string, Note])),
      )
    }, [view.id, rounds]),
  )
  if (texts.state === 'loading') return <Loading />
  if (texts.state === 'failed')
    return (
      <p className={styles.source}>
        {texts.problem.title} <Button onPress={texts.again}>{t('common.retry')}</Button>
      </p>
    )
  return (
    <ul className={styles.sources}>
      {notes.map((ref) => {
        const note = texts.value.get(keyOf(ref))
        return (
          <li key={keyOf(ref)}>
            <p className={styles.words}>{note ? note.text : t('mirror.sourceUnknown')}</p>
            <div className={styles.foot}>
              <GroupMark group={groupShown(view, note?.group)} withLabel />
              <span>{t('lineage.round', { round: ref.round })}</span>
              <Button size="small" className={styles.plain ?? ''} icon={<History aria-hidden />} onPress={() => onShowLineage(ref)}>
                {t('lineage.open')}
              </Button>
            </div>
          </li>
        )
      })}
    </ul>
  )
}

const keyOf = (ref: NoteRef) => `${ref.round}:${ref.note}`
