import type { NoteRef } from '../fields.ts'
import { LIMITS } from '../limits.ts'
import { cellName } from '../matrix.ts'
import { tensionStatus } from '../standing.ts'
import { ALL as ALL_GROUPS } from './ballots.ts'
import { buildModel } from './buildModel.ts'
import type { ExportModel, ModelInput, NoteRow } from './model.ts'
import { OTHERS } from './smallGroups.ts'
import { counted } from './words.ts'

/** A round held up to those who made it: where they wrote, what was strong, what is contested, what nobody said. */
export interface Digest {
  round: number
  title: string
  /** For people to edit before anybody else reads it. */
  text: string
  /** The notes that are quoted in it. */
  fromNotes: NoteRef[]
  /** Every note as it would be quoted, for those who choose others. */
  quotations: { ref: NoteRef; quote: string; cell: string | null }[]
}

/** How many are named of each kind: it is a mirror, not the whole record. */
const DIGEST_LIMITS = { strongest: 5, contested: 5, quoted: 5 } as const

export function digestOf(input: ModelInput, number: number): Digest {
  const model = buildModel({ ...input, rounds: [number] })
  const [round] = model.rounds
  if (!round) throw new Error(`no round ${number}`)
  const { session } = input
  const written = model.notes.filter((note) => note.text.trim())
  const strongest = strong(written)
  const doubted = written
    .filter((note) => (note.disagree ?? 0) > 0)
    .sort((a, b) => (b.disagree ?? 0) - (a.disagree ?? 0))
    .slice(0, DIGEST_LIMITS.contested)
  const quoted = telling(written, [...strongest, ...doubted])
  const cells = round.matrix.rows.flatMap((row) => row.cells)
  const filled = cells.filter((cell) => cell.notes.length > 0).sort((a, b) => b.notes.length - a.notes.length)
  const name = (cell: string) => cellName(session.matrix, cell)
  const empty = model.coverage.emptyCells[number] ?? []
  const groups = model.groups.filter(({ notes }) => notes > 0)
  const isTelling = groups.some(({ id }) => id !== OTHERS)
  const contested = model.contradictions.filter((found) => found.asOf === number).slice(0, DIGEST_LIMITS.contested)

  const text = [
    [`Round ${number}, ${round.title}: ${counted(model.coverage.total, 'note')} in ${filled.length} of ${counted(cells.length, 'cell')}.`],
    section(
      'By group',
      (isTelling ? groups : []).map(({ label, notes }) => `${label}: ${counted(notes, 'note')}`),
    ),
    section('Where you wrote', [
      ...filled.map((cell) => `${name(cell.cell)}: ${cell.words}`),
      ...(model.coverage.unplaced ? [`Parking lot: ${counted(model.coverage.unplaced, 'note')}`] : []),
    ]),
    section('Where nobody wrote', empty.length ? [empty.map(name).join('; ')] : []),
    section('Strongest', [
      ...strongest.map((note) => `${quoteOf(note)}: ${counted(note.votes ?? 0, 'vote')}`),
      ...strongThemes(model).map(({ text: label, votes }) => `Theme “${label}”: ${counted(votes ?? 0, 'vote')}`),
    ]),
    section('Contested', [
      ...doubted.map((note) => `${quoteOf(note)}: ${counted(note.disagree ?? 0, 'person strongly disagrees', 'people strongly disagree')}`),
      ...contested.map(contestedWords),
    ]),
    section('In your words', quoted.map(quoteOf)),
  ]
  return {
    round: number,
    title: fitting(`Mirror of round ${number}: ${round.title}`, LIMITS.title),
    text: fitting(
      text
        .filter((lines) => lines.length > 0)
        .map((lines) => lines.join('\n'))
        .join('\n\n'),
      LIMITS.stimulusText,
    ),
    fromNotes: [...new Set([...strongest, ...doubted, ...quoted])].map(({ ref }) => ref),
    quotations: written.map((note) => ({ ref: note.ref, quote: quoteOf(note), cell: note.cell })),
  }
}

const section = (heading: string, lines: readonly string[]) => (lines.length ? [heading, ...lines] : [])

/** `“I write the plan after the visit” (Clinicians)` on one line. */
function quoteOf({ text, group }: NoteRow): string {
  const words = `“${text.trim().replace(/\s+/g, ' ')}”`
  return group && group.id !== OTHERS ? `${words} (${group.label})` : words
}

/** The notes with most votes, those that share the last rank left out where they would be too many. */
function strong(notes: readonly NoteRow[]): NoteRow[] {
  const voted = notes.filter((note) => (note.votes ?? 0) > 0).sort((a, b) => (b.votes ?? 0) - (a.votes ?? 0))
  return voted.filter(({ rank }) => voted.filter((other) => (other.rank ?? 0) <= (rank ?? 0)).length <= DIGEST_LIMITS.strongest)
}

/** The themes with most votes, of ballots on themes. */
const strongThemes = ({ ballots }: ExportModel) =>
  ballots
    .filter((row) => row.kind === 'themes' && row.group === ALL_GROUPS && (row.votes ?? 0) > 0)
    .sort((a, b) => (b.votes ?? 0) - (a.votes ?? 0))
    .slice(0, DIGEST_LIMITS.strongest)

/** One note from each of the fullest cells: of those that go on first, then of those that were written first. */
function telling(notes: readonly NoteRow[], not: readonly NoteRow[]): NoteRow[] {
  const cells = new Map<string | null, NoteRow[]>()
  for (const note of notes) cells.set(note.cell, [...(cells.get(note.cell) ?? []), note])
  return [...cells.values()]
    .sort((a, b) => b.length - a.length)
    .flatMap((own) => {
      const free = own.filter((note) => !not.includes(note))
      return free.find(({ fate }) => fate === 'carried') ?? free[0] ?? []
    })
    .slice(0, DIGEST_LIMITS.quoted)
}

const STATUS_WORDS = { open: 'open', partly: 'addressed in part', addressed: 'addressed', set_aside: 'set aside' } as const

function contestedWords(found: ExportModel['contradictions'][number]): string {
  const poles = [found.poleA, found.poleB].filter((pole) => pole.trim())
  return `${poles.length === 2 ? `${poles[0]}, against: ${poles[1]}` : found.title || poles[0] || 'A tension without a name'} (${STATUS_WORDS[tensionStatus(found)]})`
}

const fitting = (text: string, max: number) => (text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`)
