import { type Browser, type BrowserContext, type BrowserContextOptions, expect, type Locator, type Page } from '@playwright/test'

const contexts: BrowserContext[] = []

/** Everybody closes their browser: pages of an earlier test would take the time of the next. */
export const everybodyLeaves = async () => void (await Promise.all(contexts.splice(0).map((context) => context.close())))

/** The people of a workshop, each with a browser of their own, doing what people do, in the words they see. */
export class Person {
  constructor(readonly page: Page) {}

  static async come(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
    contexts.push(context)
    return new Person(await context.newPage())
  }

  /** Joins without the page, for the second group; the browser has the cookie afterwards. */
  static async join(browser: Browser, { url, code, groups }: Started, name: string): Promise<Person> {
    const person = await Person.come(browser)
    const answer = await person.page.request.post(`${url}/api/join`, { data: { code, groupId: groups[1], name } })
    expect(answer.status()).toBe(201)
    return person
  }

  /** Types the code on the start page, picks a group, joins. */
  async join(url: string, code: string, group: string, name = ''): Promise<void> {
    const { page } = this
    await page.goto(url)
    await page.getByLabel('Code of the stocktake').fill(code)
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('radio', { name: group }).click({ force: true })
    if (name) await page.getByLabel('Your name (optional)').fill(name)
    await page.getByRole('button', { name: 'Join', exact: true }).click()
    await page.waitForURL(/\/s\//)
  }

  async open(path: string): Promise<void> {
    const { origin, pathname } = new URL(this.page.url())
    const id = /\/s\/([^/]+)/.exec(pathname)?.[1]
    await this.page.goto(`${origin}/s/${id}${path}`)
  }

  cell(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true })
  }

  note(text: string): Locator {
    return this.page.getByRole('listitem').filter({ hasText: text })
  }

  /** Writes a note into a cell of the table. */
  async write(cell: string, text: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: `New note in ${cell}` })
    if (!(await field.isVisible())) await this.page.getByRole('button', { name: `Add a note to ${cell}` }).click()
    await field.fill(text)
    await field.press('Enter')
    await expect(this.note(text)).toBeVisible()
  }

  async isSaved(): Promise<void> {
    await this.isTold('Saved')
  }

  /** Their status line says so. */
  async isTold(words: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('banner').getByText(words, { exact: true }).first()).toBeVisible()
  }

  /** What a screen reader reads out when it comes, in its own time. */
  readOut(words: string | RegExp): Locator {
    return this.page.getByRole('status').filter({ hasText: words })
  }

  /** Listens from now on: gives all that their status line has said since. */
  async listenToStatus(): Promise<() => Promise<string[]>> {
    await this.page.evaluate(() => {
      const said: string[] = []
      Object.assign(window, { said })
      const line = document.querySelector('[data-tone]')
      const note = () => said.push(line?.textContent ?? '')
      if (line) new MutationObserver(note).observe(line, { subtree: true, childList: true, characterData: true })
    })
    return () => this.page.evaluate(() => (window as unknown as { said: string[] }).said)
  }

  /** Opens a note of the table for typing. */
  async edit(text: string): Promise<Locator> {
    await this.note(text).getByText(text).click()
    return this.page.getByRole('textbox', { name: /^Edit the note/ })
  }

  /** Another tab in the same browser, so the same person. */
  async anotherTab(): Promise<Person> {
    return new Person(await this.page.context().newPage())
  }

  /** From now on pages load and sockets do not get through, as behind some proxies. */
  async loseSockets(): Promise<{ regain: () => void }> {
    let isLost = true
    await this.page.routeWebSocket(/\/sync\//, (socket) => void (isLost ? socket.close() : socket.connectToServer()))
    await this.page.reload()
    return {
      regain: () => {
        isLost = false
      },
    }
  }

  // The table

  noteIn(cell: string, text: string): Locator {
    return this.cell(cell).getByRole('listitem').filter({ hasText: text })
  }

  // The canvas

  shape(text: string): Locator {
    return this.page.locator('.tl-shape').filter({ hasText: text })
  }

  /** The middle of a cell on the screen. */
  async spot(cell: string): Promise<{ x: number; y: number }> {
    return middle(this.page.locator('[data-cell]').filter({ has: this.page.getByRole('button', { name: cell, exact: true }) }))
  }

  async showEverything(): Promise<void> {
    await this.page.getByRole('button', { name: 'Show everything' }).last().click()
  }

  async drag(text: string, cell: string): Promise<void> {
    const from = await middle(this.shape(text))
    const to = await this.spot(cell)
    await this.stroke(from, to)
  }

  async press(text: string): Promise<void> {
    const { x, y } = await middle(this.shape(text))
    await this.page.mouse.click(x, y)
  }

  async stroke(from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
    const { mouse } = this.page
    await mouse.move(from.x, from.y)
    await mouse.down()
    await mouse.move(to.x, to.y, { steps: 6 })
    await mouse.up()
  }
}

async function middle(locator: Locator): Promise<{ x: number; y: number }> {
  await expect(locator).toBeVisible()
  const box = await locator.boundingBox()
  if (!box) throw new Error('nothing to be seen there')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

export interface Started {
  url: string
  id: string
  code: string
  /** The link for observers. */
  observer: string
  /** Ids of the groups. */
  groups: string[]
}

/** A stocktake whose first round is open, and its facilitator. */
export async function startStocktake(browser: Browser, url: string): Promise<Started & { facilitator: Person }> {
  const facilitator = await Person.come(browser)
  const { request } = facilitator.page
  const started = await request.post(`${url}/api/stocktakes`, {
    data: { title: 'One shared plan', sharedObject: 'Better care through one shared, personalised plan', template: 'care-standard' },
  })
  const { stocktakeId: id, joinCode: code, token, links } = await started.json()
  const opened = await request.post(`${url}/api/stocktakes/${id}/rounds/1/open`, { data: {}, headers: { authorization: `Bearer ${token}` } })
  expect(opened.status()).toBe(200)
  const { groups } = await opened.json()
  return { facilitator, url, id, code, observer: links.observer, groups: groups.map((group: { id: string }) => group.id) }
}
