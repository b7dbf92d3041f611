import type { Spotlight } from '@stocktake/shared/attentionSchema'
import type { Note } from '@stocktake/shared/board/schema'
import { cellId, columnsOf } from '@stocktake/shared/matrix'
import type { Group, Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { type CSSProperties, useLayoutEffect, useRef, useState } from 'react'
import type { BoardConnection } from '../../sync/connection.ts'
import { useNotes, useThemes } from '../../sync/useBoard.ts'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { cellName, questionOf } from '../../words/usual.ts'
import { useWords } from '../../words/words.ts'
import styles from './Projector.module.css'

interface MatrixScreenProps {
  view: SessionView
  round: Round
  connection: BoardConnection
  spot: Spotlight | null
}

/** The matrix to be read from the back row: all of it, or what everybody is shown, as large as it goes. */
export function MatrixScreen({ view, round, connection, spot }: MatrixScreenProps) {
  const t = useWords()
  const notes = useNotes(connection)
  const themes = useThemes(connection)
  const columns = columnsOf(view.matrix, round.columns)
  const groups = new Map(view.groups.map((group) => [group.id, group]))
  const themeOf = (note: Note) => themes.find(({ id }) => id === note.theme)?.label
  const shownCells = new Set(view.matrix.dimensions.flatMap((row) => columns.map((type) => cellId(row.id, type.id))))
  const notesIn = (cell: string | null) =>
    notes
      .filter(({ at }) => (cell === null ? at.cell === null || !shownCells.has(at.cell) : at.cell === cell))
      .filter(({ text, picture }) => text.trim() || picture)
  const cellOf = (cell: string | null, title: string) => (
    <Cell
      key={cell ?? ''}
      title={title}
      notes={notesIn(cell)}
      question={cell === null ? '' : questionOf(view.matrix, round.prompts, cell)}
      groups={groups}
      themeOf={themeOf}
    />
  )

  if (spot?.kind === 'note') {
    const note = notes.find(({ id }) => id === spot.id)
    if (!note) return <p className={styles.instruction}>{t('show.noteGone')}</p>
    const group = note.group === null ? undefined : groups.get(note.group)
    return (
      <figure className={styles.oneNote} style={tint(group)}>
        <blockquote className={styles.oneText} lang={note.lang} dir="auto">
          {note.text}
        </blockquote>
        <figcaption className={styles.oneFoot}>
          {group && <GroupMark group={group} size="1em" withLabel />}
          {note.author && <span>{note.author}</span>}
          <span>{cellName(view.matrix, note.at.cell)}</span>
        </figcaption>
      </figure>
    )
  }
  if (spot?.kind === 'cell') return <div className={styles.large}>{cellOf(spot.id, cellName(view.matrix, spot.id))}</div>
  if (spot?.kind === 'parking') return <div className={styles.large}>{cellOf(null, t('table.parking'))}</div>
  const rows = view.matrix.dimensions.filter(({ id }) => spot?.kind !== 'row' || id === spot.id)
  const across = columns.filter(({ id }) => spot?.kind !== 'column' || id === spot.id)
  // What holds notes gets the room.
  const usedAcross = across.filter((type) => rows.some((row) => notesIn(cellId(row.id, type.id)).length > 0))
  const usedRows = rows.filter((row) => across.some((type) => notesIn(cellId(row.id, type.id)).length > 0))
  const gridTemplateColumns = `auto ${across.map((type) => `minmax(min-content, ${usedAcross.includes(type) ? 3 : 1}fr)`).join(' ')}`
  const gridTemplateRows = `auto ${rows.map((row) => `minmax(0, ${usedRows.includes(row) ? 3 : 1}fr)`).join(' ')}`
  return (
    <div className={styles.grid} style={{ gridTemplateColumns, gridTemplateRows }} data-few={usedRows.length * usedAcross.length <= 6 || undefined}>
      <span />
      {across.map((type) => (
        <h2 key={type.id} className={styles.column}>
          {type.short || type.label}
        </h2>
      ))}
      {rows.map((row) => [
        <h2 key={row.id} className={styles.row}>
          {row.label}
        </h2>,
        ...across.map((type) => cellOf(cellId(row.id, type.id), '')),
      ])}
    </div>
  )
}

interface CellProps {
  /** Where the cell stands alone. */
  title: string
  notes: readonly Note[]
  question: string
  groups: ReadonlyMap<string, Group>
  themeOf: (note: Note) => string | undefined
}

/** A cell with as many of its notes as can be read; how many more there are is said. */
function Cell({ title, notes, question, groups, themeOf }: CellProps) {
  const t = useWords()
  const list = useRef<HTMLUListElement>(null)
  const [fits, setFits] = useState(notes.length)
  const key = notes.map(({ id, text }) => `${id}${text}`).join()

  // biome-ignore lint/correctness/useExhaustiveDependencies: other notes are measured anew
  useLayoutEffect(() => {
    const measure = () => {
      const box = list.current
      if (!box) return
      const bottom = box.getBoundingClientRect().bottom
      const items = [...box.children]
      const first = items.findIndex((item) => item.getBoundingClientRect().bottom > bottom + 1)
      setFits(first === -1 ? items.length : Math.max(first, 1))
    }
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [key])

  const more = notes.length - fits
  return (
    <section className={styles.cell} aria-label={title || undefined}>
      <p className={styles.cellHead}>
        {title && (
          <strong dir="auto" className={styles.cellTitle}>
            {title}
          </strong>
        )}
        <span className="tabular">{t('table.notes', { count: notes.length })}</span>
        {more > 0 && <span className="tabular">{t('show.more', { count: more })}</span>}
      </p>
      {notes.length === 0 && title && (
        <p dir="auto" className={styles.instruction}>
          {question}
        </p>
      )}
      <ul ref={list} className={styles.notes}>
        {notes.map((note, index) => (
          <li
            key={note.id}
            className={styles.note}
            style={tint(note.group === null ? undefined : groups.get(note.group))}
            data-cut={index >= fits || undefined}
          >
            <GroupMark group={note.group === null ? undefined : groups.get(note.group)} />
            <span className={styles.noteWords} lang={note.lang} dir="auto">
              {themeOf(note) && <strong>{themeOf(note)}: </strong>}
              {note.text || note.picture?.alt}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const tint = (group: Group | undefined) => (group ? ({ '--group': group.colour } as CSSProperties) : undefined)
