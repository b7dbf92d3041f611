import { z } from 'zod'
import { BOARD_LIMITS } from '../board/schema.ts'
import { Id, line } from '../fields.ts'
import { LANGUAGE_TAG, LANGUAGE_TAG_LIMIT } from '../languages.ts'
import { LIMITS } from '../limits.ts'
import { Group, IntelligenceType, Matrix } from '../session.ts'

/** The form of `stocktake-scenario/1`: a whole series as somebody wrote it up. What this version has no place for is passed over. */

const RoundNumber = z.number().int().positive()
const some = (max: number) => z.string().max(max)
const Maybe = (max: number) => some(max).nullish()

const ScenarioNote = z.object({
  id: Id,
  round: RoundNumber,
  minute: z.number().min(0).max(100_000),
  dimension: Id.nullable(),
  type: Id.nullable(),
  text: some(BOARD_LIMITS.noteText),
  lang: z.string().max(LANGUAGE_TAG_LIMIT).regex(LANGUAGE_TAG).nullish(),
  group: Id.nullable(),
  stimulus: Id.nullish(),
  cluster: Id.nullish(),
  votes: z.number().int().nonnegative().default(0),
  carry: z.enum(['new', 'kept', 'refined', 'merged', 'split']),
  derived_from: z.array(Id).max(200),
  fate: z.enum(['carried', 'answered', 'parked', 'not_carried', 'withdrawn', 'open']),
  fate_note: Maybe(LIMITS.reason),
  comments: z.array(some(500)).max(1000).default([]),
})
export type ScenarioNote = z.infer<typeof ScenarioNote>

const ScenarioRound = z.object({
  number: RoundNumber,
  title: line(LIMITS.title),
  date: z.iso.date(),
  duration_min: z.number().int().positive().max(2000),
  learning_action: some(LIMITS.label).default(''),
  guiding_question: some(LIMITS.question).default(''),
  columns: z.array(Id).min(1).max(LIMITS.intelligenceTypes),
  first_stimulus: z.array(z.object({ id: Id, version: RoundNumber })).default([]),
  second_stimulus: Maybe(LIMITS.question),
  agenda: z
    .array(z.object({ item: line(200), minutes: z.number().nonnegative(), mode: some(40).default('') }))
    .max(60)
    .default([]),
  attended: z.array(Id).default([]),
})

const FromNotes = z.array(Id).max(500).default([])

const Noted = z.object({ id: Id, round: RoundNumber, text: line(2000), from_notes: FromNotes })

export const Scenario = z.object({
  schema: z.literal('stocktake-scenario/1'),
  title: line(LIMITS.title),
  summary: some(2000).default(''),
  shared_object: line(LIMITS.sharedObject),
  matrix: z.object({ dimensions: Matrix.shape.dimensions, intelligence_types: z.array(IntelligenceType).min(1).max(LIMITS.intelligenceTypes) }),
  settings: z.object({ note_attribution: z.enum(['group', 'none']).default('group'), minimum_group_size_to_show: z.number().int().min(1).max(20).default(2) }),
  stakeholder_groups: z
    .array(Group.omit({ short: true }))
    .min(1)
    .max(LIMITS.groups),
  participants: z.array(z.object({ id: Id, role: line(500), group: Id, rounds_attended: z.array(RoundNumber).default([]) })).max(5000),
  team: z
    .array(z.object({ id: Id, role: line(500) }))
    .max(500)
    .default([]),
  stimulus: z
    .array(
      z.object({
        id: Id,
        title: line(LIMITS.title),
        kind: line(LIMITS.label),
        sensitivity: Maybe(LIMITS.title),
        versions: z
          .array(z.object({ version: RoundNumber, round: RoundNumber, text: line(LIMITS.stimulusText), change_note: Maybe(1000), from_notes: FromNotes }))
          .min(1)
          .max(LIMITS.stimulusVersions),
      }),
    )
    .max(LIMITS.stimulusItems)
    .default([]),
  rounds: z.array(ScenarioRound).min(1).max(LIMITS.rounds),
  clusters: z
    .array(z.object({ id: Id, round: RoundNumber, label: line(BOARD_LIMITS.themeLabel) }))
    .max(10_000)
    .default([]),
  notes: z.array(ScenarioNote).max(BOARD_LIMITS.notesPerRound * LIMITS.rounds),
  contradictions: z
    .array(
      z.object({
        id: Id,
        round: RoundNumber,
        title: line(200),
        pole_a: some(500),
        pole_b: some(500),
        level: Maybe(40),
        nodes: z.array(some(40)).max(100).default([]),
        manifestation: Maybe(40),
        between_groups: z.array(Id).max(100).default([]),
        evidence_notes: FromNotes,
        cue: Maybe(500),
        status: Maybe(40),
        addressed_by: FromNotes,
      }),
    )
    .max(1000)
    .default([]),
  decisions: z.array(Noted).max(5000).default([]),
  actions: z
    .array(Noted.extend({ owner_group: Id.nullish(), due: Maybe(500), status: Maybe(500) }))
    .max(5000)
    .default([]),
  parking_lot: z
    .array(z.object({ id: Id, round: RoundNumber, text: line(2000), from_note: Id.nullish(), outcome: Maybe(500) }))
    .max(5000)
    .default([]),
})
export type Scenario = z.infer<typeof Scenario>
