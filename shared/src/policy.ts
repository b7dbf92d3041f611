import { pauseInForce } from './attention.ts'
import type { Attention } from './attentionSchema.ts'
import type { OpenBallot } from './ballotSchema.ts'
import { heldToCells } from './breakouts.ts'
import type { Role, Round, RoundState, Settings } from './session.ts'
import type { Step } from './stepSchema.ts'
import { stepsInForce } from './steps.ts'

/**
 * Who may change what. The client asks to show only what is possible; the server asks to refuse. Nothing else decides.
 */
export interface Actor {
  memberId: string
  role: Role
  groupId: string | null
}

export interface Circumstances {
  round: RoundState
  notesEditableBy: Settings['notesEditableBy']
  /** What a new note may tell of its writer; by group where nothing is said. */
  attribution?: Settings['attribution']
  /** The steps in force: what one of them lets participants do, they may. Absent or null where the round is not led by steps. */
  steps?: readonly StepRule[] | null
  /** A facilitator has everybody pause: participants write nothing. */
  paused?: boolean
  /** Set for a draft, which is one person's: whose, and in which cells notes may be written; undefined for none. */
  draft?: { owner: string; cells: readonly string[] | null | undefined } | null
  /** Cells that take no more notes of participants for now. */
  full?: readonly string[]
  /** The cells of the actor's table, where tables write in their own alone; null or absent where they do not. */
  tableCells?: readonly string[] | null
}

export type StepRule = Pick<Step, 'kind' | 'cells' | 'may'>

/** @param table where the actor sits, if somewhere: `seatOf` says it */
export const circumstancesOf = (
  { notesEditableBy, attribution }: Pick<Settings, 'notesEditableBy' | 'attribution'>,
  round: Pick<Round, 'number' | 'state' | 'steps' | 'live' | 'full' | 'breakouts'>,
  attention: Attention,
  now: number,
  table: string | null,
): Circumstances => ({
  round: round.state,
  notesEditableBy,
  attribution,
  steps: stepsInForce(round, now).steps,
  full: round.full,
  tableCells: heldToCells(round, table),
  paused: pauseInForce(attention, round.number, now).isInForce,
})

export type BoardAction = 'add-note' | 'edit-note' | 'move-note' | 'delete-note' | 'lock' | 'theme' | 'draw' | 'name-contradiction' | 'keep-ledger'

/** Why something is refused; the client has a sentence for each. */
export type Reason =
  | 'round-closed'
  | 'round-not-open'
  | 'read-only-role'
  | 'not-your-note'
  | 'locked'
  | 'not-your-group'
  | 'tells-too-much'
  | 'not-in-step'
  | 'cell-full'
  | 'not-your-table'
  | 'paused'
  | 'team-only'
  | 'not-ours'
  | 'too-long'
  | 'too-many'

/** What the action is done to: whose note it is, and which group it claims. Absent where it does not matter. */
export interface Target {
  /** Member id of the note's writer; null where nobody is known, as with carried notes. */
  owner?: string | null
  /** The group a new or changed note claims, and what else a new one says of its writer. */
  group?: string | null
  author?: string | undefined
  anonymous?: true | undefined
  typedFor?: true | undefined
  /** Whether the team has locked it to its place. */
  locked?: boolean
  /** The cells concerned: where a note is, and where it is put. */
  cells?: readonly (string | null)[]
  /** Whether a contradiction was named in an earlier round. */
  isEarlier?: boolean
  /** The cell that a note which exists newly comes into; absent where it stays in its own. A new note comes into all of `cells`. */
  enters?: string | null
}

/** Undefined when allowed, else the reason. */
export function refusal(actor: Actor, action: BoardAction, circumstances: Circumstances, target: Target = {}): Reason | undefined {
  if (circumstances.round === 'closed') return 'round-closed'
  if (circumstances.paused && actor.role === 'participant') return 'paused'
  if (circumstances.draft) return draftRefusal(actor, action, { ...circumstances, draft: circumstances.draft }, target)
  const team = actor.role === 'facilitator' || actor.role === 'scribe'
  if (actor.role === 'observer') return 'read-only-role'
  if (circumstances.round === 'draft' && !team) return 'round-not-open'
  if (team) return action === 'add-note' ? signingRefusal(actor, circumstances, target) : undefined
  if (action === 'keep-ledger' || action === 'lock') return 'team-only'
  // Naming them is everybody's work where a step is for it. What became of those of earlier rounds the team keeps.
  if (action === 'name-contradiction') return !target.isEarlier && circumstances.steps?.some(({ kind }) => kind === 'tensions') ? undefined : 'team-only'
  if (action === 'draw' && target.locked) return 'locked'
  if (circumstances.steps && !circumstances.steps.some((step) => lets(step, action, target.cells ?? []))) return 'not-in-step'
  const shut = shutCell(action, circumstances, target)
  if (shut) return shut
  if (action === 'add-note') return signingRefusal(actor, circumstances, target)
  if (action === 'edit-note' || action === 'move-note' || action === 'delete-note') {
    const own = target.owner === actor.memberId
    if (!own && circumstances.notesEditableBy === 'author') return 'not-your-note'
    // A lock keeps the place, not the words: its writer may still mend a spelling.
    if (target.locked && action !== 'edit-note') return 'locked'
  }
  return undefined
}

