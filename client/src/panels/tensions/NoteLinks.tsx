import type { Note } from '@stocktake/shared/board/schema'
import { sameNote } from '@stocktake/shared/fate'
import type { NoteRef } from '@stocktake/shared/fields'
import type { SessionView } from '@stocktake/shared/view'
import { ask } from '../../sync/asks.ts'
import { Button } from '../../ui/Button.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Tensions.module.css'
import { useEarlierNotes } from './useEarlierNotes.ts'

export interface NoteLinksProps {
  view: SessionView
  round: number
  notes: readonly Note[]
  refs: readonly NoteRef[]
  label: string
}

/** Notes that something comes from, each a way to the note; those of earlier rounds lead to what was carried here, if anything was. */
export function NoteLinks({ view, round, notes, refs, label }: NoteLinksProps) {
  const t = useWords()
  const earlier = useEarlierNotes(view, refs)
  const links = refs.flatMap((ref) => {
    const here = ref.round === round ? notes.find(({ id }) => id === ref.note) : undefined
    const carried = notes.find(({ origin }) => origin?.from.some((from) => sameNote(from, ref)))
    // What was carried stands in the list itself, or for its source.
    if (!here && carried && refs.some((other) => other.round === round && other.note === carried.id)) return []
    return [{ ref, note: here ?? carried }]
  })
  if (!links.length) return null
  return (
    <div>
      <p className={styles.small}>{label}</p>
      <ul className={styles.links}>
        {links.map(({ ref, note }) => (
          <li key={`${ref.round} ${ref.note}`}>
            {note ? (
              <Button
                size="small"
                className={styles.link ?? ''}
                aria-label={t('tensions.goTo', { text: note.text || t('table.noteEmpty') })}
                onPress={() => ask({ what: 'show-note', note: note.id })}
              >
                <span dir="auto">{note.text || t('table.noteEmpty')}</span>
              </Button>
            ) : (
              <span className={styles.earlier}>
                <span className={styles.quiet}>{t('tensions.fromRound', { round: ref.round })}</span>{' '}
                <span dir="auto">{wordsOf(ref.round === round ? null : earlier(ref), t)}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

const wordsOf = (note: Note | null | undefined, t: ReturnType<typeof useWords>) =>
  note === undefined ? `${t('tensions.loadingNote')} …` : (note?.text ?? t('tensions.gone'))
