import { expect, test } from '@playwright/test'
import { look } from './look.ts'
import { Person, PHONE, sees } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

const server = serverOfFile()

const CELL = 'Practice, Barriers'

const press = (person: Person, name: string | RegExp) => person.page.getByRole('button', { name }).first().click()
async function change(person: Person) {
  await panel(person, 'Tensions')
    .getByRole('button', { name: /^Actions for the tension/ })
    .click()
  await person.page.getByRole('menuitem', { name: 'Change' }).click()
}
/** Opens the menu of a note in the table and chooses. */
async function choose(person: Person, note: string, item: string) {
  await person
    .note(note)
    .getByRole('button', { name: /^Actions for the note/ })
    .click()
  await person.page.getByRole('menuitem', { name: item }).click()
}
const panel = (person: Person, name: string) => person.page.getByRole('region', { name, exact: true })
const status = (person: Person, title: string) => panel(person, 'Tensions').locator('[data-tension]').filter({ hasText: title })
const entry = (person: Person, text: string) => panel(person, 'Ledger').locator('[data-entry]').filter({ hasText: text })
/** A command, as the page itself would send it. */
const send = (person: Person, method: string, path: string, body: unknown = {}) =>
  person.page.evaluate(
    async ([verb, to, json]) => {
      const answer = await fetch(to, { method: verb, headers: { 'content-type': 'application/json' }, ...(verb === 'GET' ? {} : { body: json }) })
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
      return answer.json()
    },
    [method, path, JSON.stringify(body)] as const,
  )

