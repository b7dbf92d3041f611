import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { openServer, type TestServer } from './server.ts'

/** Whole stocktakes through the running server, and what the page may ask for. */

interface ScenarioNote {
  id: string
  round: number
  text: string
  dimension: string | null
  type: string | null
  group: string
}
interface Scenario {
  schema: string
  notes: ScenarioNote[]
  expected: {
    notes_total: number
    notes_by_round: Record<string, number>
    notes_by_group: Record<string, number>
    fates: Record<string, number>
    carry_actions: Record<string, number>
  }
}

const scenario = async (name: string): Promise<Scenario> => JSON.parse(await readFile(join(import.meta.dirname, '../server/examples', `${name}.json`), 'utf8'))

let server: TestServer
test.beforeAll(async () => {
  server = await openServer()
})
test.afterAll(async () => {
  await server.remove()
})

for (const name of ['information-prescriptions-bilingual', 'pcsp-mental-health-ics'])
  test(`${name}: what is imported is what is exported, number for number`, async ({ request }) => {
    const file = await scenario(name)
    const made = await request.post(`${server.url}/api/import`, { data: file })
    expect(made.status()).toBe(201)
    const { stocktakeId, token } = await made.json()
    const csv = await request.get(`${server.url}/api/stocktakes/${stocktakeId}/export.csv?round=all`, { headers: { authorization: `Bearer ${token}` } })
    const rows: Record<string, string>[] = parse(await csv.body(), { bom: true, columns: true })
    const count = (key: string) => {
      const counts: Record<string, number> = {}
      for (const row of rows) counts[row[key] ?? ''] = (counts[row[key] ?? ''] ?? 0) + 1
      return counts
    }
    expect(rows).toHaveLength(file.expected.notes_total)
    expect(count('round')).toEqual(file.expected.notes_by_round)
    expect(count('carry action')).toEqual(file.expected.carry_actions)
    expect(count('outcome')).toEqual(file.expected.fates)
    expect(Object.values(count('group')).sort()).toEqual(Object.values(file.expected.notes_by_group).sort())
  })
