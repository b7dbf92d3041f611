import type { StepKind } from './kinds.ts'
import type { Round } from './session.ts'
import type { Clock, Live, Reveal, Step, StepMay } from './stepSchema.ts'

/**
 * The steps of a round: what kinds there are, what each lets participants do unless the facilitator says otherwise, and
 * ready-made rounds. No schema library is loaded here: every page asks this.
 */

/** How long a move to another step can be taken back. */
export const TAKE_BACK = 10_000
/** How long what people were doing is still accepted after a step is over, so that nobody's half-typed note is refused. */
export const STEP_GRACE = 15_000

const NOTHING: StepMay = { add: false, edit: false, move: false, group: false, vote: false }
const OWN_NOTES: StepMay = { ...NOTHING, add: true, edit: true, move: true }

/** What a new step of a kind says and allows. In a step of writing alone, what may be done is done in one's own draft. */
export const STEP_DEFAULTS: Readonly<Record<StepKind, { title: string; instruction: string; minutes: number; may: StepMay }>> = {
  open: { title: 'Open', instruction: 'Why we are here, what we look at together, and how we treat one another.', minutes: 10, may: NOTHING },
  recap: { title: 'What we heard', instruction: 'The last round in five points, and what changed because of it.', minutes: 10, may: NOTHING },
  mirror: { title: 'Meet the mirror', instruction: 'Read, watch and listen. What surprises you?', minutes: 10, may: NOTHING },
  write: {
    title: 'Write alone',
    instruction: 'One thought a note, in your own words. Nobody sees your notes until they are revealed.',
    minutes: 10,
    may: OWN_NOTES,
  },
  reveal: {
    title: 'Reveal and place',
    instruction: 'Read what others wrote. Move a note of yours if it belongs elsewhere.',
    minutes: 15,
    may: { ...NOTHING, edit: true, move: true },
  },
  talk: { title: 'Talk in groups', instruction: 'What do you recognise, what is new, what is missing? Add what comes up.', minutes: 20, may: OWN_NOTES },
  cluster: {
    title: 'Cluster and name',
    instruction: 'Put together what belongs together, and give it a name.',
    minutes: 10,
    may: { ...OWN_NOTES, group: true },
  },
  tensions: {
    title: 'Name tensions',
    instruction: 'Where do two good things pull in different directions?',
    minutes: 15,
    may: { ...NOTHING, edit: true },
  },
  vote: { title: 'Vote', instruction: 'Give your votes to what matters most to you.', minutes: 5, may: { ...NOTHING, vote: true } },
  carry: { title: 'Carry or park', instruction: 'For each strong note: keep, refine, merge, split, answer or park.', minutes: 10, may: NOTHING },
  close: { title: 'Close', instruction: 'What happens next, and one word each about today.', minutes: 5, may: NOTHING },
}

export const newStep = (id: string, kind: StepKind, minutes = STEP_DEFAULTS[kind].minutes): Step => ({
  ...STEP_DEFAULTS[kind],
  may: { ...STEP_DEFAULTS[kind].may },
  id,
  kind,
  minutes,
  cells: null,
})

/** Rounds of one, two and three hours: kinds and minutes. */
export const STEP_TEMPLATES: Readonly<Record<60 | 120 | 180, readonly (readonly [StepKind, number])[]>> = {
  60: [
    ['open', 5],
    ['mirror', 5],
    ['write', 8],
    ['reveal', 10],
    ['talk', 12],
    ['cluster', 8],
    ['vote', 5],
    ['carry', 5],
    ['close', 2],
  ],
  120: [
    ['open', 10],
    ['recap', 5],
    ['mirror', 10],
    ['write', 10],
    ['reveal', 15],
    ['talk', 25],
    ['cluster', 10],
    ['tensions', 15],
    ['vote', 5],
    ['carry', 10],
    ['close', 5],
  ],
  180: [
    ['open', 15],
    ['recap', 10],
    ['mirror', 15],
    ['write', 15],
    ['reveal', 20],
    ['talk', 30],
    ['cluster', 15],
    ['tensions', 30],
    ['vote', 10],
    ['carry', 15],
    ['close', 5],
  ],
}
export const TEMPLATE_LENGTHS = [60, 120, 180] as const

export const stepsFrom = (minutes: keyof typeof STEP_TEMPLATES, newId: () => string): Step[] =>
  STEP_TEMPLATES[minutes].map(([kind, length]) => newStep(newId(), kind, length))

type Led = Pick<Round, 'steps' | 'live'>

export const stepOf = ({ steps }: Pick<Round, 'steps'>, id: string | null | undefined): Step | undefined => steps.find((step) => step.id === id)
export const liveStep = (round: Led): Step | undefined => stepOf(round, round.live?.step)
export const isWriting = (round: Led) => liveStep(round)?.kind === 'write'

/** The steps before and after the live one; before the first move the next is the first. */
export function aroundLive({ steps, live }: Led): { index: number; previous: Step | undefined; next: Step | undefined } {
  const index = live ? steps.findIndex(({ id }) => id === live.step) : -1
  return { index, previous: index > 0 ? steps[index - 1] : undefined, next: steps[index + 1] }
}

/**
 * The steps whose policy counts now: the live one, and those that were left a moment ago. Null where the round is not
 * led by steps. `until`: when that changes by itself.
 */
export function stepsInForce(round: Led, now: number): { steps: Step[] | null; until: number } {
  const live = liveStep(round)
  if (!live) return { steps: null, until: Number.POSITIVE_INFINITY }
  const lately = (round.live?.lately ?? []).filter(({ until }) => until > now)
  const left = lately.flatMap(({ step }) => stepOf(round, step) ?? [])
  return { steps: [live, ...left], until: Math.min(...lately.map(({ until }) => until), Number.POSITIVE_INFINITY) }
}

/** Where notes may be written alone, over all steps of a round that are for that: null for everywhere, undefined for nowhere. */
export function draftCells({ steps }: Pick<Round, 'steps'>): readonly string[] | null | undefined {
  const writing = steps.filter(({ kind }) => kind === 'write')
  if (!writing.length) return undefined
  return writing.some(({ cells }) => cells === null) ? null : [...new Set(writing.flatMap(({ cells }) => cells ?? []))]
}

/** Was what is in this cell and of this group revealed, so that more of it comes late? The parking lot goes along with all cells alone. */
export const wasRevealed = (live: Live | null, { at, group }: { at: { cell: string | null }; group: string | null }): boolean =>
  live?.reveals.some((reveal) => covers(reveal, at.cell, group)) ?? false

/** Does a reveal of these cells and groups show this note? */
export const covers = ({ cells, groups }: Pick<Reveal, 'cells' | 'groups'>, cell: string | null, group: string | null): boolean =>
  (cells === null || (cell !== null && cells.includes(cell))) && (groups === null || (group !== null && groups.includes(group)))

/** Milliseconds left; never less than none. */
export const clockLeft = ({ endsAt, left }: Clock, now: number) => Math.max(0, endsAt === null ? left : endsAt - now)

/** Whether the last move can still be taken back, and for how many milliseconds. */
export const takeBackLeft = (live: Live | null, now: number) => (live?.before ? Math.max(0, live.since + TAKE_BACK - now) : 0)
