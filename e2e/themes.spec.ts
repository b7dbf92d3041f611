import { type Browser, expect, type Locator, test } from '@playwright/test'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

const server = serverOfFile()

const CELL = 'Practice, Barriers'
const OTHER = 'Practice, Current'

/** A facilitator and a participant with the same notes before them, in the table. */
async function workshop(browser: Browser, options = {}) {
  const started = await startStocktake(browser, server.url)
  const { facilitator, url, id } = started
  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  const ana = await Person.join(browser, started, 'Ana', options)
  await ana.page.goto(`${url}/s/${id}?lens=table`)
  return { ...started, facilitator, ana }
}

const theme = (person: Person, name: string | RegExp): Locator =>
  person.page.locator('[data-theme]').filter({ has: person.page.getByRole('heading', { name }) })
const act = async (person: Person, text: string, action: string) => {
  await person
    .note(text)
    .first()
    .getByRole('button', { name: /^Actions for the note/ })
    .click()
  await person.page.getByRole('menuitem', { name: action }).click()
}
const actOn = async (person: Person, name: string, action: string) => {
  await person.page
    .getByRole('button', { name: `Actions for the theme: ${name}` })
    .first()
    .click()
  await person.page.getByRole('menuitem', { name: action }).click()
}
const nameIt = async (person: Person, name: string) => {
  await person.page.getByRole('textbox', { name: 'Name of the theme' }).fill(name)
  await person.page.keyboard.press('Enter')
}

test('[P9] [B11] [W184] notes of others are gathered by list and by boxes, named afterwards, merged and taken apart, as everybody sees', async ({
  browser,
}) => {
  const { facilitator, ana } = await workshop(browser)
  await facilitator.paste(CELL, ['The form is too long', 'Letters arrive late', 'Form too long!', 'No time to ask'])
  await facilitator.paste(OTHER, ['A shorter form helps', 'People want to help'])

  // A participant gathers two notes that are not hers, by keyboard: the list offers the cell's own first.
  await expect(ana.note('Form too long!')).toBeVisible()
  await act(ana, 'The form is too long', 'Group with…')
  const list = ana.page.getByRole('dialog')
  await expect(list.getByRole('heading', { level: 3 })).toHaveText(['Notes of this cell', 'Notes of other cells'])
  await list.getByRole('searchbox', { name: 'Find a theme or a note' }).fill('form too')
  await list.getByRole('button', { name: /Form too long!/ }).press('Enter')
  await nameIt(ana, 'Forms')
  for (const person of [ana, facilitator]) {
    await expect(theme(person, 'Forms').getByRole('listitem')).toHaveCount(2)
    await expect(person.cell(CELL).getByRole('listitem')).toHaveCount(4)
  }

  // Several are ticked; a theme may go without a name.
  await facilitator.page.getByRole('button', { name: 'Select several notes' }).click()
  for (const text of ['Letters arrive late', 'No time to ask'])
    await facilitator.page
      .getByText('Select', { exact: true })
      .and(facilitator.note(text).getByText('Select', { exact: true }))
      .click()
  await expect(facilitator.page.getByText('2 notes selected')).toBeVisible()
  await facilitator.page.getByRole('button', { name: 'Group these' }).click()
  await facilitator.page.getByRole('button', { name: 'Leave it without a name' }).click()
  await expect(theme(ana, 'Theme without a name').getByRole('listitem')).toHaveCount(2)

  // Across cells: both cells say where else.
  await act(facilitator, 'A shorter form helps', 'Group with…')
  await facilitator.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Forms/ })
    .click()
  await expect(ana.cell(CELL).getByText(`also in ${OTHER}`)).toBeVisible()
  await expect(ana.cell(OTHER).getByText(`also in ${CELL}`)).toBeVisible()

  // Merge, take one out, undo, take apart: no note goes.
  await actOn(facilitator, 'Theme without a name', 'Merge with…')
  await facilitator.page.getByRole('button', { name: 'Merge with Forms' }).click()
  await expect(theme(ana, 'Forms').getByRole('listitem')).toHaveCount(5)
  await act(ana, 'No time to ask', 'Take out of its theme')
  await expect(theme(facilitator, 'Forms').getByRole('listitem')).toHaveCount(4)
  await ana.page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(theme(facilitator, 'Forms').getByRole('listitem')).toHaveCount(5)
  await actOn(ana, 'Forms', 'Take apart (notes stay)')
  await expect(facilitator.page.locator('[data-theme]')).toHaveCount(0)
  await expect(facilitator.cell(CELL).getByRole('listitem')).toHaveCount(4)
})

test('[B11] a theme that lost its last note stays until it is removed', async ({ browser }) => {
  const { facilitator } = await workshop(browser)
  await facilitator.paste(CELL, ['Letters arrive late', 'No time to ask'])
  await act(facilitator, 'Letters arrive late', 'Group with…')
  await facilitator.page
    .getByRole('dialog')
    .getByRole('button', { name: /No time to ask/ })
    .click()
  await nameIt(facilitator, 'Time')
  for (const text of ['Letters arrive late', 'No time to ask']) await act(facilitator, text, 'Delete')
  await expect(theme(facilitator, 'Time').getByText('No notes in this theme any more.')).toBeVisible()
  await actOn(facilitator, 'Time', 'Remove this theme')
  await expect(facilitator.page.locator('[data-theme]')).toHaveCount(0)
})

