import { type Block, type Section, section, table, tableOr } from '../blocks.ts'
import { type Comparison, compareRounds } from '../compare.ts'
import type { Figure } from '../figures.ts'
import { keyOf } from '../lineage.ts'
import type { ExportModel, NoteRow } from '../model.ts'
import { commentField } from '../ownFields.ts'
import { ACTION_WORDS, own, packRound, type Source } from '../source.ts'
import { counted, shortened } from '../words.ts'
import { figure } from './matrix.ts'

/** How ideas travel: what goes forward, what one round made of another, and the strongest followed back to first wordings. */

const FATES = { answered: 'Answered', parked: 'Parked', not_carried: 'Not carried', withdrawn: 'Withdrawn', open: 'Not decided' } as const
const ACTIONS = { kept: 'Kept', refined: 'Reworded', merged: 'Merged', split: 'Split' } as const

export function forwardSection(source: Source): Section {
  const { model, notes, round } = source
  const carried = model.notes.filter(({ fate }) => fate === 'carried')
  const left = model.notes.filter(({ fate }) => fate !== 'carried' && fate !== 'open')
  const undecided = model.notes.filter(({ fate }) => fate === 'open').length
  const hasReasons = carried.some(({ reason }) => reason)
  const becomes = (note: NoteRow) => note.to.flatMap((ref) => notes.get(keyOf(ref)) ?? [])
  return section('forward', 'What goes forward, and what does not', [
    {
      kind: 'paragraph',
      text: `Of ${counted(model.notes.length, 'note')}, ${carried.length} ${carried.length === 1 ? 'goes' : 'go'} forward and ${left.length} ${left.length === 1 ? 'does' : 'do'} not.${undecided ? ` Nothing was decided about ${undecided}.` : ''}`,
    },
    tableOr(
      'No note goes forward.',
      table(
        'What goes forward',
        [['Note', 36], ['How', 12], ['Becomes', 36], ...(hasReasons ? ([['Why', 16]] as const) : [])],
        carried.map((note) => {
          const later = becomes(note)
          const how = [...new Set(later.flatMap(({ action }) => (action === 'new' ? [] : ACTIONS[action])))].join(', ')
          return [
            said(note),
            how || 'Carried',
            later.length ? { text: later.map(({ text }) => text).join('\n'), ...langOf(later[0]) } : 'Placed when the next round opens, or carried as stimulus',
            ...(hasReasons ? [note.reason] : []),
          ]
        }),
      ),
    ),
    tableOr(
      'No note was left behind.',
      table(
        'What does not go forward',
        [
          ['Note', 48],
          ['What became of it', 18],
          ['Why', 34],
        ],
        left.map((note) => [said(note), FATES[note.fate as keyof typeof FATES], note.reason || 'No reason was noted']),
      ),
    ),
    own(source, commentField(round, 'forward'), 'Comment on what goes forward'),
  ])
}

const said = (note: NoteRow) => ({ text: note.text.trim() || '(This note is empty.)', ...langOf(note) })
const langOf = (note: NoteRow | undefined) => (note?.lang ? { lang: note.lang } : {})

/** A round beside the one before it that has notes. */
export function comparisonSection(source: Source): Section | undefined {
  const { number } = packRound(source)
  const before = source.all.rounds.filter((round) => round.number < number && round.state === 'closed').at(-1)
  const found = before && compareRounds(source.all, before.number, number)
  if (!found) return undefined
  return section('comparison', `Compared with round ${found.from.round}`, [
    ...comparisonBlocks(found, true),
    own(source, commentField(source.round, 'comparison'), 'Comment on the comparison'),
  ])
}

const KINDS = [
  ['unchanged', 'In the same words'],
  ['reworded', 'Reworded'],
  ['merged', 'Merged'],
  ['split', 'Split'],
] as const

/** The counts of a comparison, which add up to the notes of each round; with examples where they are wanted. */
function comparisonBlocks(found: Comparison, withNotes: boolean): Block[] {
  const { from, to, before, after, shifts } = found
  const rows = [
    ...KINDS.map(([kind, label]) => [label, String(before[kind].length), String(after[kind].length)]),
    ['Dropped', String(before.dropped.length), ''],
    ['Brought back from an earlier round', '', String(after.brought.length)],
    ['Added', '', String(after.added.length)],
    ['All notes', String(from.notes), String(to.notes)],
  ]
  const moved = [...shifts].sort((a, b) => Math.abs(share(b.after, to) - share(b.before, from)) - Math.abs(share(a.after, to) - share(a.before, from)))
  return [
    table(
      `From round ${from.round} to round ${to.round}: what became of notes, and where they come from`,
      [
        ['', 40],
        [`Notes of round ${from.round}`, 30],
        [`Notes of round ${to.round}`, 30],
      ],
      rows,
      true,
    ),
    ...(withNotes ? listed('Added', after.added) : []),
    ...(withNotes ? listed('Reworded', after.reworded) : []),
    ...(withNotes ? listed('Dropped', before.dropped) : []),
    ...(moved.length
      ? [
          table(
            'How votes moved, those that moved most first',
            [
              [`Note of round ${to.round}`, 52],
              [`Votes in round ${from.round}`, 24],
              [`Votes in round ${to.round}`, 24],
            ],
            moved.slice(0, 10).map((shift) => [said(shift.note), votesOf(shift.before, from), votesOf(shift.after, to)]),
          ),
        ]
      : []),
  ]
}

