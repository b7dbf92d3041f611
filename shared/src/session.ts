import { z } from 'zod'
import { SCREENS, SPOT_KINDS, STRENGTHS } from './attention.ts'
import { BALLOT_LIMITS } from './ballotLimits.ts'
import { ClosedBallot, OpenBallot, Readiness } from './ballotSchema.ts'
import { Id, line, text } from './fields.ts'
import { STEP_KINDS } from './steps.ts'

/**
 * The session: everything about a stocktake that the server decides. What everybody edits at once (notes, themes,
 * drawings) is on the boards (`board/`); what grows with people (members, records, carry decisions) has rows of its own.
 */

export const LIMITS = {
  title: 200,
  sharedObject: 500,
  label: 80,
  question: 500,
  dimensions: 12,
  intelligenceTypes: 14,
  groups: 24,
  rounds: 40,
  stimulusItems: 200,
  stimulusText: 20_000,
  stimulusVersions: 50,
  reason: 500,
  name: 80,
  steps: 40,
  stepMinutes: 480,
  /** Breakouts of one round, those that are over included. */
  breakouts: 20,
  /** Tables of one breakout. */
  tables: 40,
  /** Characters of one text of a report, and of all of a stocktake: a session is saved as one. */
  reportText: 5000,
  reportAll: 300_000,
  messages: 60,
  messageNotes: 30,
} as const

export const Role = z.enum(['facilitator', 'scribe', 'participant', 'observer'])
export type Role = z.infer<typeof Role>

export const Shape = z.enum(['circle', 'square', 'triangle', 'diamond', 'pentagon', 'hexagon', 'star', 'cross'])
export type Shape = z.infer<typeof Shape>

export const Dimension = z.object({ id: Id, label: line(LIMITS.label) })
export type Dimension = z.infer<typeof Dimension>

export const IntelligenceType = z.object({ id: Id, label: line(LIMITS.label), short: line(40), core: z.boolean().default(false) })
export type IntelligenceType = z.infer<typeof IntelligenceType>

const unique = (what: string) => (items: readonly { id: string }[]) =>
  new Set(items.map((item) => item.id)).size === items.length || `Two ${what} have the same id.`

export const Matrix = z.object({
  dimensions: z
    .array(Dimension)
    .min(1)
    .max(LIMITS.dimensions)
    .refine((d) => unique('rows')(d) === true, 'Two rows have the same id.'),
  intelligenceTypes: z
    .array(IntelligenceType)
    .min(1)
    .max(LIMITS.intelligenceTypes)
    .refine((t) => unique('columns')(t) === true, 'Two columns have the same id.'),
})
export type Matrix = z.infer<typeof Matrix>

