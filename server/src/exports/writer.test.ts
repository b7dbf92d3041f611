import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readImport, toPortable } from '@stocktake/shared/portable'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import type { ExportOrder, ExportProgress, ExportSource, ExportWriter, Told } from './source.ts'
import { unzip } from './testUnzip.ts'
import { openWriter, WRITER_LIMITS, writeHere } from './writer.ts'

const NOW = Date.UTC(2025, 4, 20, 9, 30)
const BYTES = Buffer.from('%PDF-1.7 made up')
const json = JSON.parse(await readFile(join(import.meta.dirname, '../../examples/pcsp-mental-health-ics.json'), 'utf8'))
const plan = readImport(json, NOW)
const file = { id: 'f1', name: '../What we read?.pdf', type: 'application/pdf', size: BYTES.length, sha256: 'a'.repeat(64), addedAt: NOW }

const recordsOf = (round: number) => plan.records.filter((one) => one.round === round).map((one) => ({ ...one, hash: one.hash ?? 'b'.repeat(64) }))
const emptyBoard = { notes: [], themes: [], contradictions: [], ledger: [], drawing: [] }
const source: ExportSource = {
  head: async () => ({
    ...{ session: plan.session, whole: plan.session, decisions: plan.decisions, members: plan.members, files: [file] },
    rounds: plan.session.rounds.map(({ number }) => number),
    now: NOW,
  }),
  round: async (number) => ({ content: plan.boards.get(number) ?? emptyBoard, records: recordsOf(number) }),
  board: async (number) => plan.boards.get(number) ?? emptyBoard,
  file: async () => BYTES,
}

const opened = (limits: Partial<typeof WRITER_LIMITS> = {}): ExportWriter => {
  const writer = openWriter({ ...WRITER_LIMITS, ...limits })
  onTestFinished(() => writer.close())
  return writer
}
const patient: Told = { who: 'ann', signal: new AbortController().signal }
async function written(writer: ExportWriter, order: ExportOrder, told: Told = patient, from = source) {
  const { bytes, ...about } = await writer.write(order, from, told)
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return { ...about, bytes: Buffer.concat(pieces) }
}
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  )
const csv = { kind: 'csv', round: 'all' } as const
const ofOnes = (who: string): Told => ({ ...patient, who })

/** Starting a thread takes longer than most files, so what leaves one sound takes that of the test before. */
const one = openWriter({ ...WRITER_LIMITS, files: 1, waiting: 2, each: 2 })
afterAll(() => one.close())

describe('a thread that makes files', () => {
  it('[X60] makes what is made without it, and says how far it is', async () => {
    const heard: ExportProgress[] = []
    const told = { ...patient, onProgress: (progress: ExportProgress) => void heard.push(progress) }
    expect(await written(one, csv, told)).toEqual(await written(writeHere(), csv))
    expect(heard).toEqual([...[0, 1, 2, 3].map((done) => ({ step: 'reading', done, of: 4 })), { step: 'making', done: 0, of: 1 }])
    for (const kind of ['md', 'json', 'report'] as const)
      expect(await written(one, { kind, round: kind === 'md' ? 2 : 'all' })).toEqual(await written(writeHere(), { kind, round: kind === 'md' ? 2 : 'all' }))
  })

  it('[X62] makes a few at once and lets a few more wait', async () => {
    let begin = () => {}
    const begun = new Promise<void>((resolve) => {
      begin = resolve
    })
    const slow: ExportSource = { ...source, head: () => begun.then(source.head) }
    const gone = new AbortController()
    const first = written(one, csv, patient, slow)
    const leaving = code(written(one, csv, { who: 'ann', signal: gone.signal }))
    const second = written(one, csv, ofOnes('ben'))
    expect(await code(written(one, csv, ofOnes('cat')))).toBe('exports-busy')
    gone.abort()
    expect(await leaving).toMatch(/nobody/)
    const third = written(one, csv, ofOnes('cat'))
    begin()
    expect([await second, await third].map(({ bytes }) => bytes)).toEqual(Array(2).fill((await first).bytes))
  })

  it('[X61] passes on what its source refuses', async () => {
    const refusing = { ...source, round: () => Promise.reject(new Error('not this one')) }
    expect(await code(written(one, csv, patient, refusing))).toBe('not this one')
    expect((await written(one, csv)).size).toBeGreaterThan(1000)
  })

  it('[X62] one person cannot take all places', async () => {
    const gone = new AbortController()
    const never: ExportSource = { ...source, head: () => new Promise(() => {}) }
    const two = [1, 2].map(() => code(written(one, csv, { who: 'ben', signal: gone.signal }, never)))
    expect(await code(written(one, csv, ofOnes('ben')))).toBe('exports-busy')
    const other = written(one, csv, ofOnes('ann'))
    gone.abort()
    expect(await Promise.all(two)).toEqual([expect.stringMatching(/nobody/), expect.stringMatching(/nobody/)])
    expect((await other).size).toBeGreaterThan(1000)
    expect((await written(one, csv, ofOnes('ben'))).size).toBeGreaterThan(1000)
  })

  it('[X61] ends when nobody waits for it any more, and the next file is made all the same', async () => {
    for (const when of [1, 20]) {
      const gone = new AbortController()
      let heard = 0
      const told = { who: 'ann', signal: gone.signal, onProgress: () => ++heard === when && gone.abort() }
      expect(await code(written(one, { kind: 'zip', round: 'all' }, told))).toMatch(/nobody/)
    }
    expect((await written(one, csv)).size).toBeGreaterThan(1000)
  })

  it('[X62] ends what needs too much memory, and what says nothing for long', async () => {
    expect(await code(written(opened({ megabytes: 24 }), { kind: 'zip', round: 'all' }))).toBe('export-failed')
    expect(await code(written(opened({ silence: 300 }), csv, patient, { ...source, head: () => new Promise(() => {}) }))).toBe('export-failed')
  })
})

