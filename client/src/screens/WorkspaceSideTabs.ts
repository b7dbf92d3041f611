import { circumstancesOf, may } from '@stocktake/shared/policy'
import type { Round } from '@stocktake/shared/session'
import { liveStep } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { Copy, Gauge, Grid3x3, Group, ListChecks, ListTree, type LucideIcon, MessageSquareQuote, UserCog, Users, Vote, Zap } from 'lucide-react'
import type { ComponentType } from 'react'
import { create } from 'zustand'
import { recall, remember } from '../device.ts'
import { serverNow } from '../serverTime.ts'
import type { BoardConnection } from '../sync/connection.ts'
import type { RoundRules } from '../sync/useRules.ts'
import { Loading } from '../ui/Loading.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { ballotIn, votingWaits } from '../votes.ts'
import type { WordKey } from '../words/words.ts'

/** What every panel beside the board is given. */
export interface SidePanelProps {
  view: SessionView
  round: Round
  connection: BoardConnection
  rules: RoundRules
  canWrite: boolean
  showLineage: (noteId: string) => void
}

/** A panel beside the board: on a wide screen behind the rail at its edge, on a phone behind *More*. */
export interface SideTab {
  id: string
  label: WordKey
  icon: LucideIcon
  /** Is there something in it for this person in this round? */
  isFor: (view: SessionView, round: Round) => boolean
  /** Is it so much what is asked now that a phone gives it a tab of its own? */
  isAsked?: (view: SessionView, round: Round) => boolean
  /** What it shows is read on when it is not asked for any more, as results are. */
  isReadOn?: boolean
  Panel: ComponentType<SidePanelProps>
}

/** Each is loaded when somebody opens it: a phone on its way to the first note needs none. */
const panel = (load: () => Promise<ComponentType<SidePanelProps>>) => onDemand(load, { Waiting: Loading })

/** All panels, in the order of the rail. */
const SIDE_TABS: readonly SideTab[] = [
  {
    id: 'recap',
    label: 'overview.recap',
    icon: MessageSquareQuote,
    isFor: (view, round) => round.state !== 'draft' && view.rounds.some(({ number, state }) => number < round.number && state === 'closed'),
    isAsked: (_view, round) => liveStep(round)?.kind === 'recap',
    Panel: panel(async () => (await import('../panels/overview/Recap.tsx')).Recap),
  },
  {
    id: 'outline',
    label: 'outline.title',
    icon: ListTree,
    isFor: () => true,
    Panel: panel(async () => (await import('../panels/outline/Outline.tsx')).Outline),
  },
  {
    id: 'themes',
    label: 'themes.title',
    icon: Group,
    isFor: () => true,
    Panel: panel(async () => (await import('../panels/themes/ThemesPanel.tsx')).ThemesPanel),
  },
  {
    id: 'lookalikes',
    label: 'themes.look.title',
    icon: Copy,
    isFor: gathersNow,
    Panel: panel(async () => (await import('../panels/themes/Lookalikes.tsx')).Lookalikes),
  },
  {
    id: 'vote',
    label: 'vote.tab',
    icon: Vote,
    isFor: hasVotes,
    isAsked: isVoting,
    isReadOn: true,
    Panel: panel(async () => (await import('../panels/vote/VotePanel.tsx')).VotePanel),
  },
  {
    id: 'readiness',
    label: 'readiness.tab',
    icon: Gauge,
    isFor: hasReadiness,
    Panel: panel(async () => (await import('../panels/readiness/ReadinessPanel.tsx')).ReadinessPanel),
  },
  {
    id: 'tensions',
    label: 'tensions.title',
    icon: Zap,
    isFor: () => true,
    isAsked: isNamingTensions,
    Panel: panel(async () => (await import('../panels/tensions/Tensions.tsx')).Tensions),
  },
  { id: 'ledger', label: 'ledger.title', icon: ListChecks, isFor: () => true, Panel: panel(async () => (await import('../panels/ledger/Ledger.tsx')).Ledger) },
  {
    id: 'coverage',
    label: 'overview.coverage',
    icon: Grid3x3,
    isFor: (view, round) => view.me.role === 'facilitator' && round.state !== 'draft',
    Panel: panel(async () => (await import('../panels/overview/Coverage.tsx')).Coverage),
  },
  {
    id: 'tables',
    label: 'breakouts.tables',
    icon: Users,
    isFor: (view, round) => view.me.role === 'facilitator' && round.state === 'open',
    Panel: panel(async () => (await import('../panels/tables/Tables.tsx')).Tables),
  },
  {
    id: 'people',
    label: 'people.title',
    icon: UserCog,
    isFor: ({ me }) => me.role === 'facilitator',
    Panel: panel(async () => (await import('../panels/attend/People.tsx')).People),
  },
]

const isLeading = ({ me }: SessionView, round: Round) => me.role === 'facilitator' && round.state === 'open'

function hasVotes(view: SessionView, round: Round): boolean {
  return isLeading(view, round) || ballotIn(view, round.number) !== null || view.ballots.some((ballot) => ballot.round === round.number)
}

/** A ballot is open, and this person may vote in it. */
function isVoting(view: SessionView, round: Round): boolean {
  const ballot = ballotIn(view, round.number)
  return ballot !== null && !votingWaits(view, round, ballot)
}

function hasReadiness(view: SessionView, round: Round): boolean {
  return isLeading(view, round) || round.readiness?.isAsked === true || Boolean(round.readiness?.spread)
}

/** In a step for it, everybody names tensions. */
function isNamingTensions({ me }: SessionView, round: Round): boolean {
  return round.state === 'open' && me.role !== 'observer' && liveStep(round)?.kind === 'tensions'
}

/** May this person put notes into themes in this step? */
function gathersNow({ me, settings, attention, myTable }: SessionView, round: Round): boolean {
  return may(me, 'theme', circumstancesOf(settings, round, attention, serverNow(), myTable))
}

export const sideTabsFor = (view: SessionView, round: Round) => SIDE_TABS.filter((tab) => tab.isFor(view, round))

const KEY = 'stocktake/side'
const kept = recall(KEY)

interface SideState {
  /** Id of the panel that is open, if any. */
  open: string | null
  /** Goes up each time somebody asks for a panel, so that a phone can go there. */
  asked: number
  show: (id: string | null) => void
}

/** Which panel is open on this device. Anything on the page may open one: `useSide.getState().show('ledger')`. */
export const useSide = create<SideState>()((set) => ({
  open: typeof kept === 'string' ? kept : null,
  asked: 0,
  show: (open) => {
    remember(KEY, open ?? undefined)
    set(({ asked }) => ({ open, asked: open === null ? asked : asked + 1 }))
  },
}))
