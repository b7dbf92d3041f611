import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { everybodyLeaves, Person } from './people.ts'
import { openServer, type TestServer } from './server.ts'

/**
 * A whole led round of the main scenario: a facilitator, three participants and a projector go through every step of 120
 * minutes, each with the buttons that they see. What reaches each of them is kept, byte for byte.
 */

interface Note {
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
interface Scenario {
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

let server: TestServer
test.beforeAll(async () => {
  server = await openServer()
})
test.afterEach(everybodyLeaves)
test.afterAll(() => server.remove())

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const shot = async (page: Page, name: string) => void (process.env.SHOTS && (await page.screenshot({ path: `${process.env.SHOTS}/${name}.png` })))

const press = (person: Person, name: string | RegExp) => person.page.getByRole('button', { name }).first().click()
const sees = (person: Person, text: string | RegExp) => expect(person.page.getByText(text).first()).toBeVisible()
const panel = (person: Person, name: string): Locator => person.page.getByRole('region', { name, exact: true })
const act = async (person: Person, text: string, action: string) => {
  await person
    .note(text)
    .first()
    .getByRole('button', { name: /^Actions for the note/ })
    .click()
  await person.page.getByRole('menuitem', { name: action }).click()
}

/** Everything that reaches a page: answers of the server, and messages of its sockets. */
function eavesdrop(page: Page): () => string {
  const kept: string[] = []
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => kept.push(payload.toString())))
  page.on('response', async (answer) => {
    if (answer.url().includes('/api/')) kept.push(await answer.text().catch(() => ''))
  })
  return () => kept.join('\n')
}

async function workshop(browser: Browser, file: Scenario) {
  const facilitator = await Person.come(browser)
  const { page } = facilitator
  const { request } = page
  const made = await request.post(`${server.url}/api/stocktakes`, {
    data: { title: file.title, sharedObject: file.shared_object, template: 'care-standard' },
  })
  const { stocktakeId: id, joinCode: code } = await made.json()
  const at = `${server.url}/api/stocktakes/${id}`
  const headers = { origin: server.url }
  const groups = file.stakeholder_groups.map(({ raci: _raci, ...group }) => ({ ...group, short: group.label.slice(0, 24).trim() }))
  expect((await request.put(`${at}/groups`, { headers, data: { groups } })).status()).toBe(200)
  const smallGroups = Object.fromEntries(groups.map((group) => [group.id, { as: 'shown' }]))
  expect((await request.patch(at, { headers, data: { settings: { smallGroups } } })).status()).toBe(200)
  expect((await request.patch(`${at}/rounds/1`, { headers, data: { columns: file.rounds[0]?.columns } })).status()).toBe(200)

  const [vignette] = file.stimulus
  const stimulus = { kind: 'text', title: vignette?.title, text: vignette?.versions[0]?.text }
  expect((await request.post(`${at}/rounds/1/stimulus`, { headers, data: stimulus })).status()).toBe(201)

  await page.goto(`${server.url}/s/${id}/setup#rounds`)
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
  await projector.goto(`${server.url}/s/${id}/show`)

  const joined = async (group: string, name: string, options = {}) => {
    const person = await Person.come(browser, options)
    const heard = eavesdrop(person.page)
    await person.join(server.url, code, file.stakeholder_groups.find((one) => one.id === group)?.label ?? '', name)
    return { person, heard }
  }
  const [ana, ben, dee] = [await joined('cmht', 'Ana'), await joined('lived', 'Ben'), await joined('primary', 'Dee', PHONE)]
  for (const { person } of [ana, ben]) await person.open('?lens=table')
  await sees(facilitator, '4 here')
  return { facilitator, projector, onProjector, ana, ben, dee, at, id }
}

