import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test'
import { enlargeText, misfits, motions, spaceText } from './fits.ts'
import { Person, sees } from './people.ts'
import { serverOfFile } from './server.ts'
import { startStocktake } from './start.ts'

/**
 * Every screen and state before axe-core, with the rules of WCAG 2.2 AA: wide and light, on a phone and dark; and on a
 * phone also in 320 pixels with the distances of WCAG 1.4.12, and with letters of 200 %.
 */

const server = serverOfFile()

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const CELL = 'Practice, Barriers'

/** Looks at a page, and keeps what axe finds wrong with it. */
function inspector(isPhone: boolean) {
  const found: string[] = []
  let looks = 0
  async function fits(page: Page, state: string) {
    const keep = async (how: string) => void found.push(...(await misfits(page)).map((each) => `${state}, ${how}: ${each}`))
    await page.setViewportSize({ width: 320, height: 640 })
    const spaced = await spaceText(page)
    await keep('320 pixels, spaced')
    await spaced.evaluate((style) => (style as Element).remove())
    await page.setViewportSize(PHONE.viewport)
    await enlargeText(page, 2)
    await keep('200 %')
    await enlargeText(page, 1)
  }
  return {
    async look(page: Page, state: string) {
      // What the component library reads out names things by ids that may be gone by the time axe looks.
      const { violations, passes } = await new AxeBuilder({ page }).withTags(RULES).exclude('[data-live-announcer]').analyze()
      looks++
      // A blank page has nothing wrong.
      if (passes.length < 5) found.push(`${state}: hardly anything there`)
      for (const { id, nodes } of violations)
        found.push(`${state}: ${id}: ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`)}`)
      found.push(...(await motions(page)).map((each) => `${state}: ${each}`))
      if (isPhone) await fits(page, state)
    },
    done() {
      expect(looks).toBeGreaterThan(5)
      expect(found).toEqual([])
    },
  }
}

/** The main scenario, all rounds of it, before a facilitator. */
async function scenario(browser: Browser, options: BrowserContextOptions) {
  const file = JSON.parse(await readFile(join(import.meta.dirname, '../server/examples/pcsp-mental-health-ics.json'), 'utf8'))
  const [owner, facilitator] = [await Person.come(browser), await Person.come(browser, options)]
  const made = await owner.page.request.post(`${server.url}/api/import`, { data: file })
  const { stocktakeId: id, links } = await made.json()
  await facilitator.page.goto(links.facilitator)
  return { facilitator, id }
}

const press = (person: Person, name: string | RegExp) => person.page.getByRole('button', { name }).first().click()

/** Both sizes and both schemes; what they are made of is the same in the other two pairs. */
for (const [size, colorScheme, options] of [
  ['wide', 'light', { viewport: { width: 1440, height: 900 } }],
  ['phone', 'dark', PHONE],
] as const)
  test.describe(`${size}, ${colorScheme}`, () => {
    test('[W213] [W216] [W218] ways in, set-up, record, report, carry and projector', async ({ browser }) => {
      const { look, done } = inspector(size === 'phone')
      const { facilitator, id } = await scenario(browser, { ...options, colorScheme })
      const { page } = facilitator
      await look(page, 'key')
      await press(facilitator, 'Come in')
      await page.waitForURL(/\/s\//)
      const { joinCode } = await (await page.request.get(`${server.url}/api/stocktakes/${id}`)).json()

      const visitor = await Person.come(browser, { ...options, colorScheme })
      await visitor.page.goto(server.url)
      await look(visitor.page, 'home')
      await press(visitor, 'Start a stocktake')
      await look(visitor.page, 'start')
      await visitor.page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click()
      await sees(visitor, 'Give the stocktake a title.')
      await look(visitor.page, 'start, with errors')
      await visitor.page.goto(`${server.url}/j/${joinCode}`)
      await sees(visitor, 'Join')
      await look(visitor.page, 'join')
      await visitor.page.goto(`${server.url}/j/ZZZZZZ`)
      await visitor.page.getByRole('heading').first().waitFor()
      await look(visitor.page, 'join with a wrong code')
      for (const [path, state] of [
        ['/return', 'return'],
        ['/nowhere/at/all', 'not found'],
        [`/s/${id}`, 'not signed in'],
      ] as const) {
        await visitor.page.goto(server.url + path)
        await visitor.page.getByRole('heading').first().waitFor()
        await look(visitor.page, state)
      }
      await page.goto(server.url)
      await look(page, 'home, with a stocktake')
      await page.goto(`${server.url}/s/${id}`)
      for (const part of ['about', 'matrix', 'groups', 'rounds', 'people'] as const) {
        await facilitator.setUp(part)
        await page.getByRole('main').waitFor()
        await look(page, `set-up: ${part}`)
      }
      for (const [path, words] of [
        ['/rounds/1', 'I have told the story of my first admission'],
        ['/report', /Round pack|Report/],
        ['/carry', 'decided'],
        ['/show', /Personalised care/],
      ] as const) {
        await facilitator.open(path)
        await sees(facilitator, words)
        await look(page, path)
      }
      done()
    })

    test('[W213] [W216] [W218] the workspace with its panels, menus and dialogs', async ({ browser }) => {
      const { look, done } = inspector(size === 'phone')
      const started = await startStocktake(browser, server.url)
      const { id, links } = await (async () => {
        const { request } = started.facilitator.page
        const view = await (await request.get(`${server.url}/api/stocktakes/${started.id}`)).json()
        return { id: started.id, links: view.links }
      })()
      await started.facilitator.page.goto(`${server.url}/s/${id}?lens=table`)
      await started.facilitator.paste(CELL, ['The form is too long', 'Letters arrive late', 'Form too long!', 'No time to ask'])
      await started.facilitator.isSaved()
      const facilitator = await Person.come(browser, { ...options, colorScheme })
      await facilitator.page.goto(links.facilitator)
      await press(facilitator, 'Come in')
      await facilitator.page.waitForURL(/\/s\//)
      const { page } = facilitator
      await facilitator.open('?lens=table')
      const isPhone = size === 'phone'
      if (isPhone) {
        for (const tab of ['Write', 'Mirror', 'Board']) {
          await page.getByRole('navigation').getByRole('button', { name: tab }).click()
          await look(page, `tab: ${tab}`)
        }
        await press(facilitator, /^Practice/)
      }
      await sees(facilitator, 'The form is too long')
      await look(page, 'table')
      await page
        .getByRole('button', { name: /^Actions for the note/ })
        .first()
        .click()
      await page.getByRole('menuitem').first().waitFor()
      await look(page, 'menu of a note')
      await page.getByRole('menuitem', { name: 'Move to…' }).click()
      await look(page, 'where to move')
      await page.keyboard.press('Escape')
      await facilitator.note('Letters arrive late').getByText('Letters arrive late').click()
      await page.getByRole('textbox', { name: /^Edit the note/ }).waitFor()
      await look(page, 'a note being written')
      await page.keyboard.press('Escape')
      await press(facilitator, 'Find')
      await look(page, 'find')
      await page.keyboard.press('Escape')
      await press(facilitator, 'Menu')
      await look(page, 'menu')
      await page.getByRole('menuitem', { name: 'Export' }).click()
      await page.getByRole('dialog').waitFor()
      await look(page, 'export')
      await page.keyboard.press('Escape')
      await press(facilitator, 'Menu')
      await page.getByRole('menuitem', { name: 'Import notes…' }).click()
      await page.getByRole('textbox', { name: 'Or paste cells here' }).fill('Row\tColumn\tNote\nPractice\tBarriers\tThe form is too long\n\t\tNo cell')
      await look(page, 'import')
      await page.getByRole('dialog').getByRole('button', { name: 'Show the notes' }).click()
      await page.getByRole('alertdialog').getByText('No cell yet: choose one.').waitFor()
      await look(page, 'import, looked through')
      await page.keyboard.press('Escape')
      for (const panel of ['Outline', 'Themes', 'Look-alike notes', 'Vote', 'Readiness', 'Tensions', 'Ledger', 'Coverage', 'Tables', 'People']) {
        if (isPhone) {
          await page.getByRole('navigation').getByRole('button', { name: 'More' }).click()
          const all = page.getByRole('button', { name: 'All', exact: true })
          if (await all.isVisible()) await all.click()
        }
        await page.getByRole('button', { name: panel, exact: true }).first().click()
        await page.getByRole('heading', { name: panel }).first().waitFor()
        await look(page, `panel: ${panel}`)
        if (panel === 'Tensions') {
          await press(facilitator, 'Name a tension')
          await page.getByRole('dialog').waitFor()
          await look(page, 'naming a tension')
          await page.keyboard.press('Escape')
        }
        if (panel === 'Vote') {
          await press(facilitator, 'Open a ballot')
          await page.getByRole('dialog').waitFor()
          await look(page, 'opening a ballot')
          await press(facilitator, /^Let \d+ (person|people) vote$/)
          await look(page, 'a ballot')
        }
      }
      await facilitator.open('?lens=canvas')
      if (isPhone) await page.getByRole('navigation').getByRole('button', { name: 'Board' }).click()
      await page.locator('.tl-container').waitFor()
      await look(page, 'canvas')

      const ana = await Person.join(browser, started, 'Ana', { ...options, colorScheme })
      await ana.page.goto(`${server.url}/s/${id}?lens=table`)
      await sees(ana, /votes left/)
      await look(ana.page, 'participant, voting')
      await ana.page.context().setOffline(true)
      await sees(ana, /Offline/)
      await look(ana.page, 'offline')
      done()
    })
  })
