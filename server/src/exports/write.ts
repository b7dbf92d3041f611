import type { BoardContent } from '@stocktake/shared/record'
import { buildModel } from '@stocktake/shared/report/buildModel'
import { isCut } from '@stocktake/shared/report/cut'
import type { ModelInput } from '@stocktake/shared/report/model'
import { roundPack } from '@stocktake/shared/report/pack'
import { seriesReport } from '@stocktake/shared/report/series'
import type { StoredRecord } from '../store/store.ts'
import { writeEverything } from './everything.ts'
import { documentFile, type ExportFile, exportFile, isDocument, isPicture, PICTURES, pictureFile } from './export.ts'
import { writeJson } from './json.ts'
import { notePictures } from './notePictures.ts'
import type { ExportHead, ExportOrder, ExportOut, ExportSource } from './source.ts'

/** Makes the file that was asked for: the same wherever it runs. */
export async function writeExport(order: ExportOrder, source: ExportSource, out: ExportOut): Promise<void> {
  const head = await source.head()
  if (order.kind === 'json') return writeJson(head, source, out)
  const { input, records } = await readInput(order, head, source, out)
  if (order.kind === 'zip') return writeEverything({ input, head, source, records }, order.part, out)
  out.progress({ step: 'making', done: 0, of: 1 })
  const { bytes, contentType, fileName } = await oneFile(order, input, head.files, source)
  out.head({ contentType, fileName, size: bytes.length })
  await out.chunk(bytes)
}

async function oneFile(order: ExportOrder, input: ModelInput, files: ExportHead['files'], source: ExportSource): Promise<ExportFile> {
  const { kind, round } = order
  if (kind === 'report' || isDocument(kind)) {
    const report = round === 'all' ? seriesReport(input) : roundPack(input, round)
    if (kind !== 'report') return documentFile(kind, report, isCut(order.cut))
    return { bytes: Buffer.from(JSON.stringify(report)), contentType: 'application/json; charset=utf-8', fileName: 'report.json' }
  }
  if (isPicture(kind)) {
    const content = boardOf(input)
    const pictures = PICTURES[kind].of === 'canvas' ? await notePictures(content, files, source) : undefined
    return pictureFile(kind, buildModel(input), content, pictures, isCut(order.cut))
  }
  if (kind === 'json' || kind === 'zip') throw new Error(`${kind} is not made of one model`)
  return exportFile(kind, buildModel(input), order.table, isCut(order.cut))
}

/** The board of the one round that a file is of. */
function boardOf({ contents, rounds: [round] }: ModelInput): BoardContent {
  const content = round === undefined ? undefined : contents.get(round)
  if (!content) throw new Error('a picture is of one round')
  return content
}

/** Everything that reports are made from, read round by round. */
async function readInput({ round, cut }: ExportOrder, head: ExportHead, source: ExportSource, out: ExportOut) {
  const contents = new Map<number, BoardContent>()
  const records = new Map<number, StoredRecord[]>()
  for (const [done, number] of head.rounds.entries()) {
    out.progress({ step: 'reading', done, of: head.rounds.length })
    const read = await source.round(number)
    contents.set(number, read.content)
    records.set(number, read.records)
  }
  const { session, decisions, members, files, now, rounds } = head
  const kept = new Map([...records].map(([number, stored]) => [number, stored.map(({ record }) => record)]))
  const input: ModelInput = { session, contents, records: kept, decisions, members, files, now, rounds: round === 'all' ? rounds : [round], cut }
  return { input, records: (number: number) => records.get(number) ?? [] }
}
