import type { Writing } from '@stocktake/shared/wire'
import { useSession } from '../session.ts'

/** How much is written alone in a round and not revealed yet; null where nobody has said so. */
export const useWriting = (round: number): Writing | null => useSession(({ writing }) => (writing?.round === round ? writing : null))

/** The same for one cell, as a number. */
export const useUnrevealed = (round: number, cell: string | null): number =>
  useSession(({ writing }) => (writing?.round === round ? (writing.byCell[cell ?? ''] ?? 0) : 0))
