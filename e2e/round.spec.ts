import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Locator, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { look } from './look.ts'
import { type Person, sees } from './people.ts'
import { type Note, type Scenario, startScenario } from './scenario.ts'
import { serverOfFile } from './server.ts'

/**
 * A whole led round of the main scenario: a facilitator, three participants and a projector go through every step of 120
 * minutes, each with the buttons that they see. What reaches each of them is kept, byte for byte.
 */

const server = serverOfFile()

const press = (person: Person, name: string | RegExp) => person.page.getByRole('button', { name }).first().click()
const panel = (person: Person, name: string): Locator => person.page.getByRole('region', { name, exact: true })
const act = async (person: Person, text: string, action: string) => {
  await person
    .note(text)
    .first()
    .getByRole('button', { name: /^Actions for the note/ })
    .click()
  await person.page.getByRole('menuitem', { name: action }).click()
}

test('[L1] [L11] [L36] [L39] [P9] [P10] [V1] a whole round of the main scenario, from silence to what goes forward', async ({ browser }) => {
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
  const { facilitator, projector, onProjector, ana, ben, dee, at } = await startScenario(browser, server.url, file)
  const { page } = facilitator
  const participants = [ana.person, ben.person, dee.person]
  const everybody = [facilitator, ...participants]
  const onScreen = (text: string | RegExp) => expect(projector.getByText(text).locator('visible=true').first()).toBeVisible()
  const step = async (title: string, number: number) => {
    // The first step begins with the round; meanwhile the projector shows how to join.
    if (number > 1) await press(facilitator, `Move 4 people to ${title}`)
    for (const person of everybody) await sees(person, `Step ${number} of 11`)
    await onScreen(number > 1 ? title : 'or scan')
    await look(page, `step-${number}-facilitator`)
    await look(ana.person.page, `step-${number}-participant`)
    await look(dee.person.page, `step-${number}-phone`)
    await look(projector, `step-${number}-projector`)
  }

  await test.step('open, recap, mirror', async () => {
    await step('Open', 1)
    await step('What we heard', 2)
    await step('Meet the mirror', 3)
    await onScreen(file.stimulus[0]?.versions[0]?.text ?? '')
    // A phone goes by itself to what a step is about.
    await sees(dee.person, file.stimulus[0]?.versions[0]?.text ?? '')
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
    await look(page, 'written-facilitator')
    await look(ana.person.page, 'written-participant')
    await look(dee.person.page, 'written-phone')
    await look(projector, 'written-projector')
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
    await look(ana.person.page, 'clustered-participant')
    await look(dee.person.page, 'clustered-phone')
    await look(projector, 'clustered-projector')
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
    await look(page, 'tension-facilitator')
    await look(dee.person.page, 'tension-phone')
    await look(projector, 'tension-projector')
  })

  const strongest = textOf('n106')
  await test.step('a ballot: hidden until it closes, and nobody learns who gave what', async () => {
    await step('Vote', 9)
    await press(facilitator, 'Open a ballot')
    await sees(facilitator, `${words.length - file.expected.notes_unplaced} to choose from`)
    await press(facilitator, /^Let \d+ people vote$/)
    for (const person of participants) {
      await sees(person, /of 5 votes left/)
      await press(person, `Give a vote to: ${strongest}`)
    }
    await press(ben.person, `Give a vote to: ${textOf('n111')}`)
    await press(ben.person, `Strongly disagree with: ${textOf('n114')}`)
    await sees(facilitator, '3 of 3 people have voted')
    await look(dee.person.page, 'voting-phone')
    await look(projector, 'voting-projector')
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
    await look(page, 'voted-facilitator')
    await look(dee.person.page, 'voted-phone')
    await look(projector, 'voted-projector')
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
    await look(page, 'carry-facilitator')
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
    await look(page, 'round-2-facilitator')
    await look(dee.person.page, 'round-2-phone')
    await look(projector, 'round-2-projector')
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
