import { type Browser, expect, type Page } from '@playwright/test'
import { Person, PHONE, sees } from './people.ts'

/** The main scenario as a workshop: its file, and its people on their first screens. */

export interface Note {
  id: string
  round: number
  text: string
  dimension: string | null
  type: string | null
  group: string
  cluster: string | null
  fate: string
  fate_note: string | null
}
export interface Scenario {
  stimulus: { title: string; versions: { text: string }[] }[]
  title: string
  shared_object: string
  matrix: { dimensions: { id: string; label: string }[]; intelligence_types: { id: string; label: string; short: string }[] }
  stakeholder_groups: { id: string; label: string; raci: object }[]
  rounds: { columns: string[] }[]
  clusters: { id: string; round: number; label: string }[]
  contradictions: { title: string; pole_a: string; pole_b: string; evidence_notes: string[]; cue: string }[]
  decisions: { text: string }[]
  notes: Note[]
  expected: { notes_by_round: Record<string, number>; carried_forward_by_round: Record<string, number>; notes_unplaced: number }
}

const press = (person: Person, name: string | RegExp) => person.page.getByRole('button', { name }).first().click()

/** Everything that reaches a page: answers of the server, and messages of its sockets. */
function eavesdrop(page: Page): () => string {
  const kept: string[] = []
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => kept.push(payload.toString())))
  page.on('response', async (answer) => {
    if (answer.url().includes('/api/')) kept.push(await answer.text().catch(() => ''))
  })
  return () => kept.join('\n')
}

/** A facilitator has opened the first round of 120 minutes; three participants and a projector are there. */
export async function startScenario(browser: Browser, url: string, file: Scenario) {
  const facilitator = await Person.come(browser)
  const { page } = facilitator
  const { request } = page
  const made = await request.post(`${url}/api/stocktakes`, {
    data: { title: file.title, sharedObject: file.shared_object, template: 'care-standard' },
  })
  const { stocktakeId: id, joinCode: code } = await made.json()
  const at = `${url}/api/stocktakes/${id}`
  const headers = { origin: url }
  const groups = file.stakeholder_groups.map(({ raci: _raci, ...group }) => ({ ...group, short: group.label.slice(0, 24).trim() }))
  expect((await request.put(`${at}/groups`, { headers, data: { groups } })).status()).toBe(200)
  const smallGroups = Object.fromEntries(groups.map((group) => [group.id, { as: 'shown' }]))
  expect((await request.patch(at, { headers, data: { settings: { smallGroups } } })).status()).toBe(200)
  expect((await request.patch(`${at}/rounds/1`, { headers, data: { columns: file.rounds[0]?.columns } })).status()).toBe(200)

  const [vignette] = file.stimulus
  const stimulus = { kind: 'text', title: vignette?.title, text: vignette?.versions[0]?.text }
  expect((await request.post(`${at}/rounds/1/stimulus`, { headers, data: stimulus })).status()).toBe(201)

  await page.goto(`${url}/s/${id}/setup#rounds`)
  await press(facilitator, '120 minutes')
  await press(facilitator, 'Save: steps of round 1')
  await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible()
  await facilitator.open('?lens=table')
  await press(facilitator, 'Menu')
  await page.getByRole('menuitem', { name: 'Open round 1…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Open round 1' }).click()

  const projector = await page.context().newPage()
  await projector.setViewportSize({ width: 1920, height: 1080 })
  const onProjector = eavesdrop(projector)
  await projector.goto(`${url}/s/${id}/show`)

  const joined = async (group: string, name: string, options = {}) => {
    const person = await Person.come(browser, options)
    const heard = eavesdrop(person.page)
    await person.join(url, code, file.stakeholder_groups.find((one) => one.id === group)?.label ?? '', name)
    return { person, heard }
  }
  const [ana, ben, dee] = [await joined('cmht', 'Ana'), await joined('lived', 'Ben'), await joined('primary', 'Dee', PHONE)]
  for (const { person } of [ana, ben]) await person.open('?lens=table')
  await sees(facilitator, '4 here')
  return { facilitator, projector, onProjector, ana, ben, dee, at, id }
}
