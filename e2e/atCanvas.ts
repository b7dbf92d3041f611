import type { Browser, BrowserContextOptions } from '@playwright/test'
import type { Spot } from './fingers.ts'
import { Person } from './people.ts'
import { startStocktake } from './start.ts'

/** A facilitator at the table, who sees what comes of it, and Anna at the canvas. */
export async function workshopAtCanvas(browser: Browser, url: string, options: BrowserContextOptions = {}) {
  const started = await startStocktake(browser, url)
  const { facilitator, id } = started
  const anna = await Person.join(browser, started, 'Anna', options)
  await anna.page.goto(`${url}/s/${id}?lens=canvas`)
  await facilitator.page.goto(`${url}/s/${id}?lens=table`)
  await anna.showEverything()
  return { started, facilitator, anna, page: anna.page }
}

export const menuItem = (person: Person, name: string) => person.page.getByRole('menuitem', { name: new RegExp(`^${name}`) })
/** So many pixels to the right and down. */
export const by = ({ x, y }: Spot, dx: number, dy: number) => ({ x: x + dx, y: y + dy })