export const Group = z.object({
  id: Id,
  label: line(LIMITS.label),
  /** What stands in the foot of a note, beside the shape. */
  short: line(24),
  colour: z.string().regex(/^#[0-9A-Fa-f]{6}$/),
  shape: Shape,
  driver: text(500),
  raci: z.object({ responsible: text(500), accountable: text(500), consulted: text(500), informed: text(500) }).optional(),
})
export type Group = z.infer<typeof Group>

export const NoteRef = z.object({ round: z.number().int().positive(), note: Id })
export type NoteRef = z.infer<typeof NoteRef>

export const StimulusKind = z.enum(['text', 'quotation', 'link', 'image', 'pdf', 'video', 'case', 'note'])
export type StimulusKind = z.infer<typeof StimulusKind>

/** A web address that the page may offer as a link; never fetched by us. */
export const WebAddress = z.url({ protocol: /^https?$/ }).max(2000)

export const StimulusVersion = z.object({
  version: z.number().int().positive(),
  /** The round for which this version was made. */
  round: z.number().int().positive(),
  text: text(LIMITS.stimulusText),
  url: WebAddress.optional(),
  /** Id of an uploaded file. */
  file: Id.optional(),
  /** Alternative text of a picture, transcript of a video, or summary of a document. */
  alt: text(LIMITS.stimulusText),
  /** What changed and why. */
  changeNote: text(1000),
  fromNotes: z.array(NoteRef).max(500).default([]),
  createdAt: z.number(),
})
export type StimulusVersion = z.infer<typeof StimulusVersion>

export const StimulusItem = z.object({
  id: Id,
  kind: StimulusKind,
  /** The facilitator's own word for the kind, such as "clinical vignette". */
  kindLabel: text(LIMITS.label),
  title: line(LIMITS.title),
  source: text(LIMITS.title),
  sensitivity: text(LIMITS.title),
  versions: z.array(StimulusVersion).min(1).max(LIMITS.stimulusVersions),
})
export type StimulusItem = z.infer<typeof StimulusItem>

/** One place on a round's shelf. A hidden one is seen by facilitators and scribes alone. */
export const ShelfItem = z.object({ id: Id, version: z.number().int().positive(), hidden: z.boolean().default(false) })
export type ShelfItem = z.infer<typeof ShelfItem>

export const RoundState = z.enum(['draft', 'open', 'closed'])
export type RoundState = z.infer<typeof RoundState>

/** What was planned for the round, kept for reports. */
export const RoundPlan = z.object({
  date: z.string().max(20).default(''),
  durationMinutes: z.number().int().positive().max(2000).optional(),
  learningAction: text(LIMITS.label),
  secondStimulus: text(LIMITS.question),
  agenda: z
    .array(z.object({ item: line(200), minutes: z.number().nonnegative(), mode: text(40) }))
    .max(60)
    .default([]),
})
export type RoundPlan = z.infer<typeof RoundPlan>

/** What participants may do in a step; the team is not bound by it. */
export const StepMay = z.object({ add: z.boolean(), edit: z.boolean(), move: z.boolean(), group: z.boolean(), vote: z.boolean() })
export type StepMay = z.infer<typeof StepMay>

/** One step of a round, as the facilitator composed it. */
export const Step = z.object({
  id: Id,
  kind: z.enum(STEP_KINDS),
  title: line(LIMITS.label),
  instruction: z.string().max(LIMITS.question),
  minutes: z.number().int().min(1).max(LIMITS.stepMinutes),
  /** Ids of the cells it is about; null for all that the round uses. */
  cells: z
    .array(z.string().max(130))
    .max(LIMITS.dimensions * LIMITS.intelligenceTypes)
    .nullable(),
  may: StepMay,
})
export type Step = z.infer<typeof Step>

/** A clock by the server's time. While it runs `endsAt` says when it is at zero; while it is paused that is null and `left` counts. */
export const Clock = z.object({ full: z.number().nonnegative(), endsAt: z.number().nullable(), left: z.number().nonnegative() })
export type Clock = z.infer<typeof Clock>

/** One reveal: of which cells and groups; null for all. What comes after it is late. */
export const Reveal = z.object({ at: z.number(), cells: z.array(z.string().max(130)).nullable(), groups: z.array(Id).nullable() })
export type Reveal = z.infer<typeof Reveal>

/** One small group of people in a breakout. Its cells are what it looks at first; null for all that the round uses. */
export const BreakoutTable = z.object({
  id: Id,
  name: line(LIMITS.label),
  cells: z
    .array(z.string().max(130))
    .max(LIMITS.dimensions * LIMITS.intelligenceTypes)
    .nullable(),
  /** Groups whose people all sit here, as where each group works for itself. */
  groups: z.array(Id).max(LIMITS.groups).default([]),
})
export type BreakoutTable = z.infer<typeof BreakoutTable>

/** People at several tables: each group for itself, mixed, or as the facilitator picked. All work on the one board. */
export const Breakout = z.object({
  id: Id,
  kind: z.enum(['own', 'mixed', 'picked']),
  startedAt: z.number(),
  /** Null while people sit there. */
  endedAt: z.number().nullable(),
  /** Participants put notes into the cells of their own table alone. */
  ownCellsOnly: z.boolean().default(false),
  tables: z.array(BreakoutTable).min(1).max(LIMITS.tables),
  /** Who sits where, table by member. Leaves the server for facilitators alone; everybody else hears their own. */
  seats: z.record(Id, Id).default({}),
})
export type Breakout = z.infer<typeof Breakout>

/** Where everybody is in a round that has steps. */
export const Live = z.object({
  step: Id,
  /** When everybody came to this step. */
  since: z.number(),
  clock: Clock.nullable(),
  /** What a move that is taken back restores. */
  before: z.object({ step: Id, clock: Clock.nullable(), reveals: z.array(Reveal).default([]) }).nullable(),
  /** Steps that were left, and until when what people did in them is still accepted. */
  lately: z
    .array(z.object({ step: Id, until: z.number() }))
    .max(20)
    .default([]),
  /** What was revealed since people last began to write alone. */
  reveals: z.array(Reveal).max(500).default([]),
})
export type Live = z.infer<typeof Live>

export const Round = z.object({
  number: z.number().int().positive(),
  title: line(LIMITS.title),
  question: text(LIMITS.question),
  /** Ids of the intelligence types in use. */
  columns: z.array(Id).min(1).max(LIMITS.intelligenceTypes),
  /** The round's own questions by cell id; a cell without one shows the default. */
  prompts: z.record(z.string().max(130), z.string().max(LIMITS.question)).default({}),
  state: RoundState,
  shelf: z.array(ShelfItem).max(LIMITS.stimulusItems).default([]),
  plan: RoundPlan,
  /** None: the round is led by nothing but its question. */
  steps: z
    .array(Step)
    .max(LIMITS.steps)
    .refine((steps) => unique('steps')(steps) === true, 'Two steps have the same id.')
    .default([]),
  live: Live.nullable().default(null),
  /** Cells that take no more notes of participants for now. */
  full: z
    .array(z.string().max(130))
    .max(LIMITS.dimensions * LIMITS.intelligenceTypes)
    .default([]),
  /** In the order in which they began; one at a time is not over. */
  breakouts: z.array(Breakout).max(LIMITS.breakouts).default([]),
  /** Absent where people were never asked how ready they find the matter of each cell. */
  readiness: Readiness.optional(),
  openedAt: z.number().nullable(),
  closedAt: z.number().nullable(),
  /** How many records there are: one for each time the round was closed. */
  records: z.number().int().nonnegative().default(0),
  /** SHA-256 of the newest record's canonical form, in hexadecimal. */
  recordHash: z.string().nullable().default(null),
})
export type Round = z.infer<typeof Round>

/** How a group with fewer people than the minimum is told in results and files: as it is, as part of another, or among others. */
export const SmallGroup = z.discriminatedUnion('as', [
  z.object({ as: z.literal('shown') }),
  z.object({ as: z.literal('merged'), into: Id }),
  z.object({ as: z.literal('hidden') }),
])
export type SmallGroup = z.infer<typeof SmallGroup>

export const Attribution = z.enum(['group', 'named', 'anonymous'])
export type Attribution = z.infer<typeof Attribution>

export const Settings = z.object({
  /** How new notes are shown: by group, with the writer's name, or with neither. */
  attribution: Attribution.default('group'),
  /** Facilitators may read, without learning whose they are, what people write alone from when they were told so. */
  readBeforeReveal: z.boolean().default(false),
  /** Groups with fewer people are hidden in results and files, unless the facilitator says otherwise. */
  minimumGroup: z.number().int().min(1).max(20).default(2),
  /** What the facilitator said of single groups, by group id, for when they have fewer people. */
  smallGroups: z.record(Id, SmallGroup).default({}),
  /** Whose notes a participant may change. */
  notesEditableBy: z.enum(['author', 'everyone']).default('author'),
  /** What is kept and who sees it, shown before joining. */
  consent: text(2000),
  joinOpen: z.boolean().default(true),
})
export type Settings = z.infer<typeof Settings>

/** What facilitators show everybody: where it is, how strongly, and since when. */
export const Spotlight = z.object({
  round: z.number().int().positive(),
  kind: z.enum(SPOT_KINDS),
  id: z.string().max(130),
  strength: z.enum(STRENGTHS),
  at: z.number(),
})
export type Spotlight = z.infer<typeof Spotlight>

/** What facilitators have everybody attend to, beside the step. Of the moment: no record and no export has it. */
export const Attention = z.object({
  /** Since when participants pause, and whether the clock ran until then. */
  paused: z.object({ round: z.number().int().positive(), at: z.number(), clock: z.boolean() }).nullable(),
  spotlight: Spotlight.nullable(),
  screen: z.enum(SCREENS),
})
export type Attention = z.infer<typeof Attention>

/** What a round's pack or the report of the series says first: a title, a paragraph, a question it leaves open, and what it rests on. */
export const KeyMessage = z.object({
  id: Id,
  /** The round whose pack has it; null for the report of the series. */
  round: z.number().int().positive().nullable(),
  title: z.string().max(LIMITS.title),
  paragraph: z.string().max(LIMITS.reportText),
  question: z.string().max(LIMITS.question),
  notes: z.array(NoteRef).max(LIMITS.messageNotes),
  groups: z.array(Id).max(LIMITS.groups),
})
export type KeyMessage = z.infer<typeof KeyMessage>

/** What facilitators write into reports, by the name of the field; reports are made anew around it. */
export const ReportWords = z.object({
  fields: z.record(z.string().min(1).max(200), z.string().max(LIMITS.reportText)),
  messages: z.array(KeyMessage).max(LIMITS.messages),
})
export type ReportWords = z.infer<typeof ReportWords>

export const Session = z.object({
  id: Id,
  /** Goes up by one with every change; two changes of the same version cannot both happen. */
  version: z.number().int().nonnegative(),
  title: line(LIMITS.title),
  sharedObject: line(LIMITS.sharedObject),
  summary: text(2000),
  matrix: Matrix,
  groups: z.array(Group).min(1).max(LIMITS.groups),
  rounds: z.array(Round).max(LIMITS.rounds),
  stimulus: z.array(StimulusItem).max(LIMITS.stimulusItems),
  ballots: z.array(ClosedBallot).max(BALLOT_LIMITS.ballots).default([]),
  openBallot: OpenBallot.nullish(),
  settings: Settings,
  report: ReportWords.default({ fields: {}, messages: [] }),
  attention: Attention.default({ paused: null, spotlight: null, screen: 'auto' }),
  joinCode: z.string(),
  /** Goes up when join code and links are changed: a link is good for its own era alone. */
  linkEra: z.number().int().nonnegative().default(0),
  createdAt: z.number(),
})
export type Session = z.infer<typeof Session>

/** A person in a stocktake. Tokens and return codes are kept apart, hashed. */
export const Member = z.object({
  id: Id,
  role: Role,
  groupId: Id.nullable(),
  name: z.string().max(LIMITS.name).nullable(),
  joinedAt: z.number(),
  /** Numbers of the rounds during which the person was here while they were open. */
  attended: z.array(z.number().int().positive()).default([]),
  /** A facilitator removed them: nothing lets them in, and their notes are kept in sight or hidden. */
  removed: z.enum(['kept', 'hidden']).nullable().default(null),
})
export type Member = z.infer<typeof Member>

// biome-ignore lint/performance/noBarrelFile: the schema file stays the door for the server; pages import rounds.ts
export { Id, line, text } from './fields.ts'
export { isTeam, openRound, roundOf } from './rounds.ts'
