import { expect, test } from '@playwright/test'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/** Preparing a stocktake, and changing it while people have it before them. */

const server = serverOfFile()

const ROWS = 'Rows: dimensions of change'
const COLUMNS = 'Columns: types of intelligence'
const LOCKED = 'The plan is in a locked cupboard'
const TYPED = 'The letter is typed twice'

/** A facilitator in the set-up, Anna with the canvas and Ben with the table before them, and two notes. */
async function threeAtWork(browser: Parameters<typeof startStocktake>[0]) {
  const started = await startStocktake(browser, server.url)
  const { facilitator, id } = started
  const anna = await Person.join(browser, started, 'Anna')
  const ben = await Person.join(browser, started, 'Ben')
  await ben.page.goto(`${server.url}/s/${id}?lens=table`)
  await ben.write('Practice, Current', LOCKED)
  await ben.write('Policy, Barriers', TYPED)
  await ben.isSaved()
  await anna.page.goto(`${server.url}/s/${id}?lens=canvas`)
  await expect(anna.shape(LOCKED)).toBeVisible()
  await facilitator.page.goto(`${server.url}/s/${id}/setup`)
  return { ...started, anna, ben }
}

test('[W50] [B4] rows and columns change on everybody’s open screen at once, and every note stays in its cell', async ({ browser }) => {
  const { facilitator, anna, ben } = await threeAtWork(browser)
  const { page } = facilitator
  await facilitator.setUp('matrix')
  const place = await anna.placeIn('Practice, Current', LOCKED)

  await test.step('renamed', async () => {
    await page.getByLabel('Name of row 2').fill('What we do')
    const column = await facilitator.itemCalled(COLUMNS, 'Current practice')
    await column.getByLabel('Short name').fill('Today')
    await facilitator.save('Matrix')
    await expect(ben.noteIn('What we do, Today', LOCKED)).toBeVisible()
    await expect(anna.page.getByRole('button', { name: 'Zoom to What we do' })).toBeVisible()
    expect(await anna.placeIn('What we do, Today', LOCKED)).toEqual(place)
  })

  await test.step('a row and a column are added, with the caret where the name goes', async () => {
    await page.getByRole('button', { name: 'Add a row' }).click()
    await page.keyboard.type('Money')
    await page.getByRole('button', { name: 'Add a column' }).click()
    await page.keyboard.type('Costs in full')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Costs')
    await facilitator.save('Matrix')
    await expect(ben.cell('Money, Today')).toBeVisible()
    await expect(anna.page.getByRole('button', { name: 'Zoom to Money' })).toBeVisible()
  })

  await test.step('what has no name is not saved, and the caret goes there', async () => {
    await page.getByRole('button', { name: 'Add a row' }).click()
    await page.getByRole('button', { name: 'Save: Matrix' }).click()
    await expect(page.getByText('Give it a name.')).toBeVisible()
    await expect(page.getByLabel('Name of row 6')).toBeFocused()
    await page.getByRole('button', { name: 'Undo changes' }).click()
    await expect(page.getByLabel('Name of row 6')).toHaveCount(0)
  })

  await test.step('[W51] by keyboard, and the focus stays with the row', async () => {
    await page.getByRole('button', { name: 'Move Money up' }).focus()
    for (const place of [4, 3, 2, 1]) {
      await page.keyboard.press('Enter')
      await expect(page.getByRole('status').filter({ hasText: `Money is now number ${place} of 5` })).toBeAttached()
    }
    await expect(page.getByRole('button', { name: 'Move Money down' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('button', { name: 'Move Money down' })).toBeFocused()
    expect(await facilitator.names(ROWS)).toEqual(['Policy', 'Money', 'What we do', 'Culture', 'Technology'])
  })

  await test.step('[W51] by dragging', async () => {
    await facilitator.dragItem(ROWS, 'Technology', 'Policy')
    await facilitator.dragItem(COLUMNS, 'Real/perceived barriers', 'Current practice')
    expect(await facilitator.names(ROWS)).toEqual(['Technology', 'Policy', 'Money', 'What we do', 'Culture'])
    await facilitator.save('Matrix')
    await expect(ben.page.getByRole('main').getByRole('heading', { level: 2 })).toHaveText([
      'Technology',
      'Policy',
      'Money',
      'What we do',
      'Culture',
      'Parking lot',
    ])
    await expect.poll(() => anna.order('Technology, Barriers', 'Technology, Today')).toBe('beside')
    await expect.poll(() => anna.order('Technology, Barriers', 'Policy, Barriers')).toBe('below')
    expect(await anna.placeIn('What we do, Today', LOCKED)).toEqual(place)
    await expect(ben.noteIn('Policy, Barriers', TYPED)).toBeVisible()
  })

  await test.step('[W52] a row with notes stays, and the page says why', async () => {
    await page.getByRole('button', { name: 'Remove What we do' }).click()
    await page.getByRole('button', { name: 'Save: Matrix' }).click()
    await expect(page.getByRole('alert').filter({ hasText: '“What we do” holds notes, so it cannot be removed.' })).toBeVisible()
    await page.getByRole('button', { name: 'Undo changes' }).click()
    await expect(page.getByText('Cannot be removed: round 1 uses it.').first()).toBeVisible()
    await expect(page.getByRole('button', { name: 'Remove Current practice' })).toBeDisabled()
  })

  await test.step('an empty row goes, for everybody', async () => {
    await page.getByRole('button', { name: 'Remove Money' }).click()
    await facilitator.save('Matrix')
    await expect(ben.cell('Money, Today')).toHaveCount(0)
    await expect(anna.page.getByRole('button', { name: 'Zoom to Money' })).toHaveCount(0)
  })

  await test.step('all of it is there after a reload', async () => {
    for (const person of [facilitator, anna, ben]) await person.page.reload()
    await expect(ben.noteIn('What we do, Today', LOCKED)).toBeVisible()
    await expect(anna.shape(LOCKED)).toBeVisible()
    await expect.poll(() => facilitator.names(ROWS)).toEqual(['Technology', 'Policy', 'What we do', 'Culture'])
  })
})

test('[W50] the plan of a round changes while people write in it', async ({ browser }) => {
  const { facilitator, anna, ben } = await threeAtWork(browser)
  const { page } = facilitator
  const half = ben.page.getByRole('textbox', { name: 'New note in Policy, Barriers' })
  await half.fill('Half a thought')
  await facilitator.setUp('rounds')
  const round = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^Round 1:/ }) })

  await test.step('the three further types of intelligence are switched on', async () => {
    for (const name of ['Plans for implementation', 'Motivations for change and enhancement', 'What success will look like'])
      await round.getByRole('checkbox', { name }).click({ force: true })
    await round.getByRole('button', { name: /^Save: Round 1/ }).click()
    for (const short of ['Plans', 'Motivations', 'Success']) await expect(ben.cell(`Practice, ${short}`)).toBeAttached()
    await expect(anna.page.getByRole('button', { name: 'Zoom to What success will look like' })).toBeVisible()
    await anna.jot('Practice, Success', 'Nobody asks twice')
    await expect(ben.noteIn('Practice, Success', 'Nobody asks twice')).toBeVisible()
  })

  await test.step('[W52] a column that holds notes stays in use, and the page says why', async () => {
    await round.getByRole('checkbox', { name: 'What success will look like' }).click({ force: true })
    await round.getByRole('button', { name: /^Save: Round 1/ }).click()
    await expect(round.getByText('The column “What success will look like” holds notes of this round, so it stays in use. Move the notes first.')).toBeVisible()
    await round.getByRole('button', { name: 'Undo changes' }).click()
    await expect(round.getByRole('checkbox', { name: 'What success will look like' })).toBeChecked()
  })

  await test.step('title, guiding question and the question of a cell', async () => {
    await round.getByLabel('Title', { exact: true }).first().fill('Where we stand today')
    await round.getByLabel('Guiding question').fill('What happened the last time?')
    await round.getByRole('button', { name: /^Questions in the cells/ }).click()
    await round.getByLabel('Question for Culture, Current').fill('Who is listened to?')
    await round.getByRole('button', { name: /^Save: Round 1/ }).click()
    for (const { page: screen } of [anna, ben]) {
      await expect(screen.getByRole('button', { name: 'Round 1: Where we stand today, open' })).toBeVisible()
      await expect(screen.getByText('What happened the last time?')).toBeVisible()
      await expect(screen.getByText('Who is listened to?').first()).toBeVisible()
    }
  })

  await test.step('nobody’s notes or half-written words moved', async () => {
    await expect(half).toHaveValue('Half a thought')
    await expect(ben.noteIn('Practice, Current', LOCKED)).toBeVisible()
    await expect(ben.noteIn('Policy, Barriers', TYPED)).toBeVisible()
    for (const person of [facilitator, anna, ben]) await person.page.reload()
    await expect(page.getByLabel('Title', { exact: true }).locator('visible=true').first()).toHaveValue('Where we stand today')
    await expect(ben.page.getByText('Who is listened to?').first()).toBeVisible()
    await anna.showEverything()
    await expect(anna.shape(LOCKED)).toBeVisible()
  })
})

