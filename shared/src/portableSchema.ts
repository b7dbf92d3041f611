import { z } from 'zod'
import { BALLOT_LIMITS } from './ballotLimits.ts'
import { ClosedBallot, Spread } from './ballotSchema.ts'
import { BOARD_LIMITS, isCell, isPictureFile } from './board/schema.ts'
import { Breakout } from './breakoutSchema.ts'
import { CarryDecision, CarryResult, Origin } from './carry.ts'
import { Id, line, NoteRef } from './fields.ts'
import { LANGUAGE_TAG, LANGUAGE_TAG_LIMIT } from './languages.ts'
import { LIMITS } from './limits.ts'
import { Came } from './record.ts'
import { Group, Matrix, Member, Round, Session } from './session.ts'
import { Step } from './stepSchema.ts'
import { StimulusItem } from './stimulusSchema.ts'

/**
 * The form of `stocktake-export/1`: a whole stocktake as one JSON value. Published: others write programs against it, so
 * fields are added, never changed. It holds neither tokens nor join code, and people only as they are stored.
 */

const Cell = z.string().refine(isCell, 'A cell is the id of a row, a slash, and the id of a column.')
const Coordinate = z.number().min(-BOARD_LIMITS.reach).max(BOARD_LIMITS.reach)
const some = (max: number) => z.string().max(max)

const Note = z.object({
  id: Id,
  text: some(BOARD_LIMITS.noteText),
  at: z.object({ cell: Cell.nullable(), x: Coordinate, y: Coordinate, z: z.number().optional() }),
  group: Id.nullable(),
  createdAt: z.number(),
  comments: z.array(some(500)).max(1000),
  locked: z.literal(true).optional(),
  picture: z.object({ file: Id.refine(isPictureFile), alt: some(BOARD_LIMITS.pictureAlt) }).optional(),
  lang: z.string().max(LANGUAGE_TAG_LIMIT).regex(LANGUAGE_TAG).optional(),
  theme: Id.optional(),
  stimulus: Id.optional(),
  tested: z.enum(['tested', 'believed']).optional(),
  author: z.string().min(1).max(LIMITS.name).optional(),
  origin: Origin.optional(),
  late: z.literal(true).optional(),
  table: Id.optional(),
  anonymous: z.literal(true).optional(),
  typedFor: z.literal(true).optional(),
  withdrawn: z.literal(true).optional(),
})

const Theme = z.object({ id: Id, label: some(BOARD_LIMITS.themeLabel), cell: Cell.nullable(), createdAt: z.number() })

const Since = z.object({ round: z.number().int().positive(), id: Id })
const Apart = z.object({ id: Id, notes: z.array(Id).min(2).max(BOARD_LIMITS.apartNotes) })

const Contradiction = z.object({
  id: Id,
  title: some(200),
  poleA: some(500),
  poleB: some(500),
  level: some(40),
  manifestation: some(40),
  nodes: z.array(some(40)).max(100),
  betweenGroups: z.array(some(64)).max(100),
  evidence: z.array(NoteRef).max(1000),
  addressedBy: z.array(NoteRef).max(1000),
  cue: some(500),
  status: some(40),
  createdAt: z.number().optional(),
  since: Since.optional(),
})

const LedgerEntry = z.object({
  id: Id,
  kind: z.enum(['decision', 'action', 'parking']),
  text: some(2000),
  fromNotes: z.array(NoteRef).max(1000),
  ownerGroup: some(500).optional(),
  due: some(500).optional(),
  status: some(500).optional(),
  outcome: some(500).optional(),
  createdAt: z.number().optional(),
  since: Since.optional(),
})

const DrawingRecord = z
  .record(z.string().max(200), z.unknown())
  .refine((record) => typeof record.id === 'string' && record.id.length > 0 && record.id.length <= 200, 'A drawing record has an id.')
  .refine((record) => JSON.stringify(record).length <= BOARD_LIMITS.drawingRecord, 'A drawing record is too large.')

export const PortableContent = z.object({
  notes: z.array(Note).max(BOARD_LIMITS.notesPerRound),
  themes: z.array(Theme).max(BOARD_LIMITS.notesPerRound),
  apart: z.array(Apart).max(BOARD_LIMITS.apart).optional(),
  contradictions: z.array(Contradiction).max(1000),
  ledger: z.array(LedgerEntry).max(5000),
  drawing: z.array(DrawingRecord).max(BOARD_LIMITS.drawingRecords),
})

/** As stored: unlike the command's schema this does not trim, since a kept note keeps its blanks. */
const PortableDecision = CarryDecision.extend({
  results: z.array(CarryResult.extend({ text: z.string().min(1).max(LIMITS.stimulusText) })).max(50),
})

const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'A SHA-256 is 64 hexadecimal digits.')

const PortableRecord = z.object({
  schema: z.literal('stocktake-record/1'),
  stocktake: z.object({ id: Id, title: line(LIMITS.title), sharedObject: line(LIMITS.sharedObject) }),
  version: z.number().int().positive(),
  closedAt: z.number(),
  // Nothing is filled in here: the hash of a record is of what it says.
  round: Round.omit({ records: true, recordHash: true, state: true, steps: true, live: true, readiness: true, full: true, breakouts: true }).extend({
    steps: z.array(Step).max(LIMITS.steps).optional(),
    breakouts: z.array(Breakout).max(LIMITS.breakouts).optional(),
  }),
  matrix: Matrix,
  groups: z.array(Group).max(LIMITS.groups),
  stimulus: z.array(StimulusItem).max(LIMITS.stimulusItems),
  ballots: z.array(ClosedBallot).max(BALLOT_LIMITS.ballots),
  readiness: Spread.optional(),
  attendance: z.record(z.string(), z.number().int().nonnegative()),
  came: z.record(z.string(), Came).optional(),
  decisions: z.array(PortableDecision).max(20_000),
  board: PortableContent,
  withdrawals: z
    .array(z.object({ note: Id, at: z.number() }))
    .max(BOARD_LIMITS.notesPerRound)
    .optional(),
})

const PortableFile = z.object({
  id: Id,
  name: z.string().min(1).max(255),
  type: z.string().min(1).max(100),
  size: z.number().int().nonnegative(),
  sha256: Hash,
  addedAt: z.number(),
  base64: z.string(),
})

export const Portable = z.object({
  schema: z.literal('stocktake-export/1'),
  exportedAt: z.number(),
  /** The version counts changes on one server, so it stays there; so do keys, and what is of the moment. */
  session: Session.omit({ joinCode: true, linkEra: true, version: true, attention: true, openBallot: true }),
  members: z.array(Member.omit({ id: true })).max(20_000),
  boards: z.array(z.object({ round: z.number().int().positive(), content: PortableContent })).max(LIMITS.rounds),
  decisions: z.array(PortableDecision).max(100_000),
  records: z.array(z.object({ round: z.number().int().positive(), version: z.number().int().positive(), hash: Hash, record: PortableRecord })).max(2000),
  files: z.array(PortableFile).max(2000),
})
export type Portable = z.infer<typeof Portable>
