import type { NoteRef } from '../fields.ts'
import type { GroupMark } from '../session.ts'
import type { Figure } from './figures.ts'

/**
 * A report as a tree of sections and blocks, free of any format: the preview and every document render this and add
 * nothing of their own but looks.
 */
export interface Report {
  kind: 'round' | 'series'
  /** What the words between people's own are written in (BCP 47). */
  lang: 'en'
  title: string
  subtitle: string
  sharedObject: string
  /** What a reader must know first, as name and value: when, how long, which version, made when. */
  facts: { label: string; value: string }[]
  /** One line for the foot of every page: which state of what this is. */
  versionLine: string
  /** The rounds it tells about. */
  rounds: number[]
  madeAt: number
  sections: Section[]
}

export interface Section {
  /** The same in every report, so that other formats can pick: `matrix`, `cells`, `forward`. Unique in its report. */
  id: string
  title: string
  blocks: Block[]
  sections: Section[]
}

/** Somebody's words, with their language where they say it. */
export interface Said {
  text: string
  lang?: string
}

export interface NoteLine extends Said {
  ref: NoteRef
  group: GroupMark | null
  /** What else is to be said of it, in words: `5 votes`, `merged from 2`, `came late`. */
  facts: string[]
  comments: string[]
}

export interface TableCell extends Said {
  /** How warm the cell is beside the warmest, 0 to 4; the number is in its text. */
  heat?: 0 | 1 | 2 | 3 | 4
  mark?: GroupMark
}

export interface Message {
  id: string
  title: string
  paragraph: string
  question: string
  notes: NoteLine[]
  groups: GroupMark[]
}

export type Block =
  | ({ kind: 'paragraph'; look?: 'quiet' | 'strong' } & Said)
  | { kind: 'list'; items: Said[] }
  /** The first column heads its row where `rowHeads` says so. Widths are shares of the whole. */
  | { kind: 'table'; caption: string; columns: { label: string; width: number }[]; rows: TableCell[][]; rowHeads: boolean }
  | { kind: 'notes'; notes: NoteLine[] }
  /** `text` says in words what the figure shows. */
  | { kind: 'figure'; figure: Figure; caption: string; text: string }
  /** What the facilitator writes: kept under `field`, and left out of documents while it is empty. */
  | { kind: 'own'; field: string; label: string; text: string }
  | { kind: 'messages'; scope: number | 'series'; messages: Message[] }

export const paragraph = (text: string, look?: 'quiet' | 'strong'): Block => ({ kind: 'paragraph', text, ...(look ? { look } : {}) })

export type TableBlock = Extract<Block, { kind: 'table' }>

export const table = (
  caption: string,
  columns: readonly (readonly [label: string, width: number])[],
  rows: readonly (string | TableCell)[][],
  rowHeads = false,
): TableBlock => ({
  kind: 'table',
  caption,
  columns: columns.map(([label, width]) => ({ label, width })),
  rows: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? { text: cell } : cell))),
  rowHeads,
})

export const section = (id: string, title: string, blocks: readonly Block[], sections: readonly Section[] = []): Section => ({
  id,
  title,
  blocks: [...blocks],
  sections: [...sections],
})

/** A table, or a sentence that says why there is none. */
export const tableOr = (empty: string, made: TableBlock): Block => (!made.rows.length ? paragraph(empty, 'quiet') : made)

/** Does a section hold anything a reader gets to see? Empty fields of the facilitator are not. */
export const saysSomething = ({ blocks, sections }: Section): boolean =>
  sections.some(saysSomething) ||
  blocks.some((block) => (block.kind === 'own' ? block.text.trim() !== '' : block.kind === 'messages' ? block.messages.length > 0 : true))

/** A list of more is no overview: it names chapters alone. */
const MOST_CONTENTS = 32

/** What a table of contents lists: chapters, and what is in them unless that would be too much to look through. */
export function contentsOf(sections: readonly Section[]): { section: Section; depth: 0 | 1 }[] {
  const chapters = sections.filter(saysSomething).map((section) => ({ section, depth: 0 as const }))
  const all = chapters.flatMap((chapter) => [chapter, ...chapter.section.sections.filter(saysSomething).map((section) => ({ section, depth: 1 as const }))])
  return all.length > MOST_CONTENTS ? chapters : all
}
