import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv2020 as Ajv } from 'ajv/dist/2020.js'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDemo } from '../demo.ts'
import { readXml } from '../exports/testDom.ts'
import { unzip } from '../exports/testUnzip.ts'
import { openTestServer, type Started, type TestServer } from '../testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

const example = (name: string) => readFile(join(import.meta.dirname, `../../examples/${name}.json`), 'utf8').then((text) => JSON.parse(text))
const importing = (body: unknown) => server.call<Started>('POST', '/api/import', { body })
const exported = (started: Started, kind: string, token = started.token) =>
  server.call('GET', `/api/stocktakes/${started.stocktakeId}/export.${kind}`, { token })
const rows = (bytes: Buffer): string[][] => parse(bytes, { bom: true, relax_column_count: true })

describe('import', () => {
  it.each(['pcsp-mental-health-ics', 'information-prescriptions-bilingual'])('[X30] takes the scenario %s and exports all its notes', async (name) => {
    const scenario = await example(name)
    const { status, body } = await importing(scenario)
    expect(status).toBe(201)
    const csv = await exported(body, 'csv')
    expect(rows(csv.bytes).length - 1).toBe(scenario.notes.length)
    expect(csv.headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+_all-rounds_notes_\d{4}-\d\d-\d\d\.csv"$/)
    const view = await server.call('GET', `/api/stocktakes/${body.stocktakeId}`, { token: body.token })
    expect(view.body.rounds).toHaveLength(scenario.rounds.length)
    for (const { number, state, recordHash } of view.body.rounds)
      if (state === 'closed') {
        const record = await server.call<{ hash: string }>('GET', `/api/stocktakes/${body.stocktakeId}/rounds/${number}/record`, { token: body.token })
        expect(record.body.hash).toBe(recordHash)
      }
  })

  it('[X31] an export gives the same stocktake elsewhere', async () => {
    const first = (await importing(await example('pcsp-mental-health-ics'))).body
    const whole = JSON.parse((await exported(first, 'json')).bytes.toString())
    const second = (await importing(whole)).body
    expect(second.stocktakeId).not.toBe(first.stocktakeId)
    expect(second.joinCode).not.toBe(first.joinCode)
    const again = JSON.parse((await exported(second, 'json')).bytes.toString())
    const same = ({ session, exportedAt: _time, ...rest }: { session: object; exportedAt: number }) => ({ ...rest, session: { ...session, id: '' } })
    expect(same(again)).toEqual(same(whole))
    expect(rows((await exported(second, 'csv')).bytes)).toEqual(rows((await exported(first, 'csv')).bytes))
  })

  it.each(['pcsp-mental-health-ics', 'information-prescriptions-bilingual'])('[X66] exports of %s are what the published JSON Schema says', async (name) => {
    const schema = await server.call<{ $schema: string }>('GET', '/api/stocktake-export-1.schema.json')
    expect(schema.status).toBe(200)
    const isValid = new Ajv({ strict: true, strictRequired: false, allErrors: true, validateFormats: false }).compile(schema.body)
    const whole = JSON.parse((await exported((await importing(await example(name))).body, 'json')).bytes.toString())
    isValid(whole)
    expect(isValid.errors).toBe(null)
    for (const broken of [
      { ...whole, schema: 'stocktake-export/2' },
      { ...whole, boards: {} },
      { ...whole, more: 1 },
      { ...whole, session: {} },
    ])
      expect(isValid(broken)).toBe(false)
  })

  it('[X32] refuses what is not ours, and a record that does not fit its hash', async () => {
    for (const body of [{}, [], { schema: 'stocktake-export/2' }, { schema: 'stocktake-scenario/1', title: 3 }])
      expect((await importing(body)).body.code).toBe('import-refused')
    const first = (await importing(await example('pcsp-mental-health-ics'))).body
    const whole = JSON.parse((await exported(first, 'json')).bytes.toString())
    whole.records[0].record.board.notes[0].text = 'Somebody changed history'
    const before = await server.parts.store.sessionIds()
    expect((await importing(whole)).body.code).toBe('import-refused')
    expect(await server.parts.store.sessionIds()).toEqual(before)
  })

  it('[X33] the demo is imported once and gives its links', async () => {
    const fresh = await openTestServer()
    try {
      const [first, again] = [await openDemo(fresh.parts.workshop), await openDemo(fresh.parts.workshop)]
      expect(again.links('http://x')).toEqual(first.links('http://x'))
      expect(first.links('http://x').facilitator).toMatch(/^http:\/\/x\/k\//)
      expect(await fresh.parts.store.sessionIds()).toHaveLength(1)
      // Whoever asks for the example gets one of their own.
      const own = await fresh.call<Started>('POST', '/api/example')
      expect(own.status).toBe(201)
      const view = (await fresh.call('GET', `/api/stocktakes/${own.body.stocktakeId}`, { token: own.body.token })).body
      expect(view.rounds.map(({ state }: { state: string }) => state)).toEqual(['closed', 'closed', 'closed', 'open'])
      expect(await fresh.parts.store.sessionIds()).toHaveLength(2)
    } finally {
      await fresh.dispose()
    }
  })
})

describe('export', () => {
  it('[X34] participants get rounds that they can see, and not the whole', async () => {
    const started = await server.start()
    await server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds`, { token: started.token, body: { title: 'Later' } })
    await server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds/1/open`, { token: started.token })
    await server.note(started.stocktakeId, 1, { id: 'n1', text: '=1+1' })
    await server.note(started.stocktakeId, 2, { id: 'n2', text: 'Not yet' })
    const { token } = await server.join(started)
    expect(rows((await exported(started, 'csv')).bytes)).toHaveLength(3)
    expect(rows((await exported(started, 'csv', token)).bytes)).toHaveLength(2)
    const xlsx = await exported(started, 'xlsx', token)
    expect([xlsx.status, xlsx.bytes.subarray(0, 2).toString()]).toEqual([200, 'PK'])
    expect((await exported(started, 'json', token)).body.code).toBe('wrong-role')
    expect((await exported(started, 'csv?round=1')).headers['content-disposition']).toContain('_round-1_')
    expect((await exported(started, 'csv?round=7')).body.code).toBe('round-not-found')
    expect((await exported(started, 'csv?round=some')).body.code).toBe('bad-request')
    expect((await exported(started, 'exe')).body.code).toBe('not-found')
  })

  it('[X61] says how far it is, with the file in between, and what is wrong in the same way', async () => {
    const started = (await importing(await example('pcsp-mental-health-ics'))).body
    const { lines, bytes } = making((await exported(started, 'csv?progress=1')).bytes)
    expect(lines.map((line) => Object.keys(line)[0])).toEqual([...Array(5).fill('progress'), 'file', 'bytes', 'end'])
    expect(bytes).toEqual((await exported(started, 'csv')).bytes)
    expect(lines.find(({ file }) => file)?.file).toMatchObject({ name: expect.stringMatching(/_notes_.*\.csv$/), size: bytes.length })
    const refused = making((await exported(started, 'csv?progress=1&round=9')).bytes)
    expect(refused.lines).toMatchObject([{ problem: { code: 'round-not-found', status: 404 } }])
    // Who may not have it is told before anything is made.
    const { token } = await server.join(started)
    expect((await exported(started, 'zip?progress=1', token)).body.code).toBe('wrong-role')
  })

  it('[X63] facilitators get everything in one archive', async () => {
    const started = (await importing(await example('information-prescriptions-bilingual'))).body
    const { status, headers, bytes } = await exported(started, 'zip')
    expect([status, headers['content-type']]).toEqual([200, 'application/zip'])
    const files = unzip(bytes)
    const table = [...files].find(([path]) => path.startsWith('series/tables/') && path.includes('_notes_'))?.[1]
    expect(table).toEqual((await exported(started, 'csv')).bytes)
    expect(files.get('README.txt')?.toString()).toContain('manifest.json')
  })

  it('[X64] any file can be of the notes of a cell, of a group as it is told, or of both', async () => {
    const started = (await importing(await example('pcsp-mental-health-ics'))).body
    const all = rows((await exported(started, 'csv')).bytes)
    const [head = [], ...notes] = all
    const column = (name: string) => head.indexOf(name)
    const cell = rows((await exported(started, 'csv?cell=culture/barriers')).bytes).slice(1)
    expect(cell).toEqual(notes.filter((note) => note[column('row')] === 'Culture' && /barriers$/.test(note[column('column')] ?? '')))
    const group = rows((await exported(started, 'csv?group=cmht')).bytes).slice(1)
    expect(group).toHaveLength(22)
    const both = rows((await exported(started, 'csv?group=cmht&cell=culture/barriers')).bytes).slice(1)
    expect(both).toEqual(cell.filter((note) => group.some((other) => other[column('note id')] === note[column('note id')])))
    expect(both.length).toBeGreaterThan(0)
    const pack = await exported(started, 'md?round=2&group=cmht')
    expect(pack.headers['content-disposition']).toContain('_round-2_pack-some_')
    expect(pack.bytes.toString()).toContain('Only notes of ')
    const cells = /\n## Cell by cell\n[\s\S]*?(?=\n## )/.exec(pack.bytes.toString())?.[0] ?? ''
    for (const note of notes.filter((one) => one[column('round')] === '2'))
      expect([note, cells.includes(note[column('text')] ?? '')]).toEqual([note, note[column('group')] === group[0]?.[column('group')]])
    for (const kind of ['xlsx', 'docx', 'html']) expect((await exported(started, `${kind}?cell=culture/barriers`)).status).toBe(200)
  })

  it('[X64] a group that is told among others brings those along', async () => {
    const scenario = await example('pcsp-mental-health-ics')
    const started = (await importing({ ...scenario, settings: { ...scenario.settings, minimum_group_size_to_show: 3 } })).body
    await server.call('PATCH', `/api/stocktakes/${started.stocktakeId}`, { token: started.token, body: { settings: { smallGroups: {} } } })
    const [head = [], ...told] = rows((await exported(started, 'csv')).bytes)
    const groupOf = (note: string[]) => note[head.indexOf('group')]
    const others = told.filter((note) => groupOf(note) === 'Other groups')
    expect(others.length).toBeGreaterThan(10)
    for (const { id, label } of scenario.stakeholder_groups) {
      const own = rows((await exported(started, `csv?group=${id}`)).bytes).slice(1)
      const isTold = told.some((note) => groupOf(note) === label)
      expect([label, own]).toEqual([label, isTold ? told.filter((note) => groupOf(note) === label) : others])
    }
  })

  it('[X67] the matrix of a round as a picture holds every note whole, and says what it shows', async () => {
    const started = (await importing(await example('information-prescriptions-bilingual'))).body
    for (const round of [1, 2]) {
      const svg = await exported(started, `svg?round=${round}`)
      expect([svg.headers['content-type'], svg.headers['content-disposition']]).toEqual(['image/svg+xml', expect.stringContaining(`_round-${round}_matrix_`)])
      const page = readXml(svg.bytes.toString())
      const said = [...page.querySelectorAll('text')]
        .map((line) => line.textContent)
        .join('')
        .replace(/\s/g, '')
      const [head = [], ...notes] = rows((await exported(started, `csv?round=${round}`)).bytes)
      expect(notes.length).toBeGreaterThan(3)
      for (const note of notes) expect(said).toContain(note[head.indexOf('text')]?.replace(/\s/g, ''))
      expect(page.querySelector('title')?.textContent).toContain(`Round ${round}: `)
      expect(page.querySelector('desc')?.textContent).toContain(' from 1 group.')
      const [, width = 0, height = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg.bytes.toString()) ?? []).map(Number)
      for (const line of page.querySelectorAll('text')) {
        expect(Number(line.getAttribute('y'))).toBeLessThan(height)
        expect(Number(line.getAttribute('x'))).toBeLessThan(width)
      }
      const png = await exported(started, `png?round=${round}`)
      expect([png.bytes.toString('latin1', 1, 4), png.bytes.readUInt32BE(16) >= width]).toEqual(['PNG', true])
    }
    for (const kind of ['svg', 'canvas-svg', 'canvas-png']) expect((await exported(started, kind)).body.code).toBe('bad-request')
  })
})

/** What comes with `progress`: its lines, and the bytes of the file between them. */
function making(answer: Buffer): { lines: { file?: object; problem?: object; bytes?: number }[]; bytes: Buffer } {
  const lines: { file?: object; problem?: object; bytes?: number }[] = []
  const pieces: Buffer[] = []
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf('\n', at)
    const line = JSON.parse(answer.toString('utf8', at, end))
    lines.push(line)
    at = end + 1
    if (line.bytes) pieces.push(answer.subarray(at, at + line.bytes))
    at += line.bytes ?? 0
  }
  return { lines, bytes: Buffer.concat(pieces) }
}
