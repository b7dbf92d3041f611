import { toPortable } from '@stocktake/shared/portable'
import type { Portable } from '@stocktake/shared/portableSchema'
import type { BoardContent } from '@stocktake/shared/record'
import type { StoredRecord } from '../store/store.ts'
import { fileNameOf } from './export.ts'
import type { ExportHead, ExportOut, ExportSource } from './source.ts'

/** A whole stocktake, indented so that a person can read it too; the bytes of its files are read one file after the other. */
export async function* jsonPieces(stocktake: Portable, bytesOf: (file: string) => Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { files, ...rest } = stocktake
  const text = JSON.stringify(rest, null, 1)
  // Files come last in it, so that everything else can be written before they are read.
  yield Buffer.from(`${text.slice(0, text.lastIndexOf('\n}'))},\n "files": [`)
  for (const [i, file] of files.entries()) {
    const base64 = Buffer.from(await bytesOf(file.id)).toString('base64')
    yield Buffer.from(`${i ? ',' : ''}\n${JSON.stringify({ ...file, base64 }, null, 1).replace(/^/gm, '  ')}`)
  }
  yield Buffer.from(`${files.length ? '\n ' : ''}]\n}\n`)
}

export const jsonName = (title: string, now: number) => fileNameOf(title, [], 'stocktake', 'json', now)

/** Everything, without the bytes of its files. */
export async function portableOf(head: ExportHead, source: ExportSource, recordsOf: (round: number) => Promise<readonly StoredRecord[]>): Promise<Portable> {
  const { whole, members, decisions, files, now } = head
  if (!whole) throw new Error('everything is for facilitators')
  const boards = new Map<number, BoardContent>()
  const records: StoredRecord[] = []
  for (const { number } of whole.rounds) {
    boards.set(number, await source.board(number))
    records.push(...(await recordsOf(number)))
  }
  return toPortable({ session: whole, members, boards, decisions, records, files: files.map((info) => ({ info, base64: '' })) }, now)
}

export async function writeJson(head: ExportHead, source: ExportSource, out: ExportOut): Promise<void> {
  out.progress({ step: 'reading', done: 0, of: 1 })
  const portable = await portableOf(head, source, async (round) => (await source.round(round)).records)
  out.progress({ step: 'making', done: 0, of: 1 })
  out.head({ contentType: 'application/json; charset=utf-8', fileName: jsonName(head.session.title, head.now), size: null })
  for await (const piece of jsonPieces(portable, source.file)) await out.chunk(piece)
}
