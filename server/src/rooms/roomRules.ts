import { pauseInForce } from '@stocktake/shared/attention'
import { heldToCells, seatOf, tableOf, tablesFor } from '@stocktake/shared/breakouts'
import { type Actor, mayRead } from '@stocktake/shared/policy'
import { isTeam, roundOf } from '@stocktake/shared/rounds'
import type { Session } from '@stocktake/shared/session'
import { draftCells, stepsInForce } from '@stocktake/shared/steps'
import { CLOSE } from '@stocktake/shared/wire'
import type { Connection } from './connection.ts'
import type { Rules } from './judge.ts'
import type { Identity } from './presence.ts'

export interface RoomRulesOptions {
  round: number
  /** For a draft, the member it belongs to. */
  draftOf: string | undefined
  session: Session | undefined
  /** Milliseconds since 1970. */
  now: () => number
}

/** What the session says of one board: what may be written there now, who may be there, and as whom the others see them. */
export class RoomRules {
  private session: Session | undefined
  private rules: Rules
  /** When the rules change by themselves, because a step that was left is over for good, or a pause begins to count. */
  private until = Number.POSITIVE_INFINITY

  constructor(private readonly options: RoomRulesOptions) {
    this.session = options.session
    this.rules = this.read()
  }

  /** Takes a session that is newer than the known one. Says what changed of how people are shown; undefined if it is no news. */
  take(session: Session): { shown: boolean } | undefined {
    const before = this.session
    if (before && before.version >= session.version) return undefined
    this.session = session
    this.rules = this.read()
    return { shown: before?.settings.attribution !== session.settings.attribution }
  }

  /** What holds for what this person writes now. */
  for({ memberName, actor }: Pick<Connection, 'memberName' | 'actor'>): Rules {
    if (this.options.now() >= this.until) this.rules = this.read()
    return { ...this.rules, author: this.session?.settings.attribution === 'named' ? memberName : null, ...this.atTable(actor) }
  }

  /** What the tables of the round mean for somebody. Where notes are anonymous none says where it was written. */
  private atTable(actor: Actor): Pick<Rules, 'tableCells' | 'tables'> {
    const round = this.round()
    if (!round?.breakouts.length) return {}
    const isAnonymous = this.session?.settings.attribution === 'anonymous'
    const own = isAnonymous ? [] : tablesFor(round, actor)
    const tables = new Map(own.flatMap((id) => round.breakouts.filter((breakout) => tableOf(breakout, id)).map((breakout) => [id, breakout])))
    return { tableCells: heldToCells(round, seatOf(round, actor)), tables }
  }

  /**
   * As whom the others see somebody. It goes no further than what their notes say of them: whoever is seen typing in a note
   * is known to have written it. Where notes are anonymous nobody is seen. The team is known to lead, and named.
   */
  identityOf({ memberName, actor: { role, groupId } }: Pick<Connection, 'memberName' | 'actor'>): Identity | null {
    const attribution = this.session?.settings.attribution ?? 'anonymous'
    if (attribution === 'anonymous') return null
    return { name: attribution === 'named' || isTeam(role) ? memberName : null, group: groupId, role }
  }

  /** The close code for somebody who may not be here. */
  whyNot(actor: Actor): number | undefined {
    const { draftOf } = this.options
    if (draftOf !== undefined && (actor.memberId !== draftOf || actor.role === 'observer')) return CLOSE.forbidden
    const round = this.round()
    if (!round) return CLOSE.notFound
    return mayRead(actor, round.state) ? undefined : CLOSE.forbidden
  }

  private round() {
    return this.session && roundOf(this.session, this.options.round)
  }

  private read(): Rules {
    const round = this.round()
    const now = this.options.now()
    const inForce = round && stepsInForce(round, now)
    const pause = this.session && pauseInForce(this.session.attention, this.options.round, now)
    this.until = Math.min(inForce?.until ?? Number.POSITIVE_INFINITY, pause?.until ?? Number.POSITIVE_INFINITY)
    return {
      round: round?.state ?? 'closed',
      notesEditableBy: this.session?.settings.notesEditableBy ?? 'author',
      attribution: this.session?.settings.attribution ?? 'group',
      steps: inForce?.steps ?? null,
      full: round?.full ?? [],
      paused: pause?.isInForce ?? false,
      draft: this.options.draftOf === undefined ? null : { owner: this.options.draftOf, cells: round && draftCells(round) },
      groups: new Set(this.session?.groups.map(({ id }) => id)),
    }
  }
}
