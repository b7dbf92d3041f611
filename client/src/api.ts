import type { Votes } from '@stocktake/shared/ballots'
import type { CarryDecision } from '@stocktake/shared/carry'
import type { SetPause, SetReady, SetScreen, ShowEverybody } from '@stocktake/shared/commands/attention'
import type { CastVote, Rate, StartBallot } from '@stocktake/shared/commands/ballots'
import type { Seat, StartBreakout } from '@stocktake/shared/commands/breakouts'
import type { Decide } from '@stocktake/shared/commands/carry'
import type { MarkFull } from '@stocktake/shared/commands/cells'
import type { CreateStocktake } from '@stocktake/shared/commands/create'
import type { EditMember, EditStocktake, RemoveMember, SetGroups, SetMatrix } from '@stocktake/shared/commands/edit'
import type { Join } from '@stocktake/shared/commands/join'
import type { AddMessage, EditMessage, WriteReport } from '@stocktake/shared/commands/report'
import type { AddRound, EditRound } from '@stocktake/shared/commands/rounds'
import type { GoToStep, RevealNotes, SetClock, SetSteps } from '@stocktake/shared/commands/steps'
import type { AddStimulus, AddVersion, EditStimulus, SetShelf } from '@stocktake/shared/commands/stimulus'
import type { LookAlike } from '@stocktake/shared/lookalikes'
import type { Ratings } from '@stocktake/shared/readiness'
import type { RoundRecord } from '@stocktake/shared/record'
import type { Report } from '@stocktake/shared/report/blocks'
import type { Digest } from '@stocktake/shared/report/digest'
import type { LineageTree } from '@stocktake/shared/report/lineage'
import type { Recap } from '@stocktake/shared/report/recap'
import type { GroupMark, Member, Role, Settings, Where } from '@stocktake/shared/session'
import type { Preview, SessionView } from '@stocktake/shared/view'
import { at, part, request } from './request.ts'

/** The server's addresses, typed: what is asked there and what it answers. Files have `files.ts`. */

export interface Created {
  stocktakeId: string
  joinCode: string
  token: string
  links: { facilitator: string; participant: string; observer: string }
}

export interface Joined {
  stocktakeId: string
  memberId: string
  role: Role
  token: string
  returnCode: string
}

/** What somebody sees before joining with a code. */
export interface JoinPreview {
  stocktakeId: string
  title: string
  sharedObject: string
  groups: GroupMark[]
  consent: string
  joinOpen: boolean
  /** Whether who joins may say where they are. */
  asksWhere: boolean
  roundTitle: string | null
  attribution: Settings['attribution']
  /** Groups that nobody has joined. */
  empty: string[]
}

/** What somebody sees before joining with a facilitator's or observer's link. */
export interface KeyPreview {
  stocktakeId: string
  title: string
  sharedObject: string
  role: Role
  groups: GroupMark[]
  consent: string
  asksWhere: boolean
}

export interface Mine {
  stocktakeId: string
  title: string
  sharedObject: string
  role: Role
  openRound: number | null
}

/** What a command takes, before its defaults are filled in. */
type Input<Schema extends { _zod: { input: unknown } }> = Schema['_zod']['input']
type Decisions = { decisions: CarryDecision[] }
const keyHeader = (createKey?: string): Record<string, string> => (createKey ? { 'X-Create-Key': createKey } : {})

// In and out

export const createStocktake = (input: Input<typeof CreateStocktake>, createKey?: string) =>
  request<Created>('POST', '/api/stocktakes', input, keyHeader(createKey))
/** @param document our own export or a scenario, as parsed from the file */
export const importStocktake = (document: unknown, createKey?: string) => request<Created>('POST', '/api/import', document, keyHeader(createKey))
/** The example, as a stocktake of one's own. */
export const createExample = (createKey?: string) => request<Created>('POST', '/api/example', undefined, keyHeader(createKey))
export const readAbout = () => request<{ createKeyNeeded: boolean; tldrawLicenseKey: string | null }>('GET', '/api/about')
export const previewJoin = (code: string) => request<JoinPreview>('GET', `/api/join/${part(code)}`)
export const previewKey = (key: string) => request<KeyPreview>('GET', `/api/keys/${part(key)}`)
export const join = (input: Input<typeof Join>) => request<Joined>('POST', '/api/join', input)
export const returnWithCode = (returnCode: string) => request<Joined>('POST', '/api/return', { returnCode })
/** The stocktakes that this browser is part of. */
export const readMine = () => request<Mine[]>('GET', '/api/mine')
export const leave = (id: string) => request<void>('POST', at(id, '/leave'))

// The stocktake

