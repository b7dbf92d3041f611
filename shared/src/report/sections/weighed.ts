import { type Block, type Section, section, table, tableOr } from '../blocks.ts'
import type { ContradictionRow, ExportModel } from '../model.ts'
import { commentField } from '../ownFields.ts'
import { byVotes, linesOf, own, type Source } from '../source.ts'
import { counted, dayWords, idWords } from '../words.ts'
import { figure } from './matrix.ts'

/** What people weighed and settled: votes, contradictions, decisions, actions, the parking lot. */

/** How many notes the figure of votes shows. */
const MOST = 12

export function votesSection(source: Source, round: number): Section {
  const { model } = source
  const voted = byVotes(model.notes.filter((note) => note.ref.round === round && ((note.votes ?? 0) > 0 || (note.disagree ?? 0) > 0)))
  const ballots = model.ballots.filter((row) => row.round === round && !row.isTakenBack)
  const hadBallot = ballots.length > 0 || model.notes.some((note) => note.ref.round === round && note.votes !== null)
  const items = voted
    .slice(0, MOST)
    .map(({ text, lang, votes, disagree, group }) => ({ text: text.trim() || '(empty note)', ...(lang ? { lang } : {}), votes: votes ?? 0, disagree, group }))
  return section('votes', 'What people found most important', [
    ...(items.length
      ? [figure({ kind: 'votes', items }, voted.length > MOST ? `Votes: the ${MOST} notes with most, of ${voted.length} that got any` : 'Votes by note')]
      : [{ kind: 'paragraph' as const, text: hadBallot ? 'Nobody gave a vote.' : 'There was no ballot in this round.', look: 'quiet' as const }]),
    ...ballotTables(ballots),
    ...readinessTable(model, round),
    own(source, commentField(source.round, 'votes'), 'Comment on the votes'),
  ])
}

/** One table for each ballot that tells groups or themes; votes on notes alone are told by the figure and beside the notes. */
function ballotTables(rows: ExportModel['ballots']): Block[] {
  return [...new Set(rows.map(({ ballot }) => ballot))].flatMap((id) => {
    const own = rows.filter(({ ballot, votes, disagree }) => ballot === id && (votes || disagree))
    if (!own.some(({ group, kind }) => group !== 'All' || kind === 'themes')) return []
    const [first] = own
    return [
      table(
        `Votes by group: ${first?.title ?? ''}`,
        [
          ['What was voted on', 44],
          ['Group', 28],
          ['Votes', 12],
          ['Strongly disagree', 16],
        ],
        own.map(({ text, group, votes, disagree }) => [text || '(not there any more)', group, String(votes ?? 0), String(disagree ?? 0)]),
      ),
    ]
  })
}

function readinessTable({ readiness }: ExportModel, round: number): Block[] {
  const rows = readiness.filter((row) => row.round === round)
  if (!rows.length) return []
  return [
    table(
      'How far people think each cell is',
      [
        ['Cell', 28],
        ['Group', 24],
        ['In place', 12],
        ['Partly', 12],
        ['Not yet', 12],
        ['Cannot say', 12],
      ],
      rows.map(({ row, column, group, ratings }) => [`${row}: ${column}`, group, ...ratings.map(String)]),
    ),
  ]
}

const STATUS: Readonly<Record<string, string>> = { open: 'open', partly: 'partly addressed', addressed: 'addressed', set_aside: 'set aside' }
const words = (id: string) => idWords(id).toLowerCase()

export function contradictionsSection(source: Source): Section {
  const { model, round } = source
  const open = model.contradictions.filter(({ status }) => (status || 'open') === 'open' || status === 'partly')
  return section(
    'contradictions',
    'Contradictions',
    [
      model.contradictions.length
        ? {
            kind: 'paragraph',
            text: `${counted(model.contradictions.length, 'contradiction')}, ${open.length || 'none'} of them still open or addressed in part.`,
          }
        : { kind: 'paragraph', text: round === null ? 'No contradiction was named.' : 'No contradiction was named in this round.', look: 'quiet' },
      own(source, commentField(round, 'contradictions'), 'Comment on the contradictions'),
    ],
    model.contradictions.map((found, i) =>
      section(`contradiction-${i + 1}`, found.title || 'A contradiction without a name', contradictionBlocks(source, found)),
    ),
  )
}

function contradictionBlocks(source: Source, found: ContradictionRow): Block[] {
  const { poleA, poleB, level, manifestation, nodes, groups, cue, status, evidence, addressedBy, round, asOf } = found
  const facts = [
    ['Status', `${STATUS[status] ?? (words(status) || 'open')}${asOf === round ? '' : `, as of round ${asOf}`}`],
    ['Named in', `round ${round}`],
    ['Level', words(level)],
    ['Kind', words(manifestation)],
    ['Between', groups.join(', ')],
    ['Parts of the activity', nodes.map(words).join(', ')],
    ['As heard', cue ? `“${cue}”` : ''],
  ].filter((fact): fact is [string, string] => Boolean(fact[1]))
  const about = linesOf(source, evidence)
  const answered = linesOf(source, addressedBy)
  return [
    table(
      'The two poles',
      [
        ['On the one hand', 50],
        ['On the other hand', 50],
      ],
      [[poleA || 'Not said', poleB || 'Not said']],
    ),
    { kind: 'list', items: facts.map(([label, value]) => ({ text: `${label}: ${value}` })) },
    ...(about.length
      ? [
          { kind: 'paragraph' as const, text: 'What shows it', look: 'strong' as const },
          { kind: 'notes' as const, notes: about },
        ]
      : []),
    ...(answered.length
      ? [
          { kind: 'paragraph' as const, text: 'What addresses it', look: 'strong' as const },
          { kind: 'notes' as const, notes: answered },
        ]
      : []),
  ]
}

export function ledgerSection(source: Source): Section {
  const { model, round } = source
  const of = (kind: 'decision' | 'action' | 'parking') => model.ledger.filter((entry) => entry.kind === kind)
  const notesOf = (refs: readonly { round: number; note: string }[]) =>
    linesOf(source, refs)
      .map(({ text }) => `“${text}”`)
      .join('\n')
  return section('ledger', 'Decisions, actions, parking lot', [
    tableOr(
      'No decision was entered.',
      table(
        'Decisions',
        [
          ['Decision', 50],
          ['From', 50],
        ],
        of('decision').map(({ text, fromNotes }) => [text, notesOf(fromNotes)]),
      ),
    ),
    tableOr(
      'No action was entered.',
      table(
        'Actions',
        [
          ['Action', 44],
          ['Who', 26],
          ['By when', 16],
          ['Status', 14],
        ],
        of('action').map(({ text, owner, due, status }) => [text, owner || 'Nobody yet', dueWords(due), words(status ?? '') || 'open']),
      ),
    ),
    tableOr(
      'Nothing was parked.',
      table(
        'Parking lot',
        [
          ['What was parked', 56],
          ['What became of it', 44],
        ],
        of('parking').map(({ text, outcome }) => [text, outcome?.trim() || 'Still open']),
      ),
    ),
    own(source, commentField(round, 'ledger'), 'Comment on decisions and actions'),
  ])
}

/** `2025-07-31` as `31 July 2025`; whatever else people wrote stays. */
const dueWords = (due: string | undefined) => dayWords(due?.trim() ?? '') || due?.trim() || 'No date'
