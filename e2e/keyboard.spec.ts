import { expect, type Locator, test } from '@playwright/test'
import { Person } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/** A whole round with nothing but keys: what a person is to press is reached by Tab, as it would be. */

const server = serverOfFile()

const CELL = 'Practice, Barriers'
const MOST_TABS = 250

class Typist {
  constructor(readonly person: Person) {}
  get page() {
    return this.person.page
  }
  key = (name: string) => this.page.keyboard.press(name)
  type = (text: string) => this.page.keyboard.type(text)

  /** Goes there by Tab alone. */
  async reach(target: Locator): Promise<void> {
    await target.first().waitFor()
    for (let i = 0; i < MOST_TABS; i++) {
      if (await target.first().evaluate((element) => element === document.activeElement)) return
      await this.key('Tab')
    }
    throw new Error(`Tab does not lead to ${target}`)
  }
  async press(name: string | RegExp, key = 'Enter') {
    await this.reach(this.page.getByRole('button', { name }))
    await this.key(key)
  }
  /** In a menu or a list that is open: by its first letters or arrows. */
  async choose(role: 'menuitem' | 'option', name: string | RegExp) {
    const item = this.page.getByRole(role, { name })
    await item.first().waitFor()
    for (let i = 0; i < 40; i++) {
      if (await item.first().evaluate((element) => element === document.activeElement)) return this.key('Enter')
      await this.key('ArrowDown')
    }
    throw new Error(`arrows do not lead to ${item}`)
  }
  async fill(name: string | RegExp, text: string) {
    await this.reach(this.page.getByRole('textbox', { name }))
    await this.type(text)
  }
  async act(note: string, action: string | RegExp) {
    await this.press(`Actions for the note: ${note}`)
    await this.choose('menuitem', action)
  }
}

