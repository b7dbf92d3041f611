import type { Spotlight } from '@stocktake/shared/attentionSchema'
import { signingOf } from '@stocktake/shared/attribution'
import { readNote } from '@stocktake/shared/board/board'
import type { Note } from '@stocktake/shared/board/schema'
import { gatheredIn } from '@stocktake/shared/board/themes'
import { cellsOf, columnsOf } from '@stocktake/shared/matrix'
import { may, refusal } from '@stocktake/shared/policy'
import type { Round } from '@stocktake/shared/session'
import type { Me, SessionView } from '@stocktake/shared/view'
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { BoardConnection } from '../sync/connection.ts'
import { draftsOf, rescueBox } from '../sync/drafts.ts'
import { mayGather } from '../sync/gathering.ts'
import { myTableIn, rowsFirst } from '../sync/myTable.ts'
import { useArrival } from '../sync/showing.ts'
import { shutCell } from '../sync/shutCell.ts'
import { UndoToast } from '../sync/UndoToast.tsx'
import { useMine, useNotes, useThemes } from '../sync/useBoard.ts'
import type { BoardRules } from '../sync/useRules.ts'
import { onDemand } from '../ui/onDemand.tsx'
import { scrollSoon, useFocusSoon } from '../ui/soon.ts'
import { PHONE, useMedia } from '../ui/useMedia.ts'
import { useVoteSorted } from '../votes.ts'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import { type CellNotes, type Held, useArranged } from './arrange.ts'
import { deleteNote, moveNote } from './editNotes.ts'
import { stepCell } from './stepCell.ts'
import styles from './Table.module.css'
import { type TableContent, TableContext } from './TableContext.ts'
import { GatheringBar, SelectNotes } from './TableGathering.tsx'
import { TableMatrix } from './TableMatrix.tsx'
import { TableNote } from './TableNote.tsx'
import { TableRows } from './TableRows.tsx'
import { TableTheme } from './TableTheme.tsx'
import { useJumps } from './useJumps.ts'
import { useTyping } from './useTyping.ts'
import { VoteOrder } from './VoteOrder.tsx'

const MoveDialog = onDemand(async () => (await import('../ui/MoveDialog.tsx')).MoveDialog, { isOver: true })

export interface TableProps {
  connection: BoardConnection
  view: SessionView
  round: Round
  me: Me
  canWrite: boolean
  rules: BoardRules
  onShowLineage: (noteId: string) => void
  /** A note to go to, as from a search; a new object goes there again. */
  goTo?: { noteId: string } | null
  /** The whole matrix, or a plain list of my own notes. */
  part?: 'matrix' | 'mine'
  /** What stands above the list of my own notes, instead of the usual. */
  mineHead?: ReactNode
  mineNone?: string
}