test('[W50] groups change on everybody’s notes at once', async ({ browser }) => {
  const { facilitator, anna, ben } = await threeAtWork(browser)
  const { page } = facilitator
  await facilitator.setUp('groups')
  const first = 'People who use services and carers'
  const group = await facilitator.itemCalled('Groups', 'Clinicians and practitioners')

  await test.step('renamed, in another colour and shape', async () => {
    await group.getByLabel('Group', { exact: true }).fill('People at the bedside')
    await group.getByLabel('Short name').fill('Bedside')
    await group.getByRole('button', { name: /Colour$/ }).click()
    await page.getByRole('option', { name: 'Magenta' }).click()
    await group.getByRole('button', { name: /Shape$/ }).click()
    await page.getByRole('option', { name: 'Star' }).click()
    await facilitator.save('Groups')
    await expect(ben.note(LOCKED).getByText('Bedside')).toBeVisible()
    await expect(anna.shape(LOCKED).getByText('Bedside')).toBeVisible()
    const star = /^12,0\.5 15\.2,8\.2/
    for (const note of [ben.note(LOCKED), anna.shape(LOCKED)]) {
      const mark = note.locator('svg:has(polygon)').first()
      await expect(mark).toHaveAttribute('style', /#A3195B/i)
      await expect(mark.locator('polygon')).toHaveAttribute('points', star)
    }
  })

  await test.step('added, put in order, and open to whoever joins', async () => {
    await page.getByRole('button', { name: 'Add a group' }).click()
    await page.keyboard.type('Suppliers')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Suppliers')
    await page.getByRole('button', { name: 'Move Suppliers up' }).focus()
    await page.keyboard.press('Enter')
    await facilitator.dragItem('Groups', 'People at the bedside', first)
    await facilitator.save('Groups')
    const names = await facilitator.names('Groups')
    expect(names.slice(0, 2)).toEqual(['People at the bedside', first])
    expect(names.at(-2)).toBe('Suppliers')
    const clara = await Person.come(browser)
    const code = await page.evaluate(async () => (await (await fetch(`/api/stocktakes/${location.pathname.split('/')[2]}`)).json()).joinCode)
    await clara.page.goto(`${server.url}/j/${code}`)
    await expect(clara.page.getByRole('radio').first()).toBeVisible()
    expect(await clara.page.getByRole('radiogroup').first().locator('label').allInnerTexts()).toEqual(names)
  })

  await test.step('[W52] a group with people stays; an empty one goes', async () => {
    await expect(page.getByText('Cannot be removed: 2 people are in this group.')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Remove People at the bedside' })).toBeDisabled()
    await page.getByRole('button', { name: 'Remove Suppliers' }).click()
    await facilitator.save('Groups')
    await page.reload()
    await expect.poll(() => facilitator.names('Groups')).not.toContain('Suppliers')
    await expect(ben.note(LOCKED).getByText('Bedside')).toBeVisible()
  })
})

test('[W50] who goes elsewhere with changes that are not saved is asked, by a link and by the button back; nothing is lost unasked', async ({ browser }) => {
  const { facilitator, id } = await startStocktake(browser, server.url)
  const { page } = facilitator
  await page.goto(`${server.url}/s/${id}?lens=table`)
  await page.getByRole('button', { name: 'Menu' }).click()
  await page.getByRole('menuitem', { name: 'Set-up' }).click()
  const title = page.getByRole('textbox', { name: 'Title', exact: true })
  await title.fill('Another title')
  const asked = page.getByRole('alertdialog', { name: 'Leave without saving?' })

  await page.getByRole('link', { name: 'Back to the workspace' }).click()
  await asked.getByRole('button', { name: 'Stay here' }).click()
  await expect(page).toHaveURL(/\/setup/)
  await expect(title).toHaveValue('Another title')
  // From section to section nobody is stopped.
  await page.getByRole('link', { name: 'Groups', exact: true }).click()
  await expect(page).toHaveURL(/#groups/)

  await page.goBack()
  await page.goBack()
  await asked.getByRole('button', { name: 'Stay here' }).click()
  await expect(page).toHaveURL(/\/setup/)
  await page.getByRole('link', { name: 'Back to the workspace' }).click()
  await asked.getByRole('button', { name: 'Leave and lose them' }).click()
  await expect(page.getByRole('heading', { name: 'One shared plan' })).toBeVisible()
  await expect(page).not.toHaveURL(/\/setup/)
})
