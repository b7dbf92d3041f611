import { z } from 'zod'
import { Attention } from './attentionSchema.ts'
import { BALLOT_LIMITS } from './ballotLimits.ts'
import { ClosedBallot, OpenBallot, Readiness } from './ballotSchema.ts'
import { Breakout } from './breakoutSchema.ts'
import { Id, line, text } from './fields.ts'
import { LIMITS } from './limits.ts'
import { ReportWords } from './reportSchema.ts'
import { Live, Step } from './stepSchema.ts'
import { ShelfItem, StimulusItem } from './stimulusSchema.ts'

/**
 * The session: everything about a stocktake that the server decides. What everybody edits at once (notes, themes,
 * drawings) is on the boards (`board/`); what grows with people (members, records, carry decisions) has rows of its own.
 */

export const Role = z.enum(['facilitator', 'scribe', 'participant', 'observer'])
export type Role = z.infer<typeof Role>

export const Shape = z.enum(['circle', 'square', 'triangle', 'diamond', 'pentagon', 'hexagon', 'star', 'cross'])
export type Shape = z.infer<typeof Shape>

export const Dimension = z.object({ id: Id, label: line(LIMITS.label) })
export type Dimension = z.infer<typeof Dimension>

export const IntelligenceType = z.object({ id: Id, label: line(LIMITS.label), short: line(40), core: z.boolean().default(false) })
export type IntelligenceType = z.infer<typeof IntelligenceType>

const haveOwnIds = (items: readonly { id: string }[]) => new Set(items.map((item) => item.id)).size === items.length

export const Matrix = z.object({
  dimensions: z.array(Dimension).min(1).max(LIMITS.dimensions).refine(haveOwnIds, 'Two rows have the same id.'),
  intelligenceTypes: z.array(IntelligenceType).min(1).max(LIMITS.intelligenceTypes).refine(haveOwnIds, 'Two columns have the same id.'),
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

/** A group, or several that are told together, as it stands beside a note or in a list. */
export type GroupMark = Pick<Group, 'id' | 'label' | 'short' | 'colour' | 'shape'>

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
  steps: z.array(Step).max(LIMITS.steps).refine(haveOwnIds, 'Two steps have the same id.').default([]),
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

/** Where somebody takes part: in the room with the others, or from elsewhere. */
export const Where = z.enum(['room', 'remote'])
export type Where = z.infer<typeof Where>

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
  /** Where people are who say nothing else; `ask` where that differs, and whoever joins may say it. */
  where: z.enum(['ask', ...Where.options]).default('ask'),
})
export type Settings = z.infer<typeof Settings>

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
  /** Absent where nobody said it. */
  where: Where.optional(),
})
export type Member = z.infer<typeof Member>
