import { type Browser, expect, test } from '@playwright/test'
import { Person, PHONE, sees } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

const server = serverOfFile()

const press = (person: Person, name: string | RegExp) =>
  person.page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click()
const choose = (person: Person, name: string | RegExp) => person.page.getByRole('menuitem', { name }).click()
const doesNotSee = (person: Person, text: string | RegExp) => expect(person.page.getByText(text)).toHaveCount(0)

/** A facilitator leads a round of steps, with two people at tables and one on a phone. */
async function workshop(browser: Browser) {
  const started = await startStocktake(browser, server.url, { isPrepared: false })
  const { facilitator, url, id, code } = started
  const { request } = facilitator.page
  const may = { add: true, edit: true, move: true, group: false, vote: false }
  const step = (stepId: string, title: string) => ({ id: stepId, kind: 'talk', title, instruction: 'Say what you see.', minutes: 5, cells: null, may })
  const steps = [step('a', 'Talk about it'), step('b', 'Talk again')]
  const headers = { 'sec-fetch-site': 'same-origin' }
  expect((await request.put(`${url}/api/stocktakes/${id}/rounds/1/steps`, { data: { steps }, headers })).status()).toBe(200)
  expect((await request.post(`${url}/api/stocktakes/${id}/rounds/1/open`, { data: {}, headers })).status()).toBe(200)
  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  const low = { viewport: { width: 1200, height: 560 } }
  const [ana, ben] = [await Person.join(browser, started, 'Ana', low), await Person.join(browser, started, 'Ben', low)]
  for (const person of [ana, ben]) await person.page.goto(`${url}/s/${id}?lens=table`)
  const phone = await Person.come(browser, PHONE)
  await phone.join(url, code, 'Clinicians and practitioners', 'Dee')
  await sees(facilitator, '4 here')
  return { ...started, ana, ben, phone }
}

test('[L30] [L31] people say that they are ready, everybody hears how many, and the next step begins anew', async ({ browser }) => {
  const { facilitator, ana, ben, phone } = await workshop(browser)
  await press(ana, 'I am ready')
  await press(phone, 'I am ready')
  for (const person of [ben, phone]) await sees(person, '2 of 3 ready')
  await press(facilitator, '2 of 3 ready')
  const dialog = facilitator.page.getByRole('dialog', { name: 'Who is ready' })
  await expect(dialog.getByText('2 of 3')).toBeVisible()
  await expect(dialog.getByText('Ana')).toHaveCount(0)
  await facilitator.page.keyboard.press('Escape')
  const again = await ana.anotherTab()
  await again.page.goto(ana.page.url())
  await expect(again.page.getByRole('button', { name: 'I am ready: yes' })).toHaveAttribute('aria-pressed', 'true')
  await press(again, 'I am ready: yes')
  await expect(ana.page.getByRole('button', { name: 'I am ready', exact: true })).toBeVisible()
  await press(facilitator, 'Move 4 people to Talk again')
  for (const person of [ben, phone]) await sees(person, '0 of 3 ready')
})

test('[L34] a pause stops writing and the clock, keeps what was typed, and is lifted for all', async ({ browser }) => {
  const { facilitator, ana, phone } = await workshop(browser)
  await press(facilitator, 'Start the clock for 5 minutes')
  const box = ana.page.getByRole('textbox', { name: /^Write a note in/ })
  await box.fill('half a thought')
  await press(facilitator, 'Everybody')
  await choose(facilitator, 'Pause everybody')
  for (const person of [ana, phone]) await sees(person, 'Paused by the facilitator. What you typed is kept.')
  await sees(facilitator, 'Everybody pauses.')
  await sees(ana, 'paused')
  await expect(box).toHaveCount(0, { timeout: 10_000 })
  await sees(ana, 'Your half-written words are kept: “half a thought”')
  await press(facilitator, 'Let everybody go on')
  await expect(box).toHaveValue('half a thought')
  await expect(ana.page.getByText('paused', { exact: true })).toHaveCount(0)
  await press(ana, 'Add')
  await expect(ana.note('half a thought').first()).toBeVisible()
})

