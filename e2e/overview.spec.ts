import { type Browser, expect, type Page, test } from '@playwright/test'
import { Person, PHONE, sees } from './people.ts'
import { serverOfFile } from './server.ts'
import { type Started, startStocktake } from './start.ts'

const server = serverOfFile()

const CELL = 'Practice, Barriers'
const press = (person: Person, name: string | RegExp) => person.page.getByRole('button', { name, exact: typeof name === 'string' }).click()
const panel = (person: Person, name: string) => person.page.getByRole('region', { name, exact: true })

/** A round without steps is open; Ana and Ben, of one group, are at laptops, and Dee, a manager, has a phone. */
async function workshop(browser: Browser) {
  const started = await startStocktake(browser, server.url)
  const { facilitator, url, id, code } = started
  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  const [ana, ben] = [await Person.join(browser, started, 'Ana'), await Person.join(browser, started, 'Ben')]
  for (const person of [ana, ben]) await person.page.goto(`${url}/s/${id}?lens=table`)
  const dee = await Person.come(browser, PHONE)
  await dee.join(url, code, 'Managers and commissioners', 'Dee')
  await sees(facilitator, '4 here')
  return { ...started, ana, ben, dee }
}

/** What facilitators can ask the server for without a page of their own for it. */
async function post({ url, id }: Started, page: Page, path: string, data: object = {}) {
  const answer = await page.request.post(`${url}/api/stocktakes/${id}${path}`, { data, headers: { origin: url } })
  expect(answer.ok(), await answer.text()).toBe(true)
  return answer.json()
}

test('[O1] [O3] [O4] a facilitator sees where people write and marks a cell as full, and words meant for it are kept', async ({ browser }) => {
  const { facilitator, ana, ben, dee } = await workshop(browser)
  await ana.write(CELL, 'Nobody reads the plan')
  await ben.write(CELL, 'It is typed twice')
  await ana.write('Policy, Current', 'Two audits')
  await press(facilitator, 'Coverage')
  const coverage = panel(facilitator, 'Coverage')
  const cell = coverage.getByRole('button', { name: /^Practice, Barriers: 2 notes/ })
  await expect(cell).toBeVisible()
  await expect(coverage.getByRole('listitem').filter({ hasText: 'Technology, Barriers' })).toBeVisible()
  await expect(coverage.getByText('Too early to say.')).toBeVisible()

  // Ana is in the middle of a note, and Dee too, when the cell becomes full.
  await press(ana, `Add a note to ${CELL}`)
  await ana.page.getByRole('textbox', { name: `New note in ${CELL}` }).fill('Half a thought')
  await cell.click()
  await facilitator.page.getByRole('menuitem', { name: 'Mark as full for now' }).click()
  await expect(coverage.getByRole('button', { name: /^Practice, Barriers: 2 notes, full for now/ })).toBeVisible()
  await expect(ben.cell(CELL).getByText('Full for now: write elsewhere, or in the parking lot.')).toBeVisible()
  await expect(ben.page.getByRole('button', { name: `Add a note to ${CELL}` })).toHaveCount(0)
  await expect(facilitator.page.getByRole('button', { name: `Add a note to ${CELL}` })).toBeVisible()
  await expect(ana.page.getByRole('textbox', { name: `New note in ${CELL}` })).toHaveValue('Half a thought')
  await ana.cell(CELL).getByRole('button', { name: 'Put it in the parking lot' }).click()
  await expect(facilitator.noteIn('Parking lot', 'Half a thought')).toBeVisible()

  // On the phone the cell is not offered, and moving there neither.
  await dee.writeOnPhone('Practice, Current', 'I print it out')
  await expect(facilitator.noteIn('Practice, Current', 'I print it out')).toBeVisible()
  await dee
    .note('I print it out')
    .getByRole('button', { name: /^Actions for the note/ })
    .click()
  await dee.page.getByRole('menuitem', { name: 'Move to…' }).click()
  await expect(dee.page.getByRole('dialog').getByRole('button', { name: CELL })).toBeDisabled()
  await dee.page.keyboard.press('Escape')

  await coverage.getByRole('button', { name: /^Practice, Barriers: 2 notes, full for now/ }).click()
  await facilitator.page.getByRole('menuitem', { name: 'Take notes here again' }).click()
  await ben.write(CELL, 'There is room again')
})

