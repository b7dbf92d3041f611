import type { Role, RoundState, Settings } from './session.ts'

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
}

export type BoardAction = 'add-note' | 'edit-note' | 'move-note' | 'delete-note' | 'lock' | 'theme' | 'draw' | 'name-contradiction' | 'keep-ledger'

/** Why something is refused; the client has a sentence for each. */
export type Reason =
  | 'round-closed'
  | 'round-not-open'
  | 'read-only-role'
  | 'not-your-note'
  | 'locked'
  | 'not-your-group'
  | 'team-only'
  | 'not-ours'
  | 'too-long'
  | 'too-many'

/** What the action is done to: whose note it is, and which group it claims. Absent where it does not matter. */
export interface Target {
  /** Member id of the note's writer; null where nobody is known, as with carried notes. */
  owner?: string | null
  /** The group a new or changed note claims. */
  group?: string | null
  /** Whether the team has locked it to its place. */
  locked?: boolean
}

/** Undefined when allowed, else the reason. */
export function refusal(actor: Actor, action: BoardAction, circumstances: Circumstances, target: Target = {}): Reason | undefined {
  if (circumstances.round === 'closed') return 'round-closed'
  const team = actor.role === 'facilitator' || actor.role === 'scribe'
  if (actor.role === 'observer') return 'read-only-role'
  if (circumstances.round === 'draft' && !team) return 'round-not-open'
  if (team) return undefined
  if (action === 'name-contradiction' || action === 'keep-ledger' || action === 'lock') return 'team-only'
  if (action === 'draw' && target.locked) return 'locked'
  if (action === 'add-note') return target.group === actor.groupId ? undefined : 'not-your-group'
  if (action === 'edit-note' || action === 'move-note' || action === 'delete-note') {
    const own = target.owner === actor.memberId
    if (!own && circumstances.notesEditableBy === 'author') return 'not-your-note'
    // A lock keeps the place, not the words: its writer may still mend a spelling.
    if (target.locked && action !== 'edit-note') return 'locked'
  }
  return undefined
}

export const may = (actor: Actor, action: BoardAction, circumstances: Circumstances, target: Target = {}) =>
  refusal(actor, action, circumstances, target) === undefined

/** May this person write anything at all on the board of such a round? Decides what is offered, and *read only*. */
export const mayWrite = (actor: Actor, circumstances: Circumstances) => may(actor, 'draw', circumstances)

/** May this person read the board of such a round? A draft is the team's. */
export const mayRead = (actor: Pick<Actor, 'role'>, round: RoundState) => round !== 'draft' || actor.role === 'facilitator' || actor.role === 'scribe'