export const readStocktake = (id: string) => request<SessionView>('GET', at(id))
export const editStocktake = (id: string, change: Input<typeof EditStocktake>) => request<SessionView>('PATCH', at(id), change)
export const setMatrix = (id: string, matrix: Input<typeof SetMatrix>) => request<SessionView>('PUT', at(id, '/matrix'), matrix)
export const setGroups = (id: string, groups: Input<typeof SetGroups>) => request<SessionView>('PUT', at(id, '/groups'), groups)
export const readMembers = (id: string) => request<{ members: Member[] }>('GET', at(id, '/members'))
export const editMember = (id: string, memberId: string, change: Input<typeof EditMember>) =>
  request<SessionView>('PATCH', at(id, `/members/${part(memberId)}`), change)

export const sayWhere = (id: string, where: Where | null) => request<SessionView>('PUT', at(id, '/me/where'), { where })
export const removeMember = (id: string, memberId: string, removed: Input<typeof RemoveMember>['removed']) =>
  request<void>('PUT', at(id, `/members/${part(memberId)}/removed`), { removed })
export const endAccess = (id: string, memberId: string) => request<void>('POST', at(id, `/members/${part(memberId)}/end-access`))
/** @param code the one that is shown: of two presses at once one changes it */
export const changeCode = (id: string, code: string) => request<SessionView>('POST', at(id, '/code'), { code })

// What everybody attends to

export const showEverybody = (id: string, round: number, input: Input<typeof ShowEverybody>) =>
  request<SessionView>('PUT', at(id, `/rounds/${round}/spotlight`), input)
export const endShowing = (id: string, shownAt: number) => request<SessionView>('POST', at(id, '/spotlight/end'), { at: shownAt })
export const setPause = (id: string, round: number, input: Input<typeof SetPause>) => request<SessionView>('PUT', at(id, `/rounds/${round}/pause`), input)
export const setReady = (id: string, round: number, input: Input<typeof SetReady>) => request<void>('PUT', at(id, `/rounds/${round}/ready`), input)
export const setScreen = (id: string, screen: Input<typeof SetScreen>['screen']) => request<SessionView>('PUT', at(id, '/screen'), { screen })
/** A key with which this page reads what observers read, and nothing else. */
export const projectorKey = (id: string) => request<{ key: string }>('POST', at(id, '/projector'))

// Rounds

export const addRound = (id: string, input: Input<typeof AddRound>) => request<SessionView>('POST', at(id, '/rounds'), input)
export const editRound = (id: string, round: number, change: Input<typeof EditRound>) => request<SessionView>('PATCH', at(id, `/rounds/${round}`), change)
export const removeRound = (id: string, round: number) => request<SessionView>('DELETE', at(id, `/rounds/${round}`))
export const openRound = (id: string, round: number) => request<SessionView>('POST', at(id, `/rounds/${round}/open`))
export const closeRound = (id: string, round: number) => request<SessionView>('POST', at(id, `/rounds/${round}/close`))
/** Takes a note back that the record of a closed round has. */
export const withdrawNote = (id: string, round: number, note: string) => request<SessionView>('POST', at(id, `/rounds/${round}/withdraw`), { note })
export const reopenRound = (id: string, round: number) => request<SessionView>('POST', at(id, `/rounds/${round}/reopen`))
export const readRecord = (id: string, round: number, version?: number) =>
  request<{ hash: string; version: number; record: RoundRecord }>('GET', at(id, `/rounds/${round}/record${version === undefined ? '' : `?version=${version}`}`))
export const readRecords = (id: string, round: number) =>
  request<{ version: number; hash: string; closedAt: number }[]>('GET', at(id, `/rounds/${round}/records`))
export const readLineage = (id: string, round: number, note: string) => request<LineageTree>('GET', at(id, `/lineage/${round}/${part(note)}`))

// Leading a round

export const setSteps = (id: string, round: number, input: Input<typeof SetSteps>) => request<SessionView>('PUT', at(id, `/rounds/${round}/steps`), input)
export const goToStep = (id: string, round: number, input: Input<typeof GoToStep>) => request<SessionView>('POST', at(id, `/rounds/${round}/step`), input)
export const takeBackStep = (id: string, round: number, from: string) => request<SessionView>('POST', at(id, `/rounds/${round}/step/back`), { from })
export const setClock = (id: string, round: number, input: Input<typeof SetClock>) => request<SessionView>('POST', at(id, `/rounds/${round}/clock`), input)

export const revealNotes = (id: string, round: number, input: Input<typeof RevealNotes>) =>
  request<SessionView>('POST', at(id, `/rounds/${round}/reveal`), input)
