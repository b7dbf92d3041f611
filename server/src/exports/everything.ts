import { createHash } from 'node:crypto'
import { portableJsonSchema } from '@stocktake/shared/portableJsonSchema'
import { buildModel } from '@stocktake/shared/report/buildModel'
import type { ModelInput } from '@stocktake/shared/report/model'
import { roundPack } from '@stocktake/shared/report/pack'
import { seriesReport } from '@stocktake/shared/report/series'
import { share } from '@stocktake/shared/report/source'
import { TABLE_NAMES } from '@stocktake/shared/report/tables'
import { isoTime } from '@stocktake/shared/report/words'
import { DOCUMENT_KINDS, documentFile, exportFile, fileNameOf, PICTURE_KINDS, PICTURES, pictureFile } from './export.ts'
import { jsonName, jsonPieces, portableOf } from './json.ts'
import { notePictures } from './notePictures.ts'
import type { ExportHead, ExportOrder, ExportOut, ExportRound, ExportSource } from './source.ts'
import { openZip } from './zip.ts'

/** One file of the archive, made when its turn comes. */
interface Entry {
  path: string
  make: () => AsyncIterable<Uint8Array> | Promise<Uint8Array>
}

/** A matrix of more notes is too large for a PNG that can be read, and takes seconds; as SVG it stays sharp. */
const PNG_NOTES = 200
/** These are compressed in themselves. */
const PACKED = /\.(docx|xlsx|pptx|png|jpe?g|gif|webp|mp4|webm|pdf)$/i

/** What the archive is made from. */
export interface Everything {
  input: ModelInput
  head: ExportHead
  source: ExportSource
  records: (round: number) => ExportRound['records']
}

