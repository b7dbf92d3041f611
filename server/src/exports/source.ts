import type { CarryDecision } from '@stocktake/shared/carry'
import type { BoardContent } from '@stocktake/shared/record'
import type { ExportCut } from '@stocktake/shared/report/cut'
import type { TableName } from '@stocktake/shared/report/tables'
import type { Member, Session } from '@stocktake/shared/session'
import type { StoredFile, StoredRecord } from '../store/store.ts'
import type { ExportKind } from './export.ts'

/** What somebody wants: which file, of which rounds, and of which notes if not of all. */
export interface ExportOrder {
  kind: ExportKind
  round: number | 'all'
  /** For a CSV, which holds one table. */
  table?: TableName
  cut?: ExportCut
  /** Two may make one archive: one writes it, and the other helps. */
  part?: 'with-help' | 'help'
}

/**
 * What files are made from, read piece by piece: whoever writes may be in a thread of its own, and neither side should
 * hold, or hand over, a whole series at once. It answers with what its reader may see and nothing else.
 */
export interface ExportSource {
  head(): Promise<ExportHead>
  round(number: number): Promise<ExportRound>
  /** The board as it is now, for the file that holds everything. */
  board(number: number): Promise<BoardContent>
  file(id: string): Promise<Uint8Array>
  /** Where two make one archive: is this round mine to make? The first who asks has it. */
  claim?(round: number): Promise<boolean>
  /** The next of what the other one made. */
  ahead?(): Promise<Uint8Array>
}

export interface ExportHead {
  /** As its reader may see it, with what the facilitators wrote into reports where the reader gets reports. */
  session: Session
  /** As it is stored, for whoever may take everything. */
  whole: Session | null
  decisions: CarryDecision[]
  members: Member[]
  files: StoredFile[]
  /** Numbers of the rounds that the reader may see. */
  rounds: number[]
  now: number
}

export interface ExportRound {
  /** Of a closed round from its newest record. */
  content: BoardContent
  records: StoredRecord[]
}

/** How far it is, in steps of which nobody knows how long each takes. */
export interface ExportProgress {
  step: 'reading' | 'making'
  done: number
  of: number
}

export interface FileHead {
  contentType: string
  /** Letters, digits, dashes, underlines and dots: safe on every file system and in every header. */
  fileName: string
  /** Bytes, where that is known before the last of them. */
  size: number | null
}

/** Where a writer puts what it makes. */
export interface ExportOut {
  progress(progress: ExportProgress): void
  head(head: FileHead): void
  /** Resolves when there is room for the next; rejects when nobody wants it any more. */
  chunk(bytes: Uint8Array): Promise<void>
}

/** A file that is being made: its bytes come as they are taken. Who stops taking them stops the making. */
export interface MadeFile extends FileHead {
  bytes: AsyncIterable<Uint8Array>
}

export interface Told {
  /** Who asks: nobody may take all places. */
  who: string
  signal: AbortSignal
  onProgress?: ((progress: ExportProgress) => void) | undefined
}

/** Makes files somewhere. */
export interface ExportWriter {
  /** Rejects with `exports-busy` where too many wait already, `export-failed` where one takes too much, and when it is aborted. */
  write(order: ExportOrder, source: ExportSource, told: Told): Promise<MadeFile>
  close(): Promise<void>
}