test('[L32] [L33] a facilitator suggests, brings and keeps; who writes is asked, the phone goes along, and it is released', async ({ browser }) => {
  const { facilitator, ana, ben, phone, url, id } = await workshop(browser)
  const show = async (place: string, how: string, go: string | RegExp) => {
    await press(facilitator, 'Everybody')
    await choose(facilitator, 'Show everybody')
    const dialog = facilitator.page.getByRole('dialog', { name: 'Show everybody' })
    await dialog.getByRole('button', { name: /What$/ }).click()
    await facilitator.page.getByRole('option', { name: place, exact: true }).click()
    await dialog.getByRole('radio', { name: how }).check({ force: true })
    await dialog.getByRole('button', { name: go }).click()
  }
  const isIn = (person: Person, cell: string) => expect(person.cell(cell).first()).toBeInViewport({ ratio: 0.6 })
  await phone.page.getByRole('button', { name: 'Write', exact: true }).first().click()

  await show('Technology, Current', 'Suggest it', 'Suggest it to 4 people')
  await sees(ana, 'The facilitator shows everybody Technology, Current.')
  await expect(ana.cell('Technology, Current')).not.toBeInViewport({ ratio: 0.6 })
  await press(ana, 'Go there')
  await isIn(ana, 'Technology, Current')

  const box = ben.page.getByRole('textbox', { name: /^Write a note in/ })
  await box.fill('in the middle')
  await show('Culture, Current', 'Bring everybody there', 'Bring 4 people there')
  await isIn(ana, 'Culture, Current')
  await isIn(phone, 'Culture, Current')
  await sees(ben, 'The facilitator shows everybody Culture, Current.')
  await expect(box).toBeFocused()
  await expect(box).toHaveValue('in the middle')

  // Somebody who comes now goes there too.
  const late = await ana.anotherTab()
  await late.page.goto(`${url}/s/${id}?lens=table`)
  await isIn(late, 'Culture, Current')

  await show('Technology, Current', 'Keep everybody there', 'Keep 4 people there')
  await isIn(ana, 'Technology, Current')
  await sees(ana, 'The facilitator keeps everybody at Technology, Current. You can still write.')
  await ana.page.mouse.move(700, 250)
  await ana.page.mouse.wheel(0, -3000)
  await isIn(ana, 'Policy, Current')
  await isIn(ana, 'Technology, Current')
  await press(facilitator, 'Release everybody')
  for (const person of [ana, ben, phone]) await doesNotSee(person, /keeps everybody/)
})

test('[J20] [J21] [J22] a facilitator removes somebody with their notes hidden, lets them in again, and changes the code', async ({ browser }) => {
  const { facilitator, ana, ben, code } = await workshop(browser)
  await ana.write('Practice, Barriers', 'I regret this')
  await expect(ben.note('I regret this').first()).toBeVisible()
  await press(facilitator, 'People')
  const panel = facilitator.page.getByRole('region', { name: 'People', exact: true })
  await expect(panel.getByText('4 people here now')).toBeVisible()
  const act = async (what: string | RegExp) => {
    await panel.getByRole('button', { name: 'What to do with Ana' }).click()
    await choose(facilitator, what)
  }
  await act('Change role…')
  const dialog = facilitator.page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /Scribe/ }).check({ force: true })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(panel.getByText('Scribe, here')).toBeVisible()
  await act('Remove from the stocktake…')
  await dialog.getByRole('radio', { name: /Hide them/ }).check({ force: true })
  await dialog.getByRole('button', { name: 'Remove Ana' }).click()
  await sees(ana, 'A facilitator has removed you from this stocktake.')
  await expect(ben.note('I regret this')).toHaveCount(0)
  await expect(panel.getByText('Removed, notes hidden')).toBeVisible()
  await act('Let in again')
  await dialog.getByRole('button', { name: 'Let in again' }).click()
  await expect(ben.note('I regret this').first()).toBeVisible()
  await ana.page.reload()
  await expect(ana.note('I regret this').first()).toBeVisible()

  await panel.getByRole('button', { name: 'Change the code…' }).click()
  await dialog.getByRole('button', { name: 'Change them' }).click()
  await sees(facilitator, /The join code is now/)
  await expect(panel.getByText(code)).toHaveCount(0)
  await ben.write('Practice, Barriers', 'Still here')
  await ben.isSaved()
})