const share = (votes: number, { votes: all }: Comparison['from']) => (all ? votes / all : 0)
const votesOf = (votes: number, side: Comparison['from']) => `${votes} of ${side.votes ?? 0} (${Math.round(100 * share(votes, side))} %)`

const listed = (title: string, notes: readonly NoteRow[]): Block[] =>
  notes.length
    ? [
        { kind: 'paragraph', text: `${title} (${notes.length})`, look: 'strong' },
        { kind: 'list', items: notes.map(said) },
      ]
    : []

/** How many lineages are told. */
const STRONGEST = 10

export function travelsSection(source: Source): Section {
  const { model, round } = source
  const rounds = model.rounds.map(({ number }) => number)
  const pairs = rounds.slice(1).flatMap((number, i) => compareRounds(model, rounds[i] ?? 0, number) ?? [])
  const families = strongest(source)
  return section(
    'travels',
    'How ideas travelled',
    [
      ...(model.rounds.length > 1 ? [figure(flowFigure(model), 'Notes from round to round')] : []),
      own(source, commentField(round, 'travels'), 'Comment on how ideas travelled'),
    ],
    [
      section(
        'lineages',
        families.length === 1
          ? 'The strongest idea, from first wording to last'
          : `The ${families.length ? `${Math.min(STRONGEST, families.length)} ` : ''}strongest ideas, from first wording to last`,
        families.length ? [] : [{ kind: 'paragraph', text: 'No note has been carried from one round to the next.', look: 'quiet' }],
        families.slice(0, STRONGEST).map((family, i) => lineageSection(family, i)),
      ),
      ...(pairs.length
        ? [
            section(
              'comparisons',
              'From round to round',
              pairs.flatMap((pair) => comparisonBlocks(pair, false)),
            ),
          ]
        : []),
    ],
  )
}

/** One last wording with all that it came from, first wordings first. */
interface Family {
  last: NoteRow
  notes: NoteRow[]
}

/** Last wordings that came from somewhere: by votes, then by how many rounds they went through, then by how many notes are in them. */
export function strongest({ all, model, notes }: Source): Family[] {
  const ends = new Map<string, Family>()
  for (const { steps } of all.lineage) {
    const last = steps.at(-1)
    const found = last && notes.get(keyOf(last.ref))
    if (!found || !model.rounds.some(({ number }) => number === found.ref.round)) continue
    const key = keyOf(found.ref)
    const family = ends.get(key) ?? { last: found, notes: [] }
    for (const step of steps) {
      const note = notes.get(keyOf(step.ref))
      if (note && !family.notes.includes(note)) family.notes.push(note)
    }
    ends.set(key, family)
  }
  const span = ({ notes: own }: Family) => new Set(own.map(({ ref }) => ref.round)).size
  return [...ends.values()]
    .map((family) => ({ ...family, notes: [...family.notes].sort((a, b) => a.ref.round - b.ref.round) }))
    .sort((a, b) => (b.last.votes ?? 0) - (a.last.votes ?? 0) || span(b) - span(a) || b.notes.length - a.notes.length)
}

function lineageSection({ last, notes }: Family, i: number): Section {
  return section(`lineage-${i + 1}`, `${i + 1}. ${shortened(last.text, 80)}`, [
    table(
      'From first wording to last',
      [
        ['Round', 9],
        ['Words', 42],
        ['Group', 26],
        ['How it came', 14],
        ['Votes', 9],
      ],
      notes.map((note) => [
        String(note.ref.round),
        said(note),
        note.group ? { text: note.group.label, mark: note.group } : '',
        note.action === 'new' ? 'First wording' : ACTION_WORDS[note.action].replace(' from', '').replace(/^./, (letter) => letter.toUpperCase()),
        note.votes === null ? '' : String(note.votes),
      ]),
    ),
  ])
}

export function flowFigure({ rounds, notes }: Pick<ExportModel, 'rounds' | 'notes'>): Figure {
  const known = new Set(notes.map(({ ref }) => keyOf(ref)))
  const goesOn = new Map<number, Set<string>>()
  const links = new Map<string, number>()
  const came = new Map<number, number>()
  for (const note of notes) {
    const from = note.from.filter((ref) => ref.round < note.ref.round && known.has(keyOf(ref)))
    for (const ref of from) goesOn.set(ref.round, (goesOn.get(ref.round) ?? new Set()).add(keyOf(ref)))
    // A note that has sources in several rounds is counted with the latest of them, so that what came adds up.
    if (!from.length) continue
    const latest = Math.max(...from.map(({ round }) => round))
    came.set(note.ref.round, (came.get(note.ref.round) ?? 0) + 1)
    const key = `${latest} ${note.ref.round}`
    links.set(key, (links.get(key) ?? 0) + 1)
  }
  return {
    kind: 'flow',
    rounds: rounds.map(({ number, title, notes: count }) => ({
      number,
      title,
      notes: count,
      added: count - (came.get(number) ?? 0),
      goesOn: goesOn.get(number)?.size ?? 0,
    })),
    links: [...links].map(([key, count]) => {
      const [from = 0, to = 0] = key.split(' ').map(Number)
      return { from, to, notes: count }
    }),
  }
}