export const readPreview = (id: string, round: number) => request<Preview>('GET', at(id, `/rounds/${round}/preview`))
export const holdBack = (id: string, round: number, note: string, held: boolean) =>
  request<{ held: boolean }>('POST', at(id, `/rounds/${round}/hold-back`), { note, held })
export const revealMine = (id: string, round: number) => request<{ notes: number }>('POST', at(id, `/rounds/${round}/reveal/mine`))

// Themes

export const readLookalikes = (id: string, round: number) =>
  request<{ suggestions: LookAlike[]; compared: number }>('GET', at(id, `/rounds/${round}/lookalikes`))

// The round as a whole, and people at tables

export const markFull = (id: string, round: number, input: Input<typeof MarkFull>) => request<SessionView>('POST', at(id, `/rounds/${round}/full`), input)
export const readRecap = (id: string, round: number) => request<Recap>('GET', at(id, `/rounds/${round}/recap`))
export const readDigest = (id: string, round: number) => request<Digest>('GET', at(id, `/rounds/${round}/digest`))
export const startBreakout = (id: string, round: number, input: Input<typeof StartBreakout>) =>
  request<SessionView>('POST', at(id, `/rounds/${round}/breakout`), input)
export const seat = (id: string, round: number, input: Input<typeof Seat>) => request<SessionView>('POST', at(id, `/rounds/${round}/breakout/seat`), input)
export const endBreakout = (id: string, round: number, breakout: string) => request<SessionView>('POST', at(id, `/rounds/${round}/breakout/end`), { breakout })

// Ballots and readiness

const ballots = (round: number) => `/rounds/${round}/ballots`
export const startBallot = (id: string, round: number, input: Input<typeof StartBallot>) => request<SessionView>('POST', at(id, ballots(round)), input)
export const closeBallot = (id: string, round: number, ballot: string, takeBack: boolean) =>
  request<SessionView>('POST', at(id, `${ballots(round)}/${part(ballot)}/close`), { takeBack })
export const castVote = (id: string, round: number, ballot: string, input: Input<typeof CastVote>) =>
  request<Votes>('POST', at(id, `${ballots(round)}/${part(ballot)}/votes`), input)
export const readOwnVotes = (id: string, round: number, ballot: string) => request<Votes>('GET', at(id, `${ballots(round)}/${part(ballot)}/votes`))
export const askReadiness = (id: string, round: number, isAsked: boolean) => request<SessionView>('PUT', at(id, `/rounds/${round}/readiness`), { isAsked })
export const showReadiness = (id: string, round: number) => request<SessionView>('POST', at(id, `/rounds/${round}/readiness/show`))
export const rateCell = (id: string, round: number, input: Input<typeof Rate>) =>
  request<{ ratings: Ratings }>('POST', at(id, `/rounds/${round}/readiness/mine`), input)
export const readOwnRatings = (id: string, round: number) => request<{ ratings: Ratings }>('GET', at(id, `/rounds/${round}/readiness/mine`))

// Stimulus

export const addStimulus = (id: string, round: number, input: Input<typeof AddStimulus>) =>
  request<SessionView>('POST', at(id, `/rounds/${round}/stimulus`), input)
export const setShelf = (id: string, round: number, input: Input<typeof SetShelf>) => request<SessionView>('PUT', at(id, `/rounds/${round}/shelf`), input)
export const editStimulus = (id: string, item: string, change: Input<typeof EditStimulus>) =>
  request<SessionView>('PATCH', at(id, `/stimulus/${part(item)}`), change)
export const addVersion = (id: string, item: string, input: Input<typeof AddVersion>) =>
  request<SessionView>('POST', at(id, `/stimulus/${part(item)}/versions`), input)
// Carrying forward

export const readCarry = (id: string, round: number) => request<Decisions>('GET', at(id, `/rounds/${round}/carry`))
export const decide = (id: string, round: number, input: Input<typeof Decide>) => request<Decisions>('POST', at(id, `/rounds/${round}/carry`), input)
export const undoDecision = (id: string, round: number, decision: string) => request<Decisions>('DELETE', at(id, `/rounds/${round}/carry/${part(decision)}`))

// Reports

export const readReport = (id: string, round: number | 'all') => request<Report>('GET', at(id, `/report?round=${round}`))
export const writeReport = (id: string, input: Input<typeof WriteReport>) => request<SessionView>('POST', at(id, '/report/words'), input)
export const addMessage = (id: string, input: Input<typeof AddMessage>) => request<SessionView>('POST', at(id, '/report/messages'), input)
export const editMessage = (id: string, message: string, change: Input<typeof EditMessage>) =>
  request<SessionView>('PATCH', at(id, `/report/messages/${part(message)}`), change)
export const removeMessage = (id: string, message: string) => request<SessionView>('DELETE', at(id, `/report/messages/${part(message)}`))
