import { type Browser, type BrowserContextOptions, expect, type Locator, type Page } from '@playwright/test'

/** The people of a workshop, each with a browser of their own, doing what people do, in the words they see. */
export class Person {
  constructor(readonly page: Page) {}

  static async come(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
    const context = await browser.newContext(options)
    return new Person(await context.newPage())
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
    await expect(this.page.getByText('Saved', { exact: true }).first()).toBeVisible()
  }
}
