import type { ProblemCode } from './problem.ts'
import type { Role, RoundState, Session } from './session.ts'

/** The life of a round, whole: for each state, what each command leads to, or why it is refused. */
export type RoundCommand = 'edit' | 'open' | 'close' | 'reopen' | 'remove' | 'carry' | 'stimulus' | 'lead'

type Outcome = { to: RoundState } | { gone: true } | { refused: ProblemCode }
const to = (state: RoundState): Outcome => ({ to: state })
const refused = (code: ProblemCode): Outcome => ({ refused: code })

export const ROUND_TABLE: Readonly<Record<RoundState, Readonly<Record<RoundCommand, Outcome>>>> = {
  draft: {
    edit: to('draft'),
    open: to('open'),
    close: refused('round-not-open'),
    reopen: refused('round-not-open'),
    remove: { gone: true },
    carry: refused('round-not-open'),
    stimulus: to('draft'),
    lead: refused('round-not-open'),
  },
  open: {
    edit: to('open'),
    open: refused('round-already-open'),
    close: to('closed'),
    reopen: refused('round-already-open'),
    remove: refused('round-has-notes'),
    carry: to('open'),
    stimulus: to('open'),
    lead: to('open'),
  },
  closed: {
    edit: refused('round-closed'),
    open: refused('round-closed'),
    close: refused('round-closed'),
    reopen: to('open'),
    remove: refused('round-has-notes'),
    carry: refused('round-closed'),
    stimulus: refused('round-closed'),
    lead: refused('round-closed'),
  },
}

// What follows is asked by every page, so it stands here, where no schema library is loaded.

export const isTeam = (role: Role) => role === 'facilitator' || role === 'scribe'

export const roundOf = (session: Pick<Session, 'rounds'>, number: number) => session.rounds.find((round) => round.number === number)
export const openRound = (session: Pick<Session, 'rounds'>) => session.rounds.find((round) => round.state === 'open')