/** The board as headings, lists and fields: a full editor that needs no canvas. */
export function Table({ connection, view, round, me, canWrite, rules, onShowLineage, goTo = null, part = 'matrix', mineHead, mineNone }: TableProps) {
  const t = useWords()
  const notes = useNotes(connection)
  const themes = useThemes(connection)
  const mine = useMine(connection)
  const isPhone = useMedia(PHONE)
  const root = useRef<HTMLDivElement>(null)
  const drafts = draftsOf(view.id, me.memberId)
  const cells = useMemo(() => cellsOf(view.matrix, round.columns), [view.matrix, round.columns])
  const atTable = useMemo(() => myTableIn(view, round), [view, round])
  const groups = useMemo(() => new Map(view.groups.map((group) => [group.id, group])), [view.groups])
  const typing = useTyping(connection, groups)
  const [editing, setEditing] = useState<string | null>(null)
  const [moving, setMoving] = useState<string | null>(null)
  const [held, setHeld] = useState<Held | undefined>()
  const [toast, setToast] = useState('')
  const [said, setSaid] = useState('')
  const [led, setLed] = useState<{ cell: string | null }>()
  const [boxAt, setBoxAt] = useState(() => openBoxAt(drafts.getState().box, canWrite))
  const gathered = useMemo(() => new Map(gatheredIn(notes, themes).map((one) => [one.theme.id, one])), [notes, themes])
  const arranged = useArranged(useVoteSorted(notes, round.number), themes, cells, held, atTable?.table.id)
  const find = useCallback((selector: string) => root.current?.querySelector<HTMLElement>(selector) ?? null, [])
  const focusSoon = useFocusSoon(find)

  useEffect(() => {
    rescueBox(drafts, cells)
  }, [drafts, cells])

  useEffect(() => {
    if (!goTo) return
    focusSoon(`[data-note="${goTo.noteId}"] button, [data-note="${goTo.noteId}"]`, true)
  }, [goTo, focusSoon])

  // The note that has the focus was deleted by somebody: the focus goes to its cell and not back to the top of the page.
  useEffect(() => {
    if (!held || notes.some((note) => note.id === held.id)) return
    setHeld(undefined)
    if (document.activeElement === document.body) focusSoon(`[data-cell="${held.cell ?? ''}"] :is(button, textarea)`)
  }, [notes, held, focusSoon])

  const content = useMemo<TableContent>(() => {
    const cellOf = (id: string) => readNote(connection.board, id)?.at.cell ?? null
    return {
      connection,
      view,
      round,
      me,
      canWrite,
      rules,
      mayAdd: (cell) => canWrite && may(me, 'add-note', rules.live, { ...signingOf(rules.live.attribution, me), cells: [cell] }),
      shut: (cell) => shutCell(me, rules, cell),
      mine: atTable,
      groups,
      edit: (id) => {
        setEditing((before) => {
          if (!id && before) focusSoon(`[data-note="${before}"] [data-actions] button`)
          return id
        })
      },
      askMove: setMoving,
      move: (id, cell) => {
        setMoving(null)
        setHeld(undefined)
        const places = { owner: me.memberId, cells: [cellOf(id), cell], ...(cellOf(id) === cell ? {} : { enters: cell }) }
        const why = refusal(me, 'move-note', rules.inForce, places)
        if (why) return setSaid(t(why === 'cell-full' || why === 'not-your-table' ? `sync.reason.${why}` : 'table.notInStep'))
        moveNote(connection, id, cell)
        setSaid(t('table.movedHere', { cell: cellName(view.matrix, cell) }))
        focusSoon(`[data-cell="${cell ?? ''}"] [data-note="${id}"] [data-actions] button`)
      },
      remove: (id) => {
        const cell = cellOf(id)
        setHeld(undefined)
        deleteNote(connection, id)
        // After the deletion itself has been told, so that the message is not taken away by it.
        queueMicrotask(() => setToast(t('table.deleted')))
        focusSoon(`[data-cell="${cell ?? ''}"] :is([data-actions] button, [data-add] button)`)
      },
      showLineage: onShowLineage,
      openBox: (cell) => {
        setBoxAt((before) => {
          if (cell === undefined && before) focusSoon(`[data-cell="${before.cell ?? ''}"] [data-add] button`)
          return cell === undefined ? null : { cell }
        })
      },
      stepBox: (cell, key) => {
        const rows = rowsFirst(view.matrix.dimensions, atTable).map(({ id }) => id)
        const inUse = columnsOf(view.matrix, round.columns).map(({ id }) => id)
        const next = stepCell(
          cell,
          key,
          rows,
          inUse,
          (to) => canWrite && may(me, 'add-note', rules.live, { ...signingOf(rules.live.attribution, me), cells: [to] }),
        )
        if (next === undefined) return
        drafts.setState(({ box }) => ({ box: box && { ...box, cell: next } }))
        setBoxAt({ cell: next })
        // Where one row is on the screen, that of the box is.
        setLed({ cell: next })
      },
    }
  }, [connection, view, round, me, canWrite, rules, atTable, groups, onShowLineage, t, focusSoon, drafts])

  useJumps(root, content.openBox)

  const renderNote = (note: Note, showCell: boolean) => {
    const isMine = mine.has(note.id)
    const target = { owner: isMine ? me.memberId : null, cells: [note.at.cell] }
    const mayEdit = canWrite && may(me, 'edit-note', rules.inForce, target)
    const mayMove = canWrite && may(me, 'move-note', rules.inForce, target)
    return (
      <TableNote
        key={note.id}
        note={note}
        isMine={isMine}
        mayEdit={mayEdit}
        mayMove={mayMove}
        isEditing={mayEdit && editing === note.id}
        typing={typing.get(note.id) ?? ''}
        showCell={showCell}
      />
    )
  }
  const renderNotes = ({ themes: grouped, loose }: CellNotes, showCell = false) => (
    <>
      {grouped.map(({ theme, notes: members }) => (
        <TableTheme key={theme.id} theme={theme} notes={members} whole={gathered.get(theme.id)}>
          {members.length > 0 && <ul className={styles.notes}>{members.map((note) => renderNote(note, showCell))}</ul>}
        </TableTheme>
      ))}
      {loose.length > 0 && <ul className={styles.notes}>{loose.map((note) => renderNote(note, showCell))}</ul>}
    </>
  )

  const holdFocused = (target: Element) => {
    const id = target.closest<HTMLElement>('[data-note]')?.dataset.note
    if (!id) return setHeld(undefined)
    const note = readNote(connection.board, id)
    if (note) setHeld((before) => (before?.id === id ? before : { id, cell: note.at.cell, theme: note.theme }))
  }
  const movingNote = moving === null ? undefined : notes.find((note) => note.id === moving)
  const gathers = part === 'matrix' && mayGather({ me, rules, canWrite })
  const goToCell = goTo && (notes.find((note) => note.id === goTo.noteId)?.at.cell ?? null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a place is gone to once for each asking
  const reveal = useMemo(() => goTo && { cell: goToCell }, [goTo])
  useEffect(() => {
    if (goTo) setLed(undefined)
  }, [goTo])
  // What everybody is shown is scrolled to and marked; the focus stays where it is.
  useArrival(
    part === 'matrix' ? round.number : 0,
    ['row', 'column', 'cell', 'parking', 'note'],
    (spot) => {
      const note = spot.kind === 'note' ? notes.find(({ id }) => id === spot.id) : undefined
      if (spot.kind === 'note' && !note) return false
      const cell = note ? note.at.cell : spotCell(spot, cells)
      setLed({ cell })
      scrollSoon(find, note ? `[data-note="${note.id}"]` : `[data-cell="${cell ?? ''}"]`)
      return true
    },
    notes,
  )
  const parts = { arranged, isBoxAt: (cell: string | null) => canWrite && boxAt?.cell === cell && boxAt !== null, renderNotes }

  return (
    <TableContext value={content}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus is */}
      <div
        ref={root}
        className={styles.table}
        data-jumps={part === 'matrix' ? '' : undefined}
        onFocus={(event) => holdFocused(event.target)}
        onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setHeld(undefined)}
      >
        {gathers && <SelectNotes />}
        {part === 'matrix' && <VoteOrder />}
        {part === 'mine' ? (
          <MyNotes head={mineHead} none={mineNone} notes={notes.filter((note) => mine.has(note.id))} renderNote={(note) => renderNote(note, true)} />
        ) : isPhone ? (
          <TableRows {...parts} reveal={led ?? reveal} />
        ) : (
          <TableMatrix {...parts} />
        )}
        {gathers && <GatheringBar me={me} rules={rules} canWrite={canWrite} connection={connection} />}
        {toast && <UndoToast connection={connection} message={toast} onGone={() => setToast('')} />}
        <span role="status" className="visually-hidden">
          {said}
        </span>
      </div>
      {movingNote && (
        <MoveDialog
          view={view}
          round={round}
          cell={movingNote.at.cell}
          allows={(cell) => may(me, 'move-note', rules.inForce, { owner: me.memberId, cells: [cell], enters: cell })}
          text={movingNote.text}
          onMove={(cell) => content.move(movingNote.id, cell)}
          onClose={() => setMoving(null)}
        />
      )}
    </TableContext>
  )
}

function MyNotes({
  head,
  none,
  notes,
  renderNote,
}: {
  head: ReactNode
  none: string | undefined
  notes: readonly Note[]
  renderNote: (note: Note) => ReactNode
}) {
  const t = useWords()
  return (
    <section className={styles.mine}>
      {head ?? <h2 className={styles.mineTitle}>{t('workspace.myNotes', { count: notes.length })}</h2>}
      {notes.length ? <ul className={styles.notes}>{notes.map(renderNote)}</ul> : <p className={styles.none}>{none ?? t('workspace.myNotesNone')}</p>}
    </section>
  )
}

/** The first cell of what is shown; null for the parking lot. */
const spotCell = ({ kind, id }: Spotlight, cells: readonly string[]): string | null =>
  kind === 'cell' ? id : (cells.find((cell) => (kind === 'row' && cell.startsWith(`${id}/`)) || (kind === 'column' && cell.endsWith(`/${id}`))) ?? null)

const openBoxAt = (box: { cell: string | null } | null, canWrite: boolean) => (box && canWrite ? { cell: box.cell } : null)
