import { readNote } from '@stocktake/shared/board/board'
import type { Note } from '@stocktake/shared/board/schema'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { enterFrom } from '../panels/ledger/ledgerDraft.ts'
import { answered, asks } from '../sync/asks.ts'
import type { BoardConnection } from '../sync/connection.ts'
import { useLedger, useTensions } from '../sync/useBoard.ts'
import type { BoardRules } from '../sync/useRules.ts'
import { onDemand } from '../ui/onDemand.tsx'
import { LOADED, soon } from '../ui/soon.ts'
import { useSide } from './WorkspaceSideTabs.ts'

const LedgerDialog = onDemand(async () => (await import('../panels/ledger/LedgerDialog.tsx')).LedgerDialog, { isOver: true })
const AddressDialog = onDemand(async () => (await import('../panels/tensions/AddressDialog.tsx')).AddressDialog, { isOver: true })
const TensionDialog = onDemand(async () => (await import('../panels/tensions/TensionDialog.tsx')).TensionDialog, { isOver: true })
const StartBallotDialog = onDemand(async () => (await import('../panels/vote/StartBallotDialog.tsx')).StartBallotDialog, { isOver: true })

export interface WorkspaceAsksProps {
  view: SessionView
  round: Round
  connection: BoardConnection
  rules: BoardRules
  onShowNote: (note: Note) => void
}

/** Sees to what table, canvas and panels ask of one another: dialogs about tensions and the ledger, ways to a note or a panel. */
export function WorkspaceAsks({ view, round, connection, rules, onShowNote }: WorkspaceAsksProps) {
  const asked = useStore(asks, (state) => state.asked)
  const tensions = useTensions(connection)
  const entries = useLedger(connection)
  const show = useSide((state) => state.show)
  const [about, setAbout] = useState('')
  // What is asked about may be removed by somebody while the dialog is open: its words are still those of the form.
  const [opened, setOpened] = useState<{ id: string; tension: (typeof tensions)[number] | undefined; entry: (typeof entries)[number] | undefined }>()

  useEffect(() => {
    if (!asked) return
    if (asked.what === 'show-note') {
      const note = readNote(connection.board, asked.note)
      if (note) onShowNote(note)
      answered()
    } else if (asked.what === 'show-tension') {
      show('tensions')
      setAbout(asked.tension)
      answered()
    } else if (asked.what === 'enter') {
      enterFrom(round.number, asked.notes)
      show('ledger')
      answered()
    }
  }, [asked, connection, round.number, show, onShowNote])

  // The card that was asked for, once the panel is there: its code may have to come first.
  useEffect(() => {
    if (!about) return
    setAbout('')
    soon(
      () => document.querySelector<HTMLElement>(`[data-tension="${about}"]`),
      (card) => {
        card.focus({ preventScroll: true })
        card.scrollIntoView({ block: 'nearest' })
      },
      LOADED,
    )
  }, [about])
  useEffect(() => answered, [])

  const id = asked && 'tension' in asked ? asked.tension : asked && 'entry' in asked ? asked.entry : ''
  const tension = tensions.find((one) => one.id === id)
  const entry = entries.find((one) => one.id === id)
  if (id && opened?.id !== id) setOpened({ id, tension, entry })
  if (!id && opened) setOpened(undefined)

  const common = { view, round, connection, rules, onClose: answered }
  if (asked?.what === 'start-ballot') return <StartBallotDialog view={view} round={round} connection={connection} onClose={answered} />
  if (asked?.what === 'name-tension') return <TensionDialog {...common} notes={asked.notes} />
  const changed = tension ?? opened?.tension
  if (asked?.what === 'edit-tension' && changed) return <TensionDialog key={id} {...common} tension={changed} />
  if (asked?.what === 'address-tension' && tension) return <AddressDialog key={id} {...common} tension={tension} />
  const kept = entry ?? opened?.entry
  if (asked?.what === 'edit-entry' && kept) return <LedgerDialog key={id} {...common} entry={kept} />
  return null
}