/** One archive of every file there is, each made when the one before it is handed over, with a manifest of their hashes. */
export async function writeEverything(everything: Everything, part: ExportOrder['part'], out: ExportOut): Promise<void> {
  const { head, source } = everything
  const { first, rounds, last } = entriesOf(everything)
  if (part === 'help') return help(rounds, source, out)
  const { claim, ahead } = part === 'with-help' ? source : {}
  const of = first.length + rounds.reduce((sum, { entries }) => sum + entries.length, 0) + last.length + 1
  out.head({ contentType: 'application/zip', fileName: fileNameOf(head.session.title, [], 'everything', 'zip', head.now), size: null })
  const zip = openZip(head.now, out.chunk)
  const files: { path: string; bytes: number; sha256: string }[] = []
  const add = async (entries: readonly Entry[], made?: () => Promise<Uint8Array>) => {
    for (const { path, make } of entries) {
      out.progress({ step: 'making', done: files.length, of })
      const hash = createHash('sha256')
      let bytes = 0
      const pieces = (async function* () {
        for await (const piece of piecesOf((made ?? make)())) {
          hash.update(piece)
          bytes += piece.length
          yield piece
        }
      })()
      await zip.add(path, PACKED.test(path) ? await whole(pieces) : pieces)
      files.push({ path, bytes, sha256: hash.digest('hex') })
    }
  }
  await add(first)
  // From the first round on, until the other, who comes from the last, has been there.
  let own = 0
  for (const { round, entries } of rounds) {
    if (claim && !(await claim(round))) break
    await add(entries)
    own++
  }
  for (const { entries } of rounds.slice(own).reverse()) await add(entries, ahead)
  await add(last)
  out.progress({ step: 'making', done: of - 1, of })
  const { title, id } = head.session
  const manifest = { schema: 'stocktake-manifest/1', title, stocktakeId: id, madeAt: new Date(head.now).toISOString(), files }
  await zip.add('manifest.json', piecesOf(Promise.resolve(Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`))))
  await zip.add('SHA256SUMS', piecesOf(Promise.resolve(Buffer.from(files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('')))))
  await zip.end()
}

/** Makes rounds from the last one on, until the other has been there: a piece for each file. */
async function help(rounds: readonly RoundEntries[], source: ExportSource, out: ExportOut): Promise<void> {
  out.head({ contentType: '', fileName: '', size: null })
  for (const { round, entries } of [...rounds].reverse()) {
    if (!(await source.claim?.(round))) return
    for (const { make } of entries) for await (const piece of piecesOf(make())) await out.chunk(piece)
  }
}

interface RoundEntries {
  round: number
  /** Each is one piece. */
  entries: Entry[]
}

function entriesOf({ input, head, source, records }: Everything): { first: Entry[]; rounds: RoundEntries[]; last: Entry[] } {
  const shared = share(input)
  const { title } = head.session
  const name = (rounds: readonly number[], holds: string, kind: string) => fileNameOf(title, rounds, holds, kind, head.now)
  const started = head.session.rounds.filter(({ state }) => state !== 'draft').map(({ number }) => number)
  const report = () => latest('series', 0, () => seriesReport(input, shared))
  // One of them all at a time: kept for the files made of it, and no longer.
  let made: { key: string; value: unknown } | undefined
  function latest<T>(what: string, round: number, make: () => T): T {
    const key = `${what} ${round}`
    if (made?.key !== key) made = undefined
    made ??= { key, value: make() }
    return made.value as T
  }
  return {
    first: [
      { path: 'README.txt', make: async () => Buffer.from(readMe(head)) },
      ...DOCUMENT_KINDS.map((kind) => ({ path: `series/${name([], 'report', kind)}`, make: async () => (await documentFile(kind, report())).bytes })),
      { path: `series/${name([], 'matrix', 'xlsx')}`, make: async () => (await exportFile('xlsx', shared.all())).bytes },
      ...TABLE_NAMES.map((table) => ({
        path: `series/tables/${name([], table, 'csv')}`,
        make: async () => (await exportFile('csv', shared.all(), table)).bytes,
      })),
    ],
    rounds: started.flatMap((round) => {
      const content = input.contents.get(round)
      if (!content) return []
      const pictures = PICTURE_KINDS.filter((kind) => PICTURES[kind].as === 'svg' || content.notes.length <= PNG_NOTES)
      const folder = `round-${String(round).padStart(2, '0')}`
      const pack = () => latest('pack', round, () => roundPack(input, round, shared))
      const model = () => latest('model', round, () => buildModel({ ...input, rounds: [round] }, shared.gathered))
      return {
        round,
        entries: [
          ...DOCUMENT_KINDS.map((kind) => ({ path: `${folder}/${name([round], 'pack', kind)}`, make: async () => (await documentFile(kind, pack())).bytes })),
          { path: `${folder}/${name([round], 'matrix', 'xlsx')}`, make: async () => (await exportFile('xlsx', model())).bytes },
          ...pictures.map((kind) => ({
            path: `${folder}/${name([round], PICTURES[kind].of, PICTURES[kind].as)}`,
            make: async () =>
              pictureFile(kind, model(), content, PICTURES[kind].of === 'canvas' ? await notePictures(content, head.files, source) : undefined).bytes,
          })),
        ],
      }
    }),
    last: [
      {
        path: jsonName(title, head.now),
        make: async function* () {
          yield* jsonPieces(await portableOf(head, source, async (round) => records(round)), source.file)
        },
      },
      { path: 'stocktake-export-1.schema.json', make: async () => Buffer.from(`${JSON.stringify(portableJsonSchema(), null, 1)}\n`) },
      ...head.files.map((file) => ({ path: `files/${file.id}-${plainName(file.name)}`, make: () => source.file(file.id) })),
    ],
  }
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const found: Uint8Array[] = []
  for await (const piece of pieces) found.push(piece)
  return found.length === 1 && found[0] ? found[0] : Buffer.concat(found)
}

async function* piecesOf(made: AsyncIterable<Uint8Array> | Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (made instanceof Promise) yield await made
  else yield* made
}

/** A name that somebody gave a file, as every file system and every program that opens archives can bear it. */
const plainName = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(-80) || 'file'

const readMe = ({ session, now }: ExportHead) => `${session.title}
Everything in this stocktake, made ${isoTime(now)} (UTC).

series/          The report of all rounds, a workbook, and tables as CSV.
round-01/ ...    The pack of each round, its workbook, and its matrix and
                 canvas as pictures.
files/           Files that were shown as stimulus or put on notes.
*_stocktake_*.json  All of it for programs. Importing it gives the same stocktake.
*.schema.json    What that file may hold, as JSON Schema.
manifest.json    Every file with its size and SHA-256 hash; SHA256SUMS has the
                 same for the program sha256sum.

Files of notes tell of groups as results tell of them. The JSON file holds what
the stocktake itself holds, so keep it as carefully as the stocktake.
`
