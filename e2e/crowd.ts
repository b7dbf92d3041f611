import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, expect } from '@playwright/test'
import { Person } from './people.ts'
import type { Started } from './start.ts'

const EXAMPLE = join(import.meta.dirname, '../server/examples/pcsp-mental-health-ics.json')
const ROWS = ['policy', 'practice', 'culture', 'technology']
const COLUMNS = ['current', 'desired', 'barriers', 'enablers', 'plans', 'motivations', 'success']
const WORDS = 'the plan is in a drawer nobody has the key to and the ward asks again every morning who wrote it'.split(' ')

/** The example stocktake with many more notes in its open round: `Note 0` to `Note <count - 1>`, spread over all cells. */
export async function startCrowded(browser: Browser, url: string, count: number): Promise<Started & { facilitator: Person }> {
  const scenario = JSON.parse(await readFile(EXAMPLE, 'utf8'))
  const like = scenario.notes.find((note: { round: number }) => note.round === 4)
  const groups: string[] = scenario.stakeholder_groups.map((group: { id: string }) => group.id)
  for (let i = 0; i < count; i++) {
    const group = groups[i % groups.length]
    scenario.notes.push({
      ...like,
      id: `many${i}`,
      dimension: ROWS[i % 4],
      type: COLUMNS[Math.floor(i / 4) % 7],
      text: `Note ${i} says ${WORDS.slice(i % 9, (i % 9) + 4 + (i % 7)).join(' ')}`,
      group,
      participant: scenario.participants.find((one: { group: string }) => one.group === group)?.id,
      cluster: null,
      votes: 0,
      carry: 'new',
      derived_from: [],
      fate: 'open',
      carried_to: [],
    })
  }
  const facilitator = await Person.come(browser)
  const answer = await facilitator.page.request.post(`${url}/api/import`, { data: scenario, timeout: 180_000 })
  expect(answer.status()).toBe(201)
  const { stocktakeId: id, joinCode: code, links } = await answer.json()
  return { facilitator, url, id, code, observer: links.observer, groups }
}