describe('everything in one archive', () => {
  it('[X63] is the same where two threads share the work', async () => {
    const sorted = (bytes: Buffer) => [...unzip(bytes)].filter(([path]) => !/manifest|SHA256/.test(path)).sort(([a], [b]) => (a < b ? -1 : 1))
    const few: ExportSource = { ...source, head: async () => ({ ...(await source.head()), rounds: [1, 2] }) }
    const everything = { kind: 'zip', round: 'all' } as const
    const [together, alone] = [await written(opened({ files: 2 }), everything, patient, few), await written(writeHere(), everything, patient, few)]
    // Word and Excel write the time into their files.
    const same = (bytes: Buffer) =>
      sorted(bytes).map(([path, content]) => [path, /\.(docx|xlsx|pptx|pdf)$/.test(path) ? content.length > 1000 : content.toString('base64')])
    expect(same(together.bytes)).toEqual(same(alone.bytes))
  })

  it('[X63] has every file with its hash, and the stocktake whole', async () => {
    const { bytes, fileName } = await written(writeHere(), { kind: 'zip', round: 'all' })
    expect(fileName).toMatch(/_all-rounds_everything_2025-05-20\.zip$/)
    const files = unzip(bytes)
    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '')
    const hashed = manifest.files.map(({ path, sha256, bytes }: { path: string; sha256: string; bytes: number }) => `${sha256} ${bytes} ${path}`)
    const found = [...files].filter(([path]) => path !== 'manifest.json' && path !== 'SHA256SUMS')
    expect(found.map(([path, content]) => `${createHash('sha256').update(content).digest('hex')} ${content.length} ${path}`)).toEqual(hashed)
    expect(files.get('SHA256SUMS')?.toString().split('\n').length).toBe(found.length + 1)

    const paths = found.map(([path]) => path)
    for (const path of paths) expect(path).toMatch(/^[\w./-]+$/)
    expect(paths.some((path) => path.includes('..'))).toBe(false)
    for (const round of [1, 2, 3, 4])
      for (const kind of ['md', 'html', 'docx', 'xlsx'])
        expect(paths.filter((path) => path.startsWith(`round-0${round}/`) && path.endsWith(`.${kind}`))).toHaveLength(1)
    expect(files.get(paths.find((path) => path.startsWith('files/')) ?? '')).toEqual(BYTES)

    const kept = JSON.parse(files.get(paths.find((path) => path.endsWith('.json') && path.includes('_stocktake_')) ?? '')?.toString() ?? '')
    const whole = toPortable({ ...plan, records: [1, 2, 3, 4].flatMap(recordsOf), files: [{ info: file, base64: BYTES.toString('base64') }] }, NOW)
    expect(kept).toEqual(JSON.parse(JSON.stringify(whole)))
  })
})
