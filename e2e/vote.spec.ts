import { type Browser, expect, type Locator, test } from '@playwright/test'
import { look } from './look.ts'
import { Person, PHONE, sees } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

const server = serverOfFile()

const CELL = 'Practice, Barriers'
const NOTES = ['Letters go to the wrong address', 'The printer is on another floor', 'Nobody reads them aloud', 'They arrive too late']

/** Presses the button, when it is there. */
const press = (person: Person, name: string | RegExp) => person.page.getByRole('button', { name }).click()
const panel = (person: Person, name = 'Vote'): Locator => person.page.getByRole('region', { name, exact: true })

/** An open round with notes, a facilitator, a participant at a laptop and one with a phone, of two groups. */
async function workshop(browser: Browser) {
  const started = await startStocktake(browser, server.url)
  const { facilitator, url, id, code } = started
  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  for (const note of NOTES) await facilitator.write(CELL, note)
  const ana = await Person.join(browser, started, 'Ana')
  await ana.page.goto(`${url}/s/${id}?lens=table`)
  const dee = await Person.come(browser, PHONE)
  await dee.join(url, code, 'Clinicians and practitioners', 'Dee')
  await expect(ana.note(NOTES[3] as string)).toBeVisible()
  return { ...started, ana, dee }
}

test('[V1] [V2] [V5] [V6] [V7] [V9] [V15] [V16] everybody votes, nobody sees what others give, and the result is told to all', async ({ browser }) => {
  const { facilitator, ana, dee, url, id } = await workshop(browser)
  await press(facilitator, 'Vote')
  await press(facilitator, 'Open a ballot')
  await sees(facilitator, '4 to choose from')
  await look(facilitator, 'compose')
  await press(facilitator, /^Let \d+ people vote$/)
  await sees(facilitator, 'Nobody has voted yet')

  // On a screen with room the panel comes by itself, and is told of.
  await expect(ana.readOut('Vote now: What matters most?')).toBeAttached()
  await sees(ana, '2 of 2 votes left')
  await look(ana, 'ballot')
  // By keyboard alone: the button keeps the focus when votes run out, and says why it does nothing.
  const give = panel(ana).getByRole('button', { name: `Give a vote to: ${NOTES[0]}` })
  await give.focus()
  await ana.page.keyboard.press('Enter')
  await expect(ana.readOut('1 of 2 votes left')).toBeVisible()
  await ana.page.keyboard.press('Space')
  await expect(ana.readOut('0 of 2 votes left')).toBeVisible()
  await panel(ana)
    .getByRole('button', { name: `Give a vote to: ${NOTES[1]}` })
    .click()
  await expect(ana.readOut('You have given all your votes.')).toBeVisible()
  await panel(ana)
    .getByRole('button', { name: `Strongly disagree with: ${NOTES[1]}` })
    .click()
  await sees(ana, 'My votes: 2')
  await sees(ana, 'I strongly disagree')
  await look(ana, 'voted')

  // Another device of hers has the same, and gives no more than she has left.
  const second = new Person(await ana.page.context().newPage())
  await second.page.goto(`${url}/s/${id}?lens=table`)
  await sees(second, '0 of 2 votes left')
  await press(ana, `Take a vote back from: ${NOTES[0]}`)
  await sees(second, '1 of 2 votes left')

  // On a phone it comes in a tab of its own.
  await sees(dee, '2 of 2 votes left')
  await look(dee, 'phone-ballot')
  await press(dee, `Give a vote to: ${NOTES[0]}`)
  await press(dee, `Give a vote to: ${NOTES[2]}`)
  await sees(dee, '0 of 2 votes left')
  await look(dee, 'phone-voted')

  await sees(facilitator, '2 of 2 people have voted')
  await look(facilitator, 'open')
  await press(facilitator, 'Close the ballot')
  await sees(facilitator, 'Everybody who is here has voted.')
  await sees(facilitator, '1 person who voted has votes left.')
  await look(facilitator, 'close')
  await press(facilitator, 'Close and show the counts')

  for (const person of [facilitator, ana, dee]) {
    const result = panel(person, 'What matters most?')
    await expect(result.getByText('2 people voted, 2 votes each')).toBeVisible()
    await expect(result.getByRole('listitem').first()).toContainText(`${NOTES[0]}`)
    await expect(result.getByRole('listitem').first()).toContainText('2 votes')
    await expect(result.getByRole('listitem').filter({ hasText: NOTES[1] as string })).toContainText('1 strongly disagrees')
  }
  await look(facilitator, 'result')
  await look(dee, 'phone-result')

  // Notes say what they got, and stand in that order where somebody wants it.
  const notes = ana.cell(CELL).getByRole('listitem')
  await expect(
    ana
      .cell(CELL)
      .getByRole('listitem')
      .filter({ hasText: NOTES[0] as string }),
  ).toContainText('2 votes')
  await ana.page.getByRole('button', { name: 'Notes in the table by votes' }).first().click()
  await expect(notes.first()).toContainText(NOTES[0] as string)
  await expect(notes.nth(1)).toContainText(NOTES[2] as string)
  await look(ana, 'ordered')

  await facilitator.page.goto(`${url}/s/${id}?lens=canvas`)
  await expect(facilitator.page.locator('[data-votes]').first()).toBeVisible()
  await look(facilitator, 'canvas')

  // So does the record.
  await facilitator.page.request.post(`${url}/api/stocktakes/${id}/rounds/1/close`, { headers: { origin: url } })
  await facilitator.page.goto(`${url}/s/${id}/rounds/1`)
  await expect(panel(facilitator, 'What matters most?').getByText('1 strongly disagrees')).toBeVisible()
  await look(facilitator, 'record')
})

