import { readNote } from '@stocktake/shared/board/board'
import type { Note } from '@stocktake/shared/board/schema'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { ask } from '../../sync/asks.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { themeName } from '../../sync/gathering.ts'
import { useMine, useNotes, useThemes } from '../../sync/useBoard.ts'
import { groupless, whoseNote } from '../../sync/whoseNote.ts'
import { Button } from '../../ui/Button.tsx'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Outline.module.css'
import { type Held, type OutlineCell, outlineOf } from './outlineOf.ts'

/** With more notes than this the cells begin folded. */
const MOST_OPEN = 200

interface OutlineProps {
  view: SessionView
  round: Round
  connection: BoardConnection
}

/** The board as headings and lists beside the canvas. It keeps up with the board; what somebody reads stays where it is. */
export function Outline({ view, round, connection }: OutlineProps) {
  const t = useWords()
  const notes = useNotes(connection)
  const themes = useThemes(connection)
  const mine = useMine(connection)
  const root = useRef<HTMLDivElement>(null)
  const [held, setHeld] = useState<Held>()
  /** Cells that are not as they began. */
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [beginsOpen] = useState(() => notes.length <= MOST_OPEN)
  const rows = outlineOf(view.matrix, round.columns, notes, themes, t('table.parking'), held)

  // While this renders, the page is as it was: where the note with the focus stood it stands afterwards. Browsers by themselves
  // keep what is at the upper edge, and others may write between that and the note.
  const stood = topOf(root.current, held)
  useLayoutEffect(() => {
    const now = topOf(root.current, held)
    if (stood !== undefined && now !== undefined && now !== stood) scrollerOf(root.current)?.scrollBy(0, now - stood)
  })

  // The note with the focus was deleted by somebody: the reader goes on at its cell, not at the top of the page.
  useEffect(() => {
    if (!held || notes.some(({ id }) => id === held.id)) return
    setHeld(undefined)
    if (document.activeElement === document.body) root.current?.querySelector<HTMLElement>(`[data-fold="${held.cell ?? ''}"]`)?.focus({ preventScroll: true })
  }, [notes, held])

  const hold = (target: Element) => {
    const id = target.closest<HTMLElement>('[data-outline]')?.dataset.outline
    if (id === held?.id) return
    const note = id === undefined ? undefined : readNote(connection.board, id)
    setHeld(note && { id: note.id, cell: note.at.cell, ...(note.theme ? { theme: note.theme } : {}) })
  }
  const fold = (id: string) => {
    const next = new Set(turned)
    if (!next.delete(id)) next.add(id)
    setTurned(next)
  }
  const list = (members: readonly Note[]) => (
    <ul className={styles.notes}>
      {members.map((note) => {
        const whose = whoseNote(view, note)
        return (
          <li key={note.id}>
            <button type="button" className={styles.note} data-outline={note.id} onClick={() => ask({ what: 'show-note', note: note.id })}>
              <span dir="auto" lang={note.lang}>
                {note.text || note.picture?.alt || t('table.noteEmpty')}
              </span>{' '}
              <span className={styles.whose}>
                {whose.group ? <GroupMark group={whose.group} withLabel /> : groupless(whose, t)}
                {mine.has(note.id) && `, ${t('table.mine')}`}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
  const cellPart = (cell: OutlineCell) => {
    const isOpen = beginsOpen !== turned.has(cell.id)
    return (
      <section key={cell.id} className={styles.cell}>
        <h4>
          <Button
            className={styles.fold ?? ''}
            data-fold={cell.id}
            size="small"
            aria-expanded={isOpen}
            isDisabled={cell.count === 0}
            icon={isOpen && cell.count > 0 ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
            onPress={() => fold(cell.id)}
          >
            <span className={styles.name}>{cell.label}</span> <span className={styles.count}>{t('table.notes', { count: cell.count })}</span>
          </Button>
        </h4>
        {isOpen &&
          cell.themes.map(({ theme, notes: members }) => (
            <section key={theme.id} className={styles.theme}>
              <h5 dir="auto">{themeName(theme, t)}</h5>
              {list(members)}
            </section>
          ))}
        {isOpen && cell.loose.length > 0 && list(cell.loose)}
      </section>
    )
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus is
    <div
      ref={root}
      className={styles.outline}
      onFocus={(event) => hold(event.target)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setHeld(undefined)}
    >
      <p className={styles.whose}>{t('outline.text')}</p>
      {rows.map((row) => (
        <section key={row.id} className={styles.row}>
          <h3>{row.label}</h3>
          {row.cells.map(cellPart)}
        </section>
      ))}
    </div>
  )
}

const topOf = (root: Element | null, held: Held | undefined): number | undefined =>
  held && root?.querySelector(`[data-outline="${CSS.escape(held.id)}"]`)?.getBoundingClientRect().top

/** What scrolls around the outline: the panel, or a phone's page. */
function scrollerOf(root: Element | null): Element | null {
  let above = root?.parentElement ?? null
  while (above && above.scrollHeight <= above.clientHeight) above = above.parentElement
  return above
}
