import { signingOf } from '@stocktake/shared/attribution'
import { may } from '@stocktake/shared/policy'
import type { Round } from '@stocktake/shared/session'
import { liveStep } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { useMemo } from 'react'
import { ImportNotes } from '../panels/import/ImportNotes.tsx'
import { answered } from '../sync/asks.ts'
import type { BoardConnection } from '../sync/connection.ts'
import { useNotes } from '../sync/useBoard.ts'
import type { RoundRules } from '../sync/useRules.ts'

export interface WorkspaceImportProps {
  view: SessionView
  round: Round
  connection: BoardConnection
  rules: RoundRules
  draft: BoardConnection | null
}

/** Notes from a sheet: where they go, and what they may go into. */
export function WorkspaceImport({ view, round, connection, rules, draft }: WorkspaceImportProps) {
  const notes = useNotes(connection)
  const own = useNotes(draft ?? connection)
  // While people write alone nobody is shown what others bring either.
  const isPrivate = liveStep(round)?.kind === 'write' && draft !== null && rules.draft !== undefined
  const { live } = isPrivate && rules.draft ? rules.draft : rules
  const target = isPrivate && draft ? draft : connection
  // The same list as long as nobody changes anything: the preview compares all of it with the sheet.
  const written = useMemo(() => [...notes, ...(isPrivate ? own : [])].map(({ text, at }) => ({ text, cell: at.cell })), [notes, own, isPrivate])
  const takes = (cell: string | null) => may(view.me, 'add-note', live, { ...signingOf(live.attribution, view.me), cells: [cell] })
  return <ImportNotes view={view} round={round} connection={target} isPrivate={isPrivate} written={written} takes={takes} onClose={answered} />
}
