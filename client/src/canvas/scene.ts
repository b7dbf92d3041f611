import { type Board, readNote, readNotes, readThemes } from '@stocktake/shared/board/board'
import { type Arrangement, arrange, type Grid, type Layout, type LayoutMemory, type Rect, type Sized } from '@stocktake/shared/board/layout'
import { standingHeight } from '@stocktake/shared/board/place'
import { BOARD_LIMITS, type Note, type Place, type Theme } from '@stocktake/shared/board/schema'
import { type Atom, atom, type Signal, transact } from '@tldraw/tldraw'
import type { TextMeasure } from './measure.ts'

/**
 * The board as the canvas shows it: every note with its rectangle, and the layout around them. It is read from the
 * document alone and knows nothing of shapes, so that what is shown as a shape and what is painted can be chosen later.
 */
export interface Scene {
  readonly layout: Signal<Layout>
  /** Notes per cell; null is the parking lot. */
  readonly counts: Signal<ReadonlyMap<string | null, number>>
  readonly themes: Signal<ReadonlyMap<string, Theme>>
  /** Grows with every change of notes, themes or places: what is painted is painted anew. */
  readonly version: Signal<number>
  /** How many notes and themes cannot be read. They stay in the board. */
  readonly unreadable: Signal<number>
  /** Watched: whoever reads it in a signal is told when the note changes. */
  note(id: string): Note | undefined
  /** The same without being told of changes. */
  peek(id: string): Note | undefined
  boxes(): Arrangement['notes']
  /** The notes now, in no promised order. */
  notes(): IterableIterator<Note>
  markNotes(ids: Iterable<string>): void
  markAll(): void
  setGrid(grid: Grid): void
  /** Reads what was marked and arranges it; with `hold` rows and columns keep their size. Says whether anything changed. */
  refresh(hold: boolean): boolean
}

export function createScene(board: Board, measure: TextMeasure, firstGrid: Grid): Scene {
  let grid = firstGrid
  let all = true
  const memory: LayoutMemory = new Map()
  let arranged: Arrangement = arrange(grid, [], undefined, memory)
  let held = false
  const marked = new Set<string>()
  const notes = new Map<string, Note>()
  const sizes = new Map<string, Sized>()
  const watched = new Map<string, Atom<Note | undefined>>()
  const layout = atom<Layout>('layout', arranged.layout)
  const counts = atom<ReadonlyMap<string | null, number>>('counts', new Map())
  const themes = atom<ReadonlyMap<string, Theme>>('themes', new Map())
  const version = atom('version', 0)
  const unreadable = atom('unreadable', 0)

  const watchedNote = (id: string) => {
    let found = watched.get(id)
    if (!found) {
      found = atom<Note | undefined>(`note ${id}`, notes.get(id))
      watched.set(id, found)
    }
    return found
  }

  const take = (read: readonly Note[]) => {
    // No writer of ours makes a text this long; a stranger's program must not make everybody's canvas wait for it.
    const changed = read.map((note) => (note.text.length > BOARD_LIMITS.noteText ? { ...note, text: note.text.slice(0, BOARD_LIMITS.noteText) } : note))
    const heights = measure.heights(changed.map((note) => note.text))
    changed.forEach((note, index) => {
      notes.set(note.id, note)
      const h = standingHeight(note, heights[index] ?? 0)
      const before = sizes.get(note.id)
      // The same object as long as the same is said: a cell whose notes are the same needs no new arrangement.
      if (!before || before.h !== h || !samePlace(before.at, note.at)) sizes.set(note.id, { id: note.id, at: note.at, h })
      watched.get(note.id)?.set(note)
    })
  }

  const drop = (id: string) => {
    notes.delete(id)
    sizes.delete(id)
    watched.get(id)?.set(undefined)
    watched.delete(id)
  }

  const scene: Scene = {
    layout,
    counts,
    themes,
    version,
    unreadable,
    peek: (id) => notes.get(id),
    note: (id) => watchedNote(id).get(),
    boxes: () => arranged.notes,
    notes: () => notes.values(),
    markNotes(ids) {
      for (const id of ids) marked.add(id)
    },
    markAll() {
      all = true
    },
    setGrid(next) {
      if (sameList(grid.rows, next.rows) && sameList(grid.columns, next.columns)) return
      grid = next
      all = true
    },
    refresh(hold) {
      if (!all && !marked.size && !(held && !hold)) return false
      transact(() => {
        if (all) {
          const now = readNotes(board)
          const ids = new Set(now.map((note) => note.id))
          for (const id of [...notes.keys()]) if (!ids.has(id)) drop(id)
          take(now)
          themes.set(new Map(readThemes(board).map((theme) => [theme.id, theme])))
        } else {
          const found = [...marked].map((id) => [id, readNote(board, id)] as const)
          take(found.flatMap(([, note]) => note ?? []))
          for (const [id, note] of found) if (!note) drop(id)
        }
        const fresh = arrange(grid, [...sizes.values()], hold && !all ? arranged.layout : undefined, memory)
        arranged = fresh
        if (!sameLayout(layout.get(), fresh.layout)) layout.set(fresh.layout)
        counts.set(countsOf(fresh))
        unreadable.set(board.notes.size - notes.size + (board.themes.size - themes.get().size))
        version.update((n) => n + 1)
      })
      all = false
      held = hold
      marked.clear()
      return true
    },
  }
  // From the first moment on everything is where it belongs: a view that is restored must not be moved by notes that seem to come.
  scene.refresh(false)
  return scene
}

function countsOf({ notes }: Arrangement) {
  const counts = new Map<string | null, number>()
  for (const { cell } of notes.values()) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return counts
}

const samePlace = (a: Place, b: Place) => a.cell === b.cell && a.x === b.x && a.y === b.y && a.z === b.z
const sameList = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((item, index) => item === b[index])
const sameRect = (a: Rect | undefined, b: Rect) => a !== undefined && a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h

function sameLayout(a: Layout, b: Layout): boolean {
  return (
    a.cells.size === b.cells.size &&
    sameRect(a.whole, b.whole) &&
    sameRect(a.parking, b.parking) &&
    [...b.cells].every(([id, rect]) => sameRect(a.cells.get(id), rect))
  )
}