test('[L1] [L11] [L36] [P9] [P10] [V1] a whole round of the main scenario, from silence to what goes forward', async ({ browser }) => {
  test.setTimeout(240_000)
  const file: Scenario = JSON.parse(await readFile(join(import.meta.dirname, '../server/examples/pcsp-mental-health-ics.json'), 'utf8'))
  const words = file.notes.filter((note) => note.round === 1)
  const of = (group: string) => words.filter((note) => note.group === group)
  const textOf = (id: string) => words.find((note) => note.id === id)?.text ?? ''
  const place = ({ dimension, type }: Note) => {
    const row = file.matrix.dimensions.find((one) => one.id === dimension)?.label
    const column = file.matrix.intelligence_types.find((one) => one.id === type)?.short
    return row && column ? `${row}, ${column}` : 'Parking lot'
  }
  const { facilitator, projector, onProjector, ana, ben, dee, at } = await workshop(browser, file)
  const { page } = facilitator
  const participants = [ana.person, ben.person, dee.person]
  const everybody = [facilitator, ...participants]
  const onScreen = (text: string | RegExp) => expect(projector.getByText(text).locator('visible=true').first()).toBeVisible()
  const step = async (title: string, number: number) => {
    // The first step begins with the round; meanwhile the projector shows how to join.
    if (number > 1) await press(facilitator, `Move 4 people to ${title}`)
    for (const person of everybody) await sees(person, `Step ${number} of 11`)
    await onScreen(number > 1 ? title : 'or scan')
    await shot(page, `step-${number}-facilitator`)
    await shot(ana.person.page, `step-${number}-participant`)
    await shot(dee.person.page, `step-${number}-phone`)
    await shot(projector, `step-${number}-projector`)
  }

  await test.step('open, recap, mirror', async () => {
    await step('Open', 1)
    await step('What we heard', 2)
    await step('Meet the mirror', 3)
    await onScreen(file.stimulus[0]?.versions[0]?.text ?? '')
  })

  const drafts = [
    { by: ana, notes: of('cmht') },
    { by: ben, notes: of('lived') },
    { by: dee, notes: of('primary') },
  ]
  const silent = drafts.flatMap(({ notes }) => notes)
  await test.step('everybody writes alone; nobody is sent a word of another', async () => {
    await step('Write alone', 4)
    for (const { by, notes } of drafts.slice(0, 2)) {
      for (const note of notes) {
        const [row = '', column = ''] = place(note).split(', ')
        for (const [label, option] of [
          ['Row', row],
          ['Column', column],
        ] as const) {
          await by.person.page.getByRole('combobox', { name: label, exact: true }).selectOption({ label: option })
        }
        const box = by.person.page.getByRole('textbox', { name: `Write a note in ${place(note)}` })
        await box.fill(note.text)
        await box.press('Enter')
        await expect(by.person.note(note.text)).toBeVisible()
      }
    }
    for (const note of of('primary')) await dee.person.writeOnPhone(place(note), note.text)
    for (const person of everybody) await sees(person, `${silent.length} notes by 3 people so far`)
    await onScreen(`${silent.length} notes by 3 people so far`)
    for (const { by } of drafts) await by.person.isSaved()
    await shot(page, 'written-facilitator')
    await shot(ana.person.page, 'written-participant')
    await shot(dee.person.page, 'written-phone')
    await shot(projector, 'written-projector')
    for (const { by, notes } of drafts)
      for (const { text } of silent.filter((note) => !notes.includes(note))) expect(by.heard().includes(text), text).toBe(false)
    for (const { text } of silent) {
      expect(onProjector().includes(text), text).toBe(false)
      await expect(facilitator.note(text)).toHaveCount(0)
    }
  })

  await test.step('the reveal: all at once, on every screen', async () => {
    await press(facilitator, `Reveal ${silent.length} notes to 4 people`)
    for (const person of [facilitator, ana.person, ben.person]) for (const { text } of silent) await expect(person.note(text)).toHaveCount(1)
    await step('Reveal and place', 5)
    await dee.person.page.getByRole('button', { name: 'Board', exact: true }).click()
    for (const row of file.matrix.dimensions) {
      await press(dee.person, new RegExp(`^${row.label}`))
      for (const { text } of silent.filter(({ dimension }) => dimension === row.id)) await expect(dee.person.note(text)).toHaveCount(1)
    }
    await onScreen(textOf('n111'))
  })

  await test.step('talk; what was said at the tables of other groups is typed for them', async () => {
    await step('Talk in groups', 6)
    for (const group of ['social_vcs', 'digital', 'leaders']) {
      await press(facilitator, /Write for$/)
      await page.getByRole('option', { name: file.stakeholder_groups.find((one) => one.id === group)?.label ?? '' }).click()
      await facilitator.bring(of(group).map((note) => ({ cell: place(note), text: note.text })))
    }
    await facilitator.isSaved()
    for (const { text } of words) await expect(ben.person.note(text)).toHaveCount(1)
  })

  const theme = (person: Person, name: string) => person.page.locator('[data-theme]').filter({ has: person.page.getByRole('heading', { name }) })
  const clusters = file.clusters.filter(({ round }) => round === 1)
  await test.step('what belongs together is put together, and named', async () => {
    await step('Cluster and name', 7)
    for (const [i, { id, label }] of clusters.entries()) {
      const by = i % 2 ? ana.person : facilitator
      await by.page.getByRole('button', { name: 'Select several notes' }).click()
      const inside = words.filter((note) => note.cluster === id)
      for (const { text } of inside)
        await by.page
          .getByText('Select', { exact: true })
          .and(by.note(text).getByText('Select', { exact: true }))
          .click()
      await expect(by.page.getByText(`${inside.length} notes selected`)).toBeVisible()
      await by.page.getByRole('button', { name: 'Group these' }).click()
      await by.page.getByRole('textbox', { name: 'Name of the theme' }).fill(label)
      await by.page.keyboard.press('Enter')
      await expect(theme(ben.person, label).first()).toBeVisible()
    }
    for (const { text } of words) await expect(ben.person.note(text)).toHaveCount(1)
    await shot(ana.person.page, 'clustered-participant')
    await shot(dee.person.page, 'clustered-phone')
    await shot(projector, 'clustered-projector')
  })

  const [audits] = file.contradictions
  await test.step('a contradiction is named by a participant, and stands for all', async () => {
    await step('Name tensions', 8)
    const evidence = (audits?.evidence_notes ?? []).filter((id) => textOf(id))
    await act(ana.person, textOf(evidence[0] ?? ''), 'Name a tension with…')
    const dialog = ana.person.page.getByRole('dialog')
    for (const id of evidence.slice(1)) await dialog.getByRole('checkbox', { name: textOf(id) }).click({ force: true })
    await expect(dialog.getByText(`${evidence.length} notes picked`)).toBeVisible()
    await dialog.getByLabel('On the one hand').fill(audits?.pole_a ?? '')
    await dialog.getByLabel('On the other hand').fill(audits?.pole_b ?? '')
    await dialog.getByRole('button', { name: 'Name it' }).click()
    for (const person of [facilitator, ana.person, ben.person])
      await expect(
        panel(person, 'Tensions')
          .locator('[data-tension]')
          .filter({ hasText: audits?.pole_a ?? '' }),
      ).toBeVisible()
    await dee.person.page.getByRole('button', { name: 'Tensions' }).first().click()
    await expect(panel(dee.person, 'Tensions').locator('[data-tension]')).toHaveCount(1)
    await onScreen(audits?.pole_b ?? '')
    await shot(page, 'tension-facilitator')
    await shot(dee.person.page, 'tension-phone')
    await shot(projector, 'tension-projector')
  })

  const strongest = textOf('n106')
  await test.step('a ballot: hidden until it closes, and nobody learns who gave what', async () => {
    await step('Vote', 9)
    await press(facilitator, 'Open a ballot')
    await sees(facilitator, `${words.length - file.expected.notes_unplaced} to choose from`)
    await press(facilitator, /^Let \d+ people vote$/)
    for (const person of participants) {
      const go = person.page.getByRole('button', { name: 'Go to the votes' })
      if (await go.isVisible()) await go.click()
      await sees(person, /of 5 votes left/)
      await press(person, `Give a vote to: ${strongest}`)
    }
    await press(ben.person, `Give a vote to: ${textOf('n111')}`)
    await press(ben.person, `Strongly disagree with: ${textOf('n114')}`)
    await sees(facilitator, '3 of 3 people have voted')
    await shot(dee.person.page, 'voting-phone')
    await shot(projector, 'voting-projector')
    const counts = '"votes":{"'
    expect(onProjector()).not.toContain(counts)
    await press(facilitator, 'Close the ballot')
    await press(facilitator, 'Close and show the counts')
    for (const person of [facilitator, ana.person, ben.person]) {
      const result = panel(person, 'What matters most?')
      await expect(result.getByRole('listitem').first()).toContainText(strongest)
      await expect(result.getByRole('listitem').first()).toContainText('3 votes')
      await expect(result.getByRole('listitem').filter({ hasText: textOf('n114') })).toContainText('1 strongly disagrees')
    }
    await onScreen('3 votes')
    await onScreen(textOf('n114'))
    await onScreen(/1 strongly disagrees/)
    expect(onProjector()).toContain(counts)
    await expect(panel(dee.person, 'What matters most?').getByRole('listitem').first()).toBeInViewport()
    await shot(page, 'voted-facilitator')
    await shot(dee.person.page, 'voted-phone')
    await shot(projector, 'voted-projector')
  })

  await test.step('carry: the facilitator decides on every note as the scenario did', async () => {
    await step('Carry or park', 10)
    await facilitator.open('/carry')
    const list = page.getByRole('navigation', { name: 'Notes' })
    for (const [i, { text, fate, fate_note }] of words.entries()) {
      await list.getByRole('button', { name: text }).click()
      const because = async (action: string, done: string) => {
        await page.getByRole('button', { name: action, exact: true }).click()
        await page.getByLabel('Reason, in one line').fill(fate_note ?? '')
        await page.getByRole('button', { name: done }).click()
      }
      if (fate === 'answered') await because('Answered', 'Mark as answered')
      else if (fate === 'parked') await because('Park', 'Park it')
      else await page.getByRole('button', { name: 'Keep', exact: true }).click()
      await expect(page.getByText(`${i + 1} of ${words.length} decided`).first()).toBeVisible()
    }
    await shot(page, 'carry-facilitator')
    await facilitator.open('?lens=table')
    await step('Close', 11)
  })

  await test.step('close, and the next round begins with what was carried', async () => {
    await facilitator.open('/carry')
    await press(facilitator, 'Close round 1…')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Close round 1 for everybody' }).click()
    await sees(facilitator, 'Round 1 is closed')
    await press(facilitator, 'Open round 2 for everybody')
    await page.waitForURL(/\/s\/[^/]+$/)
    await sees(ana.person, /Round 2 is open now/)
    await shot(page, 'round-2-facilitator')
    await shot(dee.person.page, 'round-2-phone')
    await shot(projector, 'round-2-projector')
  })

  await test.step('the record has the numbers of the scenario, and nothing of who gave which vote', async () => {
    const csv = await page.request.get(`${at}/export.csv?round=all`)
    const rows: Record<string, string>[] = parse(await csv.body(), { bom: true, columns: true })
    const first = rows.filter((row) => row.round === '1')
    expect(first.map((row) => row.text).sort()).toEqual(words.map(({ text }) => text).sort())
    expect(first).toHaveLength(file.expected.notes_by_round['1'] ?? 0)
    expect(first.filter((row) => row.outcome === 'carried')).toHaveLength(file.expected.carried_forward_by_round['1'] ?? 0)
    const second = rows.filter((row) => row.round === '2')
    expect(second).toHaveLength(file.expected.carried_forward_by_round['1'] ?? 0)
    const [{ record }] = (await (await page.request.get(`${at}/export.json`)).json()).records
    expect(record.board.themes.map(({ label }: { label: string }) => label).sort()).toEqual(clusters.map(({ label }) => label).sort())
    expect(record.board.contradictions).toMatchObject([{ poleA: audits?.pole_a, poleB: audits?.pole_b }])
    // Members are known by ids; none of them stands beside a vote, and no name anywhere.
    const whole = JSON.stringify(record)
    for (const name of ['Ana', 'Ben', 'Dee']) expect(whole).not.toContain(`"${name}"`)
  })
})
