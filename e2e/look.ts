import type { Page } from '@playwright/test'
import type { Person } from './people.ts'

/** Keeps a picture of what somebody sees, in the folder that `LOOK_AT` names if it names one: only for looking at it. */
export async function look(who: Person | Page, name: string, { fullPage = false } = {}): Promise<void> {
  const folder = process.env.LOOK_AT
  const page = 'page' in who ? who.page : who
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage })
}
