import type { Report } from '@stocktake/shared/report/blocks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type Started, type TestServer } from '../testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await openTestServer()
})
afterAll(() => server.dispose())

async function closedRound(): Promise<Started> {
  const started = await server.start()
  const at = `/api/stocktakes/${started.stocktakeId}/rounds/1`
  await server.call('POST', `${at}/open`, { token: started.token })
  await server.note(started.stocktakeId, 1, { id: 'n1', text: 'Typed twice' })
  await server.call('POST', `${at}/close`, { token: started.token })
  return started
}
const write = (started: Started, body: object, token = started.token) =>
  server.call('POST', `/api/stocktakes/${started.stocktakeId}/report/words`, { token, body })
const report = async (started: Started, round: number | 'all', token = started.token) =>
  (await server.call<Report>('GET', `/api/stocktakes/${started.stocktakeId}/report?round=${round}`, { token })).body
const exported = (started: Started, kind: string, token = started.token) =>
  server.call('GET', `/api/stocktakes/${started.stocktakeId}/export.${kind}`, { token })

describe('the report', () => {
  it('[X13] [X15] is there the moment a round closes, with what facilitators write, and stays as they wrote it when it is made again', async () => {
    const started = await closedRound()
    const pack = await report(started, 1)
    expect(pack).toMatchObject({ kind: 'round', rounds: [1] })
    expect(pack.versionLine).toContain('Closed on')
    const field = { field: 'round-1/summary', before: '', text: 'All of it is typed twice.' }
    const [first, second] = [await write(started, field), await write(started, { ...field, text: 'Mine' })]
    expect([first.status, second.body.code]).toEqual([200, 'changed-meanwhile'])
    await server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds/1/reopen`, { token: started.token })
    await server.note(started.stocktakeId, 1, { id: 'n2', text: 'And a second' })
    await server.call('POST', `/api/stocktakes/${started.stocktakeId}/rounds/1/close`, { token: started.token })
    await server.restart()
    const again = (await exported(started, 'md?round=1')).bytes.toString()
    for (const words of ['All of it is typed twice.', 'Typed twice', 'And a second', 'version 2']) expect(again).toContain(words)
  })

  it('[X13] comes as every document, of a round or of all', async () => {
    const started = await closedRound()
    const types = {
      md: 'text/markdown',
      html: 'text/html',
      docx: 'application/vnd.openxmlformats',
      pdf: 'application/pdf',
      pptx: 'application/vnd.openxmlformats',
    }
    for (const [kind, type] of Object.entries(types))
      for (const round of ['1', 'all']) {
        const { status, headers } = await exported(started, `${kind}?round=${round}`)
        expect([status, String(headers['content-type']).startsWith(type)]).toEqual([200, true])
        expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+_\d{4}-\d\d-\d\d\.\w+"$/)
      }
    expect((await exported(started, 'md?round=9')).body.code).toBe('round-not-found')
  })

  it('[X16] is the team’s until somebody sends it, and its words are facilitators’', async () => {
    const started = await closedRound()
    const { token } = await server.join(started)
    expect((await exported(started, 'docx?round=1', token)).body.code).toBe('wrong-role')
    expect((await server.call('GET', `/api/stocktakes/${started.stocktakeId}/report`, { token })).body.code).toBe('wrong-role')
    expect((await write(started, { field: 'series/summary', before: '', text: 'x' }, token)).body.code).toBe('wrong-role')
    await write(started, { field: 'series/summary', before: '', text: 'Not yet' })
    const view = await server.call('GET', `/api/stocktakes/${started.stocktakeId}`, { token })
    expect(view.body.report).toEqual({ fields: {}, messages: [] })
  })

  it('[X15] takes key messages, in order, with what they rest on', async () => {
    const started = await closedRound()
    const at = `/api/stocktakes/${started.stocktakeId}/report/messages`
    const { token } = started
    const added = await server.call('POST', at, { token, body: { round: 1, notes: [{ round: 1, note: 'n1' }] } })
    const id = added.body.report.messages[0]?.id
    expect(added.status).toBe(201)
    await write(started, { field: `message/${id}/title`, before: '', text: 'Twice is once too often' })
    const html = (await exported(started, 'html?round=1')).bytes.toString()
    expect(html).toContain('Twice is once too often')
    expect((await server.call('PATCH', `${at}/${id}`, { token, body: { groups: ['nobody'] } })).body.code).toBe('group-not-found')
    expect((await server.call('DELETE', `${at}/${id}`, { token })).body.report.messages).toEqual([])
    expect((await server.call('DELETE', `${at}/${id}`, { token })).body.code).toBe('report-field-not-found')
  })

  it('[X15] [X3] goes along with the stocktake when it is exported and imported', async () => {
    const started = await closedRound()
    await write(started, { field: 'round-1/summary', before: '', text: 'In a word' })
    const whole = JSON.parse((await exported(started, 'json')).bytes.toString())
    const elsewhere = (await server.call<Started>('POST', '/api/import', { body: whole })).body
    expect(JSON.parse((await exported(elsewhere, 'json')).bytes.toString()).session.report).toEqual({
      fields: { 'round-1/summary': 'In a word' },
      messages: [],
    })
    const { report: _report, ...older } = whole.session
    expect((await server.call('POST', '/api/import', { body: { ...whole, session: older } })).status).toBe(201)
  })
})