test('[W180] [W181] [W182] look-alike notes are suggested, and a person groups them or keeps them apart for everybody', async ({ browser }) => {
  const { facilitator, ana } = await workshop(browser)
  await facilitator.paste(CELL, ['The form is too long', 'Discharge letters come late', 'The form: is too long', 'Letters come too late', 'No time to ask'])
  for (const person of [facilitator, ana]) await person.page.getByRole('button', { name: 'Look-alike notes' }).click()
  const panel = (person: Person) => person.page.getByRole('region', { name: 'Look-alike notes' })
  const cards = (person: Person) => panel(person).getByRole('listitem', { name: /^2 notes/ })
  for (const person of [facilitator, ana]) {
    const again = panel(person).getByRole('button', { name: 'Compare again' })
    await expect(async () => {
      await again.click()
      await expect(cards(person)).toHaveCount(2, { timeout: 500 })
    }).toPass()
  }
  await expect(cards(ana).first().getByText('Same words')).toBeVisible()
  await expect(facilitator.page.locator('[data-theme]')).toHaveCount(0)

  await cards(ana).first().getByRole('button', { name: 'Group these' }).click()
  await nameIt(ana, 'Forms')
  await cards(ana).first().getByRole('button', { name: 'Not alike' }).click()
  for (const person of [facilitator, ana]) await expect(panel(person).getByText('No notes look alike')).toBeVisible()
  await expect(theme(facilitator, 'Forms').getByRole('listitem')).toHaveCount(2)
  await panel(facilitator).getByRole('button', { name: 'Compare again' }).click()
  await expect(panel(facilitator).getByText('5 notes compared.')).toBeVisible()
  await expect(cards(facilitator)).toHaveCount(0)
})

test('[W186] [W114] on the canvas a note joins another when it is let go on the target at its edge, and not when it only covers it', async ({ browser }) => {
  const { facilitator, ana } = await workshop(browser)
  const { page } = facilitator
  await page.goto(page.url().replace('lens=table', 'lens=canvas'))
  await facilitator.add(CELL, 'The form is too long')
  await facilitator.add(CELL, 'Form too long!')
  await facilitator.add(CELL, 'No time to ask')
  await page.keyboard.press('Escape')
  const box = async (text: string) => {
    const found = await facilitator.shape(text).boundingBox()
    if (!found) throw new Error('nothing to be seen there')
    return found
  }
  const middle = ({ x, y, width, height }: Awaited<ReturnType<typeof box>>) => ({ x: x + width / 2, y: y + height / 2 })
  const frames = page.locator('[data-theme-frame]')

  // Dropped in the middle of another it lies on it, and that is all.
  await facilitator.stroke(middle(await box('No time to ask')), middle(await box('Form too long!')))
  await expect(frames).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo what I did' }).click()

  // The target comes up when the pointer is over a note, and says what letting go does.
  const onto = await box('The form is too long')
  const from = middle(await box('Form too long!'))
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(onto.x + onto.width / 2, onto.y + onto.height / 2, { steps: 6 })
  await expect(page.locator('[data-drop-onto]')).toHaveText('Group')
  await page.mouse.move(onto.x + onto.width / 2, onto.y, { steps: 3 })
  await expect(page.locator('[data-drop-onto][data-over]')).toBeVisible()
  await page.mouse.up()
  await nameIt(facilitator, 'Forms')
  await expect(page.getByRole('button', { name: 'Forms' })).toBeVisible()
  await expect(theme(ana, 'Forms').getByRole('listitem')).toHaveCount(2)
  const [a, b] = [await box('The form is too long'), await box('Form too long!')]
  expect(a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height).toBe(false)

  // Onto the name of the frame; one undo takes back the one gathering, move included.
  const name = await page.getByRole('button', { name: 'Forms' }).boundingBox()
  if (!name) throw new Error('no name to be seen')
  await facilitator.stroke(middle(await box('No time to ask')), middle(name))
  await expect(theme(ana, 'Forms').getByRole('listitem')).toHaveCount(3)
  await page.getByRole('button', { name: 'Undo what I did' }).click()
  await expect(theme(ana, 'Forms').getByRole('listitem')).toHaveCount(2)

  // Keys: a press on the name selects its notes; Shift+G lets them go, G gathers them again.
  await page.getByRole('button', { name: 'Forms' }).click()
  await expect(page.getByText('2 notes selected')).toBeAttached()
  await page.keyboard.press('Shift+G')
  await expect(frames).toHaveCount(0)
  await page.keyboard.press('g')
  await nameIt(facilitator, 'Long forms')
  await expect(theme(ana, 'Long forms').getByRole('listitem')).toHaveCount(2)
})
