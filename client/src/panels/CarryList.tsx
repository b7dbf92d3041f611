import type { Note } from '@stocktake/shared/board/schema'
import type { CarryDecision } from '@stocktake/shared/carry'
import type { SessionView } from '@stocktake/shared/view'
import { Check } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { groupShown } from '../sync/whoseNote.ts'
import { Button } from '../ui/Button.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './Carry.module.css'
import { decisionAbout } from './CarryQueue.ts'

export interface CarryListProps {
  view: SessionView
  round: number
  notes: readonly Note[]
  decisions: readonly CarryDecision[]
  focusId: string | null
  onFocus: (id: string) => void
}

/** How many are drawn at once; a round may hold thousands. */
const PAGE = 150

/** The notes to go through; the one in focus is the one tab stop, and arrows go along. */
export function CarryList({ view, round, notes, decisions, focusId, onFocus }: CarryListProps) {
  const t = useWords()
  const [pages, setPages] = useState(1)
  const current = useRef<HTMLButtonElement>(null)
  const at = notes.findIndex((note) => note.id === focusId)
  const shown = Math.max(pages * PAGE, at + 1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new note in focus is the reason to bring it into view
  useEffect(() => {
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [focusId])

  if (!notes.length) return <p className={styles.empty}>{t('carry.noneMatch')}</p>
  return (
    <nav aria-label={t('carry.list')} className={styles.list}>
      <ol>
        {notes.slice(0, shown).map((note, index) => {
          const decision = decisionAbout(decisions, { round, note: note.id })
          const isCurrent = note.id === focusId
          const newCell = note.at.cell !== notes[index - 1]?.at.cell
          return (
            <li key={note.id}>
              {newCell && <p className={styles.cell}>{cellName(view.matrix, note.at.cell)}</p>}
              <button
                type="button"
                ref={isCurrent ? current : null}
                className={styles.entry}
                aria-current={isCurrent ? 'true' : undefined}
                tabIndex={isCurrent || (at < 0 && index === 0) ? 0 : -1}
                onClick={() => onFocus(note.id)}
              >
                <span dir="auto" lang={note.lang} className={styles.entryText}>
                  {note.text.trim() || t('carry.emptyNote')}
                </span>
                <span className={styles.entryFoot}>
                  <GroupMark group={groupShown(view, note.group)} withLabel />
                  {decision ? (
                    <span className={styles.decided}>
                      <Check aria-hidden /> {t(`carry.done.${decision.action}`)}
                    </span>
                  ) : (
                    <span>{t('carry.undecided')}</span>
                  )}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
      {shown < notes.length && <Button onPress={() => setPages(pages + 1)}>{t('carry.more', { count: notes.length - shown })}</Button>}
    </nav>
  )
}