test('[P10] [R7] [W160] [W161] [W162] [W163] tensions and the ledger are kept beside the board and go on with the next round', async ({ browser }) => {
  const { facilitator, url, id, code, groups } = await startStocktake(browser, server.url)
  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  await facilitator.bring([
    { cell: CELL, text: 'I want to look at the person' },
    { cell: CELL, text: 'The record must be complete' },
    { cell: 'Policy, Barriers', text: 'Two audits' },
  ])
  const ana = await Person.join(browser, { url, code, groups }, 'Ana', PHONE)
  await ana.page.goto(`${url}/s/${id}`)

  // From a note's menu, with keys alone from there: another note, two poles, Enter on the button.
  await choose(facilitator, 'I want to look at the person', 'Name a tension with…')
  const { keyboard } = facilitator.page
  const dialog = facilitator.page.getByRole('dialog')
  await expect(dialog.getByRole('checkbox', { name: /I want to look/ })).toBeChecked()
  await expect(dialog.getByRole('searchbox', { name: 'Find notes to add' })).toBeFocused()
  await keyboard.type('complete')
  await keyboard.press('Tab')
  await keyboard.press('Space')
  await expect(dialog.getByText('2 notes picked')).toBeVisible()
  await keyboard.press('Tab')
  await keyboard.type('Attention to the person')
  await keyboard.press('Tab')
  await keyboard.type('A record on the same day')
  await dialog.getByText('More about it, if you know').click()
  await look(facilitator, 'name-dialog')
  await dialog.getByRole('button', { name: /How does it show/ }).click()
  await facilitator.page.getByRole('option', { name: /^Dilemma/ }).click()
  await dialog.getByRole('checkbox', { name: 'Rules and targets' }).click({ force: true })
  await dialog.getByRole('checkbox', { name: 'Clinicians and practitioners' }).click({ force: true })
  await dialog.getByLabel('What was said').fill('On the one hand I should look at them')
  await look(facilitator, 'name-dialog-more')
  await dialog.getByRole('button', { name: 'Name it' }).click()
  const title = 'Attention to the person ↔ A record on the same day'

  // It stands with its notes, in the panel and on the canvas; a phone sees the same, and can change nothing.
  const mark = facilitator.noteIn(CELL, 'The record must be complete').getByRole('button', { name: `Tension: ${title}` })
  await mark.click()
  await expect(status(facilitator, title)).toBeFocused()
  await expect(status(facilitator, title)).toContainText('Dilemma')
  await expect(status(facilitator, title)).toContainText('Rules and targets')
  await look(facilitator, 'table-panel')
  await press(ana, 'Board')
  await look(ana, 'phone-board')
  await press(ana, 'More')
  await press(ana, 'Tensions')
  await expect(status(ana, title)).toContainText('Open')
  await expect(panel(ana, 'Tensions').getByRole('button', { name: /^Actions for the tension/ })).toHaveCount(0)
  await expect(ana.page.getByRole('button', { name: 'Name a tension' })).toHaveCount(0)
  await look(ana, 'phone-tensions')

  // A second facilitator changes another field of it while the first has the form open; then the same one.
  const second = await facilitator.anotherTab()
  await second.page.goto(`${url}/s/${id}?lens=table`)
  await change(facilitator)
  await change(second)
  await second.page.getByLabel('A short name (optional)').fill('Talk or type')
  await second.page.getByLabel('On the other hand').fill('A whole record at once')
  await press(second, 'Save the tension')
  await expect(dialog.getByLabel('A short name (optional)')).toHaveValue('Talk or type')
  await dialog.getByLabel('On the other hand').fill('Every box filled')
  await expect(dialog.getByText('Somebody else changed this while you wrote')).toHaveCount(0)
  await press(facilitator, 'Save the tension')
  await expect(status(second, 'Talk or type')).toContainText('Every box filled')
  await change(facilitator)
  await dialog.getByLabel('What was said').fill('Yes, but')
  await change(second)
  await second.page.getByLabel('What was said').fill('It cannot be done')
  await press(second, 'Save the tension')
  await expect(dialog.getByText('What was said now says: “It cannot be done”')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Save the tension' })).toBeDisabled()
  await look(facilitator, 'clash')
  await press(facilitator, 'Take theirs')
  await expect(dialog.getByLabel('What was said')).toHaveValue('It cannot be done')
  await press(facilitator, 'Save the tension')
  await second.page.close()

  // Undo takes one's own removal back.
  await status(facilitator, 'Talk or type')
    .getByRole('button', { name: /^Actions for the tension/ })
    .click()
  await facilitator.page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(panel(facilitator, 'Tensions').getByText('No tension has been named')).toBeVisible()
  await panel(facilitator, 'Tensions').getByRole('button', { name: 'Undo' }).click()
  await expect(status(facilitator, 'Talk or type')).toBeVisible()

  // The ledger: an action from a note, then one entry after the other with Enter.
  await choose(facilitator, 'Two audits', 'Decide, act or park…')
  const box = facilitator.page.getByRole('textbox', { name: 'What is it?' })
  await expect(box).toBeFocused()
  await expect(panel(facilitator, 'Ledger').getByText('From 1 note')).toBeVisible()
  await keyboard.type('Ask for one audit')
  await panel(facilitator, 'Ledger')
    .getByRole('button', { name: /Who \(group\)/ })
    .click()
  await facilitator.page.getByRole('option', { name: 'Managers and commissioners' }).click()
  await facilitator.page.getByLabel('By when').fill('2020-01-31')
  await box.focus()
  await keyboard.press('Enter')
  await expect(box).toBeFocused()
  await keyboard.type('Order new paper')
  await keyboard.press('Enter')
  await expect(entry(facilitator, 'Order new paper')).toBeVisible()
  await press(facilitator, 'Parked item')
  await box.fill('Letters from the hospital')
  await box.press('Enter')
  await press(facilitator, 'Decision')
  await box.fill('We try it for six weeks')
  await box.press('Enter')
  await expect(entry(facilitator, 'Ask for one audit')).toContainText('overdue')
  await entry(facilitator, 'Order new paper').getByRole('checkbox').click({ force: true })
  await expect(entry(facilitator, 'Order new paper')).toContainText('Done')
  await look(facilitator, 'ledger')
  await panel(facilitator, 'Ledger').getByRole('button', { name: 'Actions 2' }).click()
  await expect(panel(facilitator, 'Ledger').locator('[data-entry]')).toHaveCount(2)
  await panel(facilitator, 'Ledger').getByRole('button', { name: /^All/ }).click()
  await press(ana, 'All')
  await press(ana, 'Ledger')
  await expect(entry(ana, 'Ask for one audit')).toContainText('Who: Managers and commissioners')
  await expect(panel(ana, 'Ledger').getByRole('textbox')).toHaveCount(0)
  await look(ana, 'phone-ledger')
  // A link leads to the note.
  await entry(ana, 'Ask for one audit').getByRole('button', { name: 'Go to the note: Two audits' }).click()
  await expect(ana.note('Two audits')).toBeVisible()

  // On the canvas the line has the tension's name, and leads to it.
  await press(facilitator, 'Canvas')
  await facilitator.showEverything()
  const named = facilitator.page.getByRole('button', { name: 'Tension: Talk or type', exact: true })
  await expect(facilitator.page.locator('[data-tension-line]')).toHaveCount(1)
  await look(facilitator, 'canvas')
  await named.click()
  await expect(status(facilitator, 'Talk or type')).toBeFocused()
  // Two notes picked by hand, then a key.
  await facilitator.press('Two audits')
  await keyboard.down('Shift')
  await facilitator.press('The record must be complete')
  await keyboard.up('Shift')
  await keyboard.press('x')
  await expect(dialog.getByText('2 notes picked')).toBeVisible()
  await expect(dialog.getByLabel('On the one hand')).toBeFocused()
  await keyboard.type('One audit')
  await dialog.getByRole('button', { name: 'Name it' }).click()
  await expect(facilitator.page.locator('[data-tension-line]')).toHaveCount(2)
  await facilitator.isSaved()

  // The next round shows what is open, says since when, and addresses it with notes of its own.
  const at = `/api/stocktakes/${id}`
  const { rounds } = await send(facilitator, 'POST', `${at}/rounds/1/close`)
  if (rounds.length < 2) await send(facilitator, 'POST', `${at}/rounds`, { title: 'Plans' })
  await send(facilitator, 'POST', `${at}/rounds/2/open`)
  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  await sees(facilitator, '2 still open')
  await expect(status(facilitator, 'Talk or type')).toContainText('Since round 1')
  await expect(status(facilitator, 'Talk or type')).toContainText('I want to look at the person')
  const cell = await facilitator.page
    .getByRole('button', { name: /^Add a note to/ })
    .first()
    .getAttribute('aria-label')
  await facilitator.write(cell?.replace('Add a note to ', '') ?? '', 'Written together on one screen')
  await status(facilitator, 'Talk or type').getByRole('button', { name: 'Address it in this round…' }).click()
  await dialog.getByRole('checkbox', { name: /Written together/ }).click({ force: true })
  await look(facilitator, 'address')
  await dialog.getByText('Addressed', { exact: true }).click()
  await press(facilitator, 'Save')
  await expect(status(facilitator, 'Talk or type')).toContainText('Addressed by')
  await sees(facilitator, '1 still open')
  await look(facilitator, 'second-round')
  await press(facilitator, 'Ledger')
  await expect(panel(facilitator, 'Ledger').locator('[data-entry]')).toHaveCount(2)
  await entry(facilitator, 'Letters from the hospital')
    .getByRole('button', { name: /^Actions for the entry/ })
    .click()
  await facilitator.page.getByRole('menuitem', { name: 'Change' }).click()
  await dialog.getByLabel('What came of it').fill('Another group has it')
  await look(facilitator, 'ledger-dialog')
  await press(facilitator, 'Save')
  await expect(entry(facilitator, 'Letters from the hospital')).toContainText('Outcome: Another group has it')
  await facilitator.isSaved()
})

test('[P14] in a step for it a participant names a tension on a phone', async ({ browser }) => {
  const started = await startStocktake(browser, server.url)
  const { facilitator, url, id } = started
  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  await facilitator.bring([
    { cell: CELL, text: 'Fast' },
    { cell: CELL, text: 'Careful' },
  ])
  const may = { add: false, edit: true, move: false, group: false, vote: false }
  const steps = [{ id: 's1', kind: 'tensions', title: 'Name tensions', instruction: 'Where do two good things pull?', minutes: 10, cells: null, may }]
  await send(facilitator, 'PUT', `/api/stocktakes/${id}/rounds/1/steps`, { steps })
  const ana = await Person.join(browser, started, 'Ana', PHONE)
  await ana.page.goto(`${url}/s/${id}`)
  await press(facilitator, /^Begin with Name tensions/)

  await press(ana, 'Tensions')
  await press(ana, 'Name a tension')
  const dialog = ana.page.getByRole('dialog')
  await dialog.getByRole('checkbox', { name: /Fast/ }).click({ force: true })
  await dialog.getByRole('button', { name: 'Name it' }).click()
  await expect(dialog.getByText('Pick at least two notes')).toBeVisible()
  await dialog.getByRole('checkbox', { name: /Careful/ }).click({ force: true })
  await look(ana, 'phone-name')
  await dialog.getByRole('button', { name: 'Name it' }).click()
  await expect(status(ana, 'A tension without a name')).toBeVisible()
  // On a wide screen the panel opens by itself in a step for it.
  await expect(status(facilitator, 'A tension without a name')).toContainText('Careful')
  await look(ana, 'phone-named')
  await ana.isTold('Saved')
})