test('[V14] a vote that the connection loses waits, says so, and arrives', async ({ browser }) => {
  const { facilitator, ana, url, id } = await workshop(browser)
  await press(facilitator, 'Vote')
  await press(facilitator, 'Open a ballot')
  await press(facilitator, /^Let \d+ people vote$/)
  await sees(ana, '2 of 2 votes left')

  await ana.page.context().setOffline(true)
  await press(ana, `Give a vote to: ${NOTES[0]}`)
  await sees(ana, '1 of 2 votes left')
  await sees(ana, 'No connection. 1 change waits here')
  await look(ana, 'offline')
  await ana.page.context().setOffline(false)
  await expect(ana.page.getByText('No connection. 1 change waits here')).toBeHidden()
  await sees(facilitator, '1 of 2 people have voted')
  await ana.page.goto(`${url}/s/${id}?lens=table`)
  await sees(ana, '1 of 2 votes left')

  // From the note itself; the page is loaded anew before the press got through.
  await ana.page.route('**/votes', (route) => (route.request().method() === 'GET' ? route.continue() : route.abort()))
  const menu = ana.cell(CELL).getByRole('button', { name: `Actions for the note: ${NOTES[1]}` })
  await menu.click()
  await ana.page.getByRole('menuitem', { name: 'Give it a vote (1 left)' }).click()
  await sees(ana, '0 of 2 votes left')
  await menu.click()
  await expect(ana.page.getByRole('menuitem', { name: 'Give it a vote (0 left)' })).toBeDisabled()
  await ana.page.keyboard.press('Escape')
  await ana.page.unroute('**/votes')
  await ana.page.reload()
  await sees(ana, '0 of 2 votes left')
  await press(facilitator, 'Close the ballot')
  await expect(facilitator.page.getByText('1 person who voted has votes left.')).toHaveCount(0)
  await press(facilitator, 'Close and show the counts')
  await expect(
    panel(facilitator, 'What matters most?')
      .getByRole('listitem')
      .filter({ hasText: NOTES[1] as string }),
  ).toContainText('1 vote')
})

test('[V1] [V5] [V10] a ballot on themes shows its counts while people vote, and one that was opened by mistake is taken back', async ({ browser }) => {
  const { facilitator, ana } = await workshop(browser)
  await facilitator
    .note(NOTES[0] as string)
    .getByRole('button', { name: /^Actions for the note/ })
    .click()
  await facilitator.page.getByRole('menuitem', { name: 'Group with…' }).click()
  await facilitator.page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(NOTES[3] as string) })
    .click()
  await facilitator.page.getByRole('textbox', { name: 'Name of the theme' }).fill('Letters')
  await facilitator.page.keyboard.press('Enter')
  await press(facilitator, 'Vote')
  const open = async () => {
    await press(facilitator, 'Open a ballot')
    await facilitator.page.getByRole('radio', { name: 'Themes' }).click({ force: true })
    await sees(facilitator, '1 to choose from')
    await facilitator.page.getByText('Show counts while people vote').click()
    await press(facilitator, /^Let \d+ people vote$/)
  }
  await open()
  await press(ana, 'Give a vote to: Letters')
  for (const person of [facilitator, ana]) await expect(panel(person).getByText('So far')).toBeVisible()
  await expect(panel(facilitator).getByText('1 vote', { exact: true }).first()).toBeVisible()
  await look(facilitator, 'theme-ballot')
  await press(facilitator, 'Close the ballot')
  await press(facilitator, 'Take it back')
  for (const person of [facilitator, ana]) await sees(person, 'Taken back: nothing of it counts.')
  await open()
  await press(ana, 'Give a vote to: Letters')
  await sees(facilitator, '1 of 2 people have voted')
  await press(facilitator, 'Close the ballot')
  await press(facilitator, 'Close and show the counts')
  await expect(panel(ana, 'What matters most?').getByRole('listitem').first()).toContainText('Letters')
})

test('[V12] [V13] people rate cells in the table and in the panel, and see the spread when it is shown', async ({ browser }) => {
  const { facilitator, ana, dee } = await workshop(browser)
  await press(facilitator, 'Readiness')
  await look(facilitator, 'readiness-ask')
  await press(facilitator, 'Ask people to rate each cell')
  await press(ana, `${CELL}: Rate this cell`)
  await look(ana, 'readiness-menu')
  await ana.page.getByRole('menuitem', { name: 'Partly' }).click()
  await expect(ana.page.getByRole('button', { name: `${CELL}: You say: Partly` })).toBeVisible()

  await press(dee, 'More')
  await press(dee, 'Readiness')
  await dee.page
    .getByRole('group', { name: `How far is ${CELL}?` })
    .getByRole('button', { name: 'Not yet' })
    .click()
  await expect(dee.page.getByRole('group', { name: `How far is ${CELL}?` }).getByRole('button', { name: 'Not yet' })).toHaveAttribute('aria-pressed', 'true')
  await look(dee, 'phone-readiness')

  await sees(facilitator, '2 of 2 people have rated a cell')
  await expect(facilitator.page.getByText('1 partly')).toHaveCount(0)
  await press(facilitator, 'Show the spread to everybody')
  for (const person of [facilitator, ana, dee]) {
    await sees(person, '1 partly')
    await sees(person, '1 not yet')
  }
  await look(facilitator, 'readiness-spread')
  await look(dee, 'phone-spread')
})
