import type { CarryDecision } from './carry.ts'
import { Problem } from './problem.ts'
import type { BoardContent, RoundRecord } from './record.ts'
import type { Member, Session } from './session.ts'

/** What is known of an uploaded file beside its bytes. */
export interface StoredFileInfo {
  id: string
  name: string
  type: string
  size: number
  /** SHA-256 of the bytes, hexadecimal. */
  sha256: string
  addedAt: number
}

/** A stocktake that an import would make. Its shapes are checked; hashes and bytes are for the server to check. */
export interface ImportPlan {
  /** With an id and join code of its own. */
  session: Session
  /** People of the past: nobody can act as them. */
  members: Member[]
  boards: Map<number, BoardContent>
  decisions: CarryDecision[]
  /** Oldest first in each round. The hash is null where the source has none, as in a scenario: the server makes it. */
  records: { round: number; version: number; hash: string | null; record: RoundRecord }[]
  files: { info: StoredFileInfo; base64: string }[]
}

export interface ImportError {
  path: string
  message: string
}

/** More findings than these help nobody. */
const TOLD = 20

/** The one way to refuse an import: where it is wrong and how, never what it says. */
export const importRefused = (errors: readonly ImportError[]) => new Problem('import-refused', { errors: errors.slice(0, TOLD) })

/** What a schema found, as import errors. */
export const asErrors = (issues: readonly { path: readonly PropertyKey[]; message: string }[]): ImportError[] =>
  issues.map(({ path, message }) => ({ path: path.map(String).join('.'), message }))
