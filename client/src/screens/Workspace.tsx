import type { Note } from '@stocktake/shared/board/schema'
import type { NoteRef } from '@stocktake/shared/fields'
import { mayRead, mayWrite } from '@stocktake/shared/policy'
import { openRound, roundOf } from '@stocktake/shared/rounds'
import type { SessionView } from '@stocktake/shared/view'
import { useCallback, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { useSpotlight } from '../panels/attend/useSpotlight.ts'
import { useSession } from '../session.ts'
import { Announcer } from '../sync/Announcer.tsx'
import { asks } from '../sync/asks.ts'
import { useShowing } from '../sync/showing.ts'
import { useBoardConnection, useLeftovers, useRevealedWords, useWritingApart } from '../sync/useBoard.ts'
import { useRules } from '../sync/useRules.ts'
import { Loading } from '../ui/Loading.tsx'
import { loadRest, onDemand } from '../ui/onDemand.tsx'
import { PHONE, useMedia } from '../ui/useMedia.ts'
import { useReadable } from '../words/usual.ts'
import { KeysHelp } from './KeysHelp.tsx'
import { WorkspaceAsks } from './WorkspaceAsks.tsx'
import { useBeside, useLens, useRemembered } from './WorkspaceChoices.ts'
import { WorkspaceGathering } from './WorkspaceGathering.tsx'
import type { WorkspaceLayoutProps } from './WorkspaceLayout.ts'
import { useShownRound } from './WorkspaceRound.ts'

const ShowDialog = onDemand(async () => (await import('../panels/attend/ShowDialog.tsx')).ShowDialog, { isOver: true })
const LineageDialog = onDemand(async () => (await import('../panels/Lineage.tsx')).LineageDialog, { isOver: true })
const WorkspaceCloseRound = onDemand(async () => (await import('./WorkspaceCloseRound.tsx')).WorkspaceCloseRound, { isOver: true })
const WorkspaceFind = onDemand(async () => (await import('./WorkspaceFind.tsx')).WorkspaceFind, { isOver: true })
const WorkspaceImport = onDemand(async () => (await import('./WorkspaceImport.tsx')).WorkspaceImport, { isOver: true })
const WorkspaceOpenRound = onDemand(async () => (await import('./WorkspaceOpenRound.tsx')).WorkspaceOpenRound, { isOver: true })
const WorkspacePhone = onDemand(async () => (await import('./WorkspacePhone.tsx')).WorkspacePhone, { Waiting: Loading, isFirst: true })
const WorkspaceWide = onDemand(async () => (await import('./WorkspaceWide.tsx')).WorkspaceWide, { Waiting: Loading })

/** Milliseconds that what people came for has the line to itself, before what they may need later is loaded. */
const REST_AFTER = 3000

/** The live round: everybody's screen during a workshop. */
export default function Workspace() {
  const view = useReadable(useSession((state) => state.view))
  useEffect(() => {
    const timer = setTimeout(() => void loadRest(), REST_AFTER)
    return () => clearTimeout(timer)
  }, [])
  return view && <WorkspaceOf key={view.id} view={view} />
}

function WorkspaceOf({ view }: { view: SessionView }) {
  const { me } = view
  const isPhone = useMedia(PHONE)
  const [lens, setLens] = useLens()
  const [besideNumber, setBeside] = useBeside()
  const [isMirrorOpen, setMirrorOpen] = useRemembered('stocktake/mirror', window.matchMedia('(min-width: 75em)').matches)
  const [opened, setOpened] = useState(0)
  const [lineage, setLineage] = useState<NoteRef | null>(null)
  const [asking, setAsking] = useState<{ what: 'close' | 'open'; round: number } | null>(null)
  const [isFinding, setFinding] = useState(false)
  const [found, setFound] = useState<Note | null>(null)
  const isImporting = useStore(asks, ({ asked }) => asked?.what === 'import')
  const isAsking = useShowing((state) => state.asking !== null)
  const shown = useShownRound(view, () => {
    setMirrorOpen(true)
    setOpened((count) => count + 1)
  })
  const { round, isReadable } = shown
  useSpotlight(view, round?.number, shown.show)

  const connection = useBoardConnection(view.id, round && isReadable ? round.number : null, me.memberId)
  const readable = view.rounds.filter((each) => mayRead(me, each.state)).map((each) => each.number)
  useLeftovers(view.id, me.memberId, readable, round?.number)

  const rules = useRules(view, round)
  const draft = useBoardConnection(view.id, round && isReadable && rules?.draft ? round.number : null, me.memberId, true)
  useRevealedWords(view.id, me.memberId, connection)
  useWritingApart(connection, view.settings.attribution)
  const canWrite = Boolean(connection && rules && mayWrite(me, rules.inForce))
  const beside = besideNumber === null ? undefined : roundOf(view, besideNumber)
  const number = round?.number ?? 0
  const besideRound = beside?.number
  const showLineage = useCallback((note: string) => setLineage({ round: number, note }), [number])
  const showBesideLineage = useCallback((note: string) => besideRound !== undefined && setLineage({ round: besideRound, note }), [besideRound])

  const showNote = useCallback((note: Note) => setFound({ ...note }), [])

  const layout: WorkspaceLayoutProps = {
    view,
    shown,
    connection,
    canWrite,
    rules,
    draft,
    lens,
    setLens,
    found,
    isMirrorOpen,
    setMirrorOpen,
    opened,
    beside: beside && beside.state !== 'draft' && beside.number !== round?.number ? beside : undefined,
    setBeside: (earlier) => {
      // Two boards need the room; the mirror is one press away.
      if (earlier !== null) setMirrorOpen(false)
      setBeside(earlier)
    },
    showLineage,
    showBesideLineage,
    onFind: () => setFinding(true),
    onClose: (which) => {
      shown.show(which)
      setAsking({ what: 'close', round: which })
    },
    onOpen: (which) => setAsking({ what: 'open', round: which }),
  }
  const asked = asking && roundOf(view, asking.round)

  return (
    <>
      {isPhone ? <WorkspacePhone {...layout} /> : <WorkspaceWide {...layout} />}
      <KeysHelp of={lens} />
      {isAsking && <ShowDialog view={view} />}
      {connection && <Announcer connection={connection} view={view} />}
      {lineage && <LineageDialog stocktakeId={view.id} round={lineage.round} noteId={lineage.note} onClose={() => setLineage(null)} />}
      {connection && round && rules && <WorkspaceAsks view={view} round={round} connection={connection} rules={rules} onShowNote={showNote} />}
      {connection && rules && <WorkspaceGathering view={view} connection={connection} rules={rules} canWrite={canWrite} />}
      {isImporting && connection && round && rules && <WorkspaceImport view={view} round={round} connection={connection} rules={rules} draft={draft} />}
      {isFinding && connection && (
        <WorkspaceFind
          connection={connection}
          view={view}
          onFound={(note) => {
            setFinding(false)
            setFound({ ...note })
          }}
          onClose={() => setFinding(false)}
        />
      )}
      {asking?.what === 'close' && asked && connection && asked.number === openRound(view)?.number && asked.number === round?.number && (
        <WorkspaceCloseRound view={view} round={asked} connection={connection} onDone={() => setAsking(null)} />
      )}
      {asking?.what === 'open' && asked && <WorkspaceOpenRound view={view} round={asked} onDone={() => setAsking(null)} />}
    </>
  )
}
