import type { Note } from '@stocktake/shared/board/schema'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import type { BoardConnection } from '../sync/connection.ts'
import type { RoundRules } from '../sync/useRules.ts'
import type { Lens } from './WorkspaceChoices.ts'
import type { ShownRound } from './WorkspaceRound.ts'

/** What both layouts of the workspace, wide and phone, put on the screen. */
export interface WorkspaceLayoutProps {
  view: SessionView
  shown: ShownRound
  connection: BoardConnection | null
  canWrite: boolean
  /** What may be done in the step of the round; undefined while there is no round. */
  rules: RoundRules | undefined
  /** My own draft, where the round has people write alone. */
  draft: BoardConnection | null
  lens: Lens
  setLens: (lens: Lens) => void
  /** The note to go to after a search; a new object each time. */
  found: Note | null
  isMirrorOpen: boolean
  setMirrorOpen: (open: boolean) => void
  /** Goes up each time a round is opened while this screen is shown. */
  opened: number
  beside: Round | undefined
  setBeside: (round: number | null) => void
  showLineage: (noteId: string) => void
  showBesideLineage: (noteId: string) => void
  onFind: () => void
  onClose: (round: number) => void
  onOpen: (round: number) => void
}