test('[W214] join, write, edit, move, group, name a tension, vote, lead, carry, close and export, with nothing but keys', async ({ browser }) => {
  test.setTimeout(240_000)
  const started = await startStocktake(browser, server.url, { isPrepared: false })
  const { request } = started.facilitator.page
  const at = `${server.url}/api/stocktakes/${started.id}`
  const headers = { origin: server.url }
  const may = { add: true, edit: true, move: true, group: true, vote: true }
  const step = (id: string, kind: string, title: string) => ({ id, kind, title, instruction: title, minutes: 5, cells: null, may })
  const steps = [step('c', 'cluster', 'Gather'), step('t', 'tensions', 'Tensions'), step('v', 'vote', 'Vote')]
  expect((await request.put(`${at}/rounds/1/steps`, { headers, data: { steps } })).status()).toBe(200)
  expect((await request.post(`${at}/rounds/1/open`, { headers, data: {} })).status()).toBe(200)
  const lead = new Typist(started.facilitator)
  await lead.page.goto(`${server.url}/s/${started.id}?lens=table`)

  const ana = new Typist(await Person.come(browser))
  await test.step('joins with the code, without a name', async () => {
    await ana.page.goto(server.url)
    await ana.fill('Code of the stocktake', started.code)
    await ana.key('Enter')
    await ana.page.getByRole('radio').first().waitFor()
    await ana.reach(ana.page.getByRole('radio').first())
    await ana.key('Space')
    await ana.key('ArrowDown')
    await ana.press('Join')
    await ana.page.waitForURL(/\/s\//)
    await ana.page.goto(`${server.url}/s/${started.id}?lens=table`)
  })
  await test.step('writes, edits, moves, groups', async () => {
    await ana.press(`Add a note to ${CELL}`)
    for (const text of ['Two forms', 'Two papers', 'Nobody asks']) {
      await ana.type(text)
      await ana.key('Enter')
      await expect(ana.person.note(text)).toHaveCount(1)
    }
    await ana.key('Escape')
    await ana.act('Nobody asks', 'Edit')
    await ana.page.getByRole('textbox', { name: /^Edit the note/ }).waitFor()
    await ana.key('End')
    await ana.type(' us')
    await ana.key('Escape')
    await expect(ana.person.note('Nobody asks us')).toHaveCount(1)
    await ana.act('Nobody asks us', 'Move to…')
    const dialog = ana.page.getByRole('dialog')
    await dialog.waitFor()
    const there = dialog.getByRole('radio', { name: 'Culture, Barriers' }).or(dialog.getByRole('button', { name: 'Culture, Barriers' }))
    await ana.reach(there)
    await ana.key('Enter')
    await expect(ana.person.noteIn('Culture, Barriers', 'Nobody asks us')).toHaveCount(1)
    await ana.act('Two forms', 'Group with…')
    await ana.page.getByRole('searchbox', { name: 'Find a theme or a note' }).waitFor()
    await ana.type('papers')
    await ana.reach(ana.page.getByRole('dialog').getByRole('button', { name: /Two papers/ }))
    await ana.key('Enter')
    await ana.page.getByRole('textbox', { name: 'Name of the theme' }).waitFor()
    await ana.type('Paper')
    await ana.key('Enter')
    await expect(lead.page.getByRole('heading', { name: 'Paper' })).toHaveCount(1)
  })
  await test.step('says that she is ready; the facilitator moves everybody on', async () => {
    await ana.press('I am ready', 'Space')
    await expect(lead.page.getByText('1 of 1 ready').first()).toBeVisible()
    await lead.press(/^Move \d+ people to Tensions/)
    await expect(ana.page.getByText('Step 2 of 3').first()).toBeVisible()
  })
  await test.step('names a tension', async () => {
    await ana.act('Two forms', 'Name a tension with…')
    await ana.page.getByRole('searchbox', { name: 'Find notes to add' }).waitFor()
    await ana.type('Nobody')
    await ana.reach(ana.page.getByRole('checkbox', { name: /Nobody asks us/ }))
    await ana.key('Space')
    await ana.fill('On the one hand', 'Proof')
    await ana.fill('On the other hand', 'Trust')
    await ana.press('Name it')
    await expect(lead.page.locator('[data-tension]').filter({ hasText: 'Proof' })).toBeVisible()
  })
  await test.step('votes; the facilitator opens and closes the ballot', async () => {
    await lead.press(/^Move \d+ people to Vote/)
    await lead.press('Open a ballot')
    await lead.press(/^Let \d+ (person|people) vote/)
    await ana.press('Give a vote to: Two forms')
    await expect(lead.page.getByText('1 of 1 person has voted').first()).toBeVisible()
    await lead.press('Close the ballot')
    await lead.press('Close and show the counts')
    await expect(ana.page.getByRole('region', { name: 'What matters most?' }).getByRole('listitem').first()).toContainText('1 vote')
  })
  await test.step('carries each note with one key, closes the round', async () => {
    await lead.page.goto(`${server.url}/s/${started.id}/carry`)
    await lead.page.getByText('0 of 3 decided').first().waitFor()
    for (const decided of [1, 2, 3]) {
      await lead.press('Keep')
      await expect(lead.page.getByText(`${decided} of 3 decided`).first()).toBeVisible()
    }
    await lead.press('Close round 1…')
    await lead.page.getByRole('alertdialog').waitFor()
    await lead.press('Close round 1 for everybody')
    await expect(lead.page.getByText('Round 1 is closed').first()).toBeVisible()
  })
  await test.step('takes the matrix away', async () => {
    await lead.page.goto(`${server.url}/s/${started.id}?lens=table`)
    await lead.press('Menu')
    await lead.choose('menuitem', 'Export')
    await lead.page.getByRole('dialog').waitFor()
    const download = lead.page.waitForEvent('download')
    await lead.press(/CSV|Markdown|Excel|Workbook/i)
    expect((await download).suggestedFilename()).toMatch(/\.(csv|md|xlsx)$/)
  })
})

test('[W215] the tree that a screen reader reads has the stocktake, its rows, columns and themes as headings, and notes as lists with whose they are', async ({
  browser,
}) => {
  const { facilitator, url, id } = await startStocktake(browser, server.url)
  const { page } = facilitator
  await page.goto(`${url}/s/${id}?lens=table`)
  await facilitator.paste(CELL, ['Two forms', 'Two papers', 'Nobody asks'])
  // A list that is pasted stays in its order.
  const lines = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth']
  await facilitator.paste('Policy, Current', lines)
  await expect(facilitator.cell('Policy, Current').getByRole('listitem')).toContainText(lines)
  await facilitator
    .note('Two forms')
    .getByRole('button', { name: /^Actions for the note/ })
    .click()
  await page.getByRole('menuitem', { name: 'Group with…' }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Two papers/ })
    .click()
  await page.getByRole('textbox', { name: 'Name of the theme' }).fill('Paper')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'One shared plan' })).toHaveCount(1)
  for (const row of ['Policy', 'Practice', 'Culture', 'Technology'])
    await expect(page.getByRole('heading', { level: 2, name: row, exact: true })).toHaveCount(1)
  await expect(page.getByRole('region', { name: CELL })).toMatchAriaSnapshot(`
    - region "${CELL}":
      - 'heading "${CELL}: 3 notes" [level=3]'
      - heading "Paper" [level=4]
      - list:
        - listitem:
          - paragraph: Two forms
          - text: Team Mine
          - 'button "Actions for the note: Two forms"'
        - listitem:
          - paragraph: Two papers
          - text: Team Mine
      - list:
        - listitem:
          - paragraph: Nobody asks
          - text: Team Mine
  `)
})