test('[G1] [G2] [G3] [G5] [G6] [G7] people sit at tables, on table, phone and canvas, and one press brings them back', async ({ browser }) => {
  const { facilitator, ana, ben, dee } = await workshop(browser)
  await ana.write('Policy, Current', 'Written before')
  await press(facilitator, 'Tables')
  const tables = panel(facilitator, 'Tables')
  await tables.getByText('Each group for itself').click()
  const first = tables.getByRole('group', { name: /Managers/ })
  await first.getByRole('button', { name: /^All cells/ }).click()
  await facilitator.page.getByRole('option', { name: 'Row: Practice' }).click()
  const other = tables.getByRole('group', { name: /Clinicians/ })
  await other.getByRole('button', { name: /^All cells/ }).click()
  await facilitator.page.getByRole('option', { name: 'Row: Culture' }).click()
  await tables.getByText('Each table writes in its own cells alone').click()
  await press(facilitator, 'Seat 3 people')

  await sees(dee, /^You are at Table \d, Managers: Practice$/)
  await sees(ana, /^You are at Table \d, Clinicians: Culture$/)
  await expect(ana.cell('Culture, Current').getByText('Your table')).toBeVisible()
  // Its row comes first; all others are read as before.
  await expect(ana.page.getByRole('heading', { level: 2 }).filter({ hasText: /^(Policy|Practice|Culture|Technology)$/ })).toHaveText([
    'Culture',
    'Policy',
    'Practice',
    'Technology',
  ])
  await expect(ana.noteIn('Policy, Current', 'Written before')).toBeVisible()
  await expect(ana.page.getByRole('button', { name: 'Add a note to Policy, Current' })).toHaveCount(0)
  await ana.write('Culture, Current', 'From our table')
  await expect(facilitator.noteIn('Culture, Current', 'From our table').getByText(/^At Table \d, Clinicians$/)).toBeVisible()
  await dee.page.getByRole('textbox', { name: /^Write a note in Practice,/ }).fill('From the phone')
  await press(dee, 'Add')
  await expect(facilitator.note('From the phone')).toBeVisible()

  // On the canvas the view goes to the own cells, and the others stand back.
  await press(ben, 'Canvas')
  await expect(ben.page.locator('[data-table="mine"]').first()).toBeVisible()
  await expect(ben.page.locator('[data-table="other"]').first()).toBeAttached()

  // A person is moved to another table, by name.
  await tables.getByRole('button', { name: /Ben sits at/ }).click()
  await facilitator.page.getByRole('option', { name: /Managers$/ }).click()
  await sees(ben, /^You are at Table \d, Managers: Practice$/)

  await facilitator.page.getByRole('button', { name: 'Bring everybody back (3 people)' }).first().click()
  for (const person of [ana, ben, dee]) await expect(person.page.getByText(/^You are at /)).toHaveCount(0)
  await expect(ana.noteIn('Culture, Current', 'From our table')).toBeVisible()
  await ana.write('Policy, Current', 'In the plenary again')
  await expect(ben.page.locator('[data-table="other"]')).toHaveCount(0)
})

test('[O5] [O6] the mirror of a closed round goes to the next, and the recap tells everybody what they brought', async ({ browser }) => {
  const world = await workshop(browser)
  const { facilitator, ana, dee, url, id } = world
  const { page } = facilitator
  await ana.write(CELL, 'I type at night')
  await ana.write(CELL, 'The car park')
  const { rounds } = await (await page.request.get(`${url}/api/stocktakes/${id}`)).json()
  expect(rounds[0].state).toBe('open')
  const note = async (text: string) => (await facilitator.note(text).getAttribute('data-note')) ?? ''
  await expect(facilitator.note('The car park')).toBeVisible()
  const [kept, left] = [await note('I type at night'), await note('The car park')]
  await post(world, page, '/rounds/1/carry', { sources: [{ round: 1, note: kept }], action: 'refined', texts: ['Typed with the person'], as: 'note' })
  await post(world, page, '/rounds/1/carry', { sources: [{ round: 1, note: left }], action: 'parked', reason: 'For another group' })
  await post(world, page, '/rounds/1/close')

  await press(facilitator, 'Add the mirror of round 1 to round 2…')
  const text = page.getByLabel('What people will read')
  await expect(text).toHaveValue(/2 notes in 1 of 8 cells/)
  await text.fill(`${await text.inputValue()}\nWhat do you make of it?`)
  await press(facilitator, 'Add this mirror to round 2')
  await sees(facilitator, 'The mirror is on the shelf of round 2.')

  const step = { instruction: '', minutes: 5, cells: null, may: { add: false, edit: false, move: false, group: false, vote: false } }
  const steps = [
    { ...step, id: 'r', kind: 'recap', title: 'What we heard' },
    { ...step, id: 't', kind: 'talk', title: 'Talk', may: { ...step.may, add: true } },
  ]
  await page.request.put(`${url}/api/stocktakes/${id}/rounds/2/steps`, { data: { steps }, headers: { origin: url } })
  await post(world, page, '/rounds/2/open')
  const late = await Person.come(browser, PHONE)
  await late.join(url, world.code, 'Clinicians and practitioners')
  for (const person of [ana, dee, late]) {
    const recap = panel(person, 'Recap')
    await expect(recap.getByText('Typed with the person')).toBeVisible()
    await expect(recap.getByText('First said in round 1: I type at night')).toBeVisible()
    await expect(recap.getByText('Parked: For another group')).toBeVisible()
    await expect(recap.getByText(/^New: Mirror of round 1/)).toBeVisible()
  }
  await expect(ana.page.getByText('What do you make of it?').first()).toBeVisible()
  const projector = await page.context().newPage()
  await projector.goto(`${url}/s/${id}/show`)
  for (const words of ['Typed with the person', /^New: Mirror of round 1/]) await expect(projector.getByText(words)).toBeVisible()
  await projector.close()
  // When the step is over people are back where they can write.
  await press(facilitator, /^Move \d people to Talk$/)
  await expect(panel(ana, 'Recap')).toHaveCount(0)
  await expect(dee.page.getByRole('textbox', { name: /^Write a note in/ })).toBeVisible()
})