/** Why no note comes into a cell: it is full for now, or another table's. The parking lot is open to everybody. */
function shutCell(action: BoardAction, { full = [], tableCells }: Circumstances, { cells = [], enters }: Target): Reason | undefined {
  for (const cell of action === 'add-note' ? cells : [enters]) {
    if (typeof cell !== 'string') continue
    if (full.includes(cell)) return 'cell-full'
    if (tableCells && !tableCells.includes(cell)) return 'not-your-table'
  }
  return undefined
}

/**
 * In a draft its owner writes notes and nothing else, where the round's steps have people write alone. Whether such a step
 * is live does not matter: what was written without a connection comes when it comes, and nobody sees it.
 */
function draftRefusal(
  actor: Actor,
  action: BoardAction,
  circumstances: Circumstances & { draft: { owner: string; cells: readonly string[] | null | undefined } },
  target: Target,
): Reason | undefined {
  const { round, draft } = circumstances
  const { cells: where = [] } = target
  if (actor.role === 'observer') return 'read-only-role'
  if (round === 'draft') return 'round-not-open'
  if (actor.memberId !== draft.owner) return 'not-your-note'
  if (action === 'edit-note' || action === 'delete-note') return undefined
  if (action !== 'add-note' && action !== 'move-note') return 'not-ours'
  const { cells } = draft
  if (cells === undefined || !where.every((cell) => cell === null || cells === null || cells.includes(cell))) return 'not-in-step'
  const shut = shutCell(action, circumstances, target)
  if (shut) return shut
  return action === 'move-note' ? undefined : signingRefusal(actor, circumstances, target)
}

/**
 * A new note tells of its writer no more than people are promised now. Less is always right: its writer may have been
 * promised so when it was written.
 */
function signingRefusal(actor: Actor, { attribution }: Circumstances, { group = null, author, anonymous, typedFor }: Target): Reason | undefined {
  const team = actor.role === 'facilitator' || actor.role === 'scribe'
  if (typedFor && !team) return 'team-only'
  if (anonymous) return group === null && author === undefined ? undefined : 'tells-too-much'
  if (attribution === 'anonymous' || (author !== undefined && attribution !== 'named')) return 'tells-too-much'
  return team || group === actor.groupId ? undefined : 'not-your-group'
}

/** Does a step let participants do this to the board? The parking lot belongs to every step. */
function lets({ kind, cells, may: allowed }: StepRule, action: BoardAction, where: readonly (string | null)[]): boolean {
  // Who writes alone writes in a draft; the board waits.
  if (kind === 'write') return false
  if (!where.every((cell) => cell === null || cells === null || cells.includes(cell))) return false
  if (action === 'add-note') return allowed.add
  if (action === 'edit-note' || action === 'delete-note') return allowed.edit
  if (action === 'move-note') return allowed.move
  if (action === 'theme') return allowed.group
  return allowed.add || allowed.edit || allowed.move || allowed.group
}

export const may = (actor: Actor, action: BoardAction, circumstances: Circumstances, target: Target = {}) =>
  refusal(actor, action, circumstances, target) === undefined

/** May this person write anything at all on the board of such a round? Decides what is offered, and *read only*. */
export const mayWrite = (actor: Actor, circumstances: Circumstances) => may(actor, 'draw', circumstances)

/** Why this person may write nothing in such a round, whatever its steps say. */
export const writeRefusal = (actor: Actor, circumstances: Circumstances) =>
  refusal(actor, 'edit-note', { ...circumstances, steps: null }, { owner: actor.memberId })

/** May this person read the board of such a round? A draft is the team's. */
export const mayRead = (actor: Pick<Actor, 'role'>, round: RoundState) => round !== 'draft' || actor.role === 'facilitator' || actor.role === 'scribe'

/** Why somebody may not vote, or not rate how ready a cell is. */
export type VoteReason = 'round-closed' | 'round-not-open' | 'read-only-role' | 'team-does-not-vote' | 'paused' | 'not-in-step' | 'not-asked'

type VoteCircumstances = Pick<Circumstances, 'round' | 'steps' | 'paused'>

/** Why this person may not vote in such a ballot now. Observers never do, the team where the ballot says so. */
export function voteRefusal(
  { role }: Pick<Actor, 'role'>,
  { round, steps, paused }: VoteCircumstances,
  ballot: Pick<OpenBallot, 'inAnyStep' | 'teamVotes'>,
): VoteReason | undefined {
  if (round !== 'open') return round === 'closed' ? 'round-closed' : 'round-not-open'
  if (role === 'observer') return 'read-only-role'
  if (role === 'facilitator' || role === 'scribe') return ballot.teamVotes ? undefined : 'team-does-not-vote'
  if (paused) return 'paused'
  return ballot.inAnyStep || !steps || steps.some((step) => step.may.vote) ? undefined : 'not-in-step'
}

/** Why this person may not say how ready they find a cell. Participants do, while the round is open and they are asked. */
export function rateRefusal({ role }: Pick<Actor, 'role'>, { round, paused }: VoteCircumstances, isAsked: boolean): VoteReason | undefined {
  if (round !== 'open') return round === 'closed' ? 'round-closed' : 'round-not-open'
  if (role !== 'participant') return role === 'observer' ? 'read-only-role' : 'team-does-not-vote'
  if (paused) return 'paused'
  return isAsked ? undefined : 'not-asked'
}
