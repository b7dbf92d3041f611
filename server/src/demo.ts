import { readFile } from 'node:fs/promises'
import { readImport } from '@stocktake/shared/portable'
import type { SessionView } from '@stocktake/shared/view'
import { linksOf } from './routes/context.ts'
import { importCommand } from './workshop/import.ts'
import type { Workshop } from './workshop/workshop.ts'

/** The example stocktake: imported as anybody would import it, unless these data have it already. */
export async function openDemo(workshop: Workshop, file: string): Promise<{ links: (base: string) => SessionView['links'] }> {
  const plan = readImport(JSON.parse(await readFile(file, 'utf8')), workshop.now())
  for (const id of await workshop.store.sessionIds()) {
    const session = await workshop.store.readSession(id)
    if (session?.title === plan.session.title) return { links: (base) => linksOf(session, 'facilitator', base, workshop.secret) }
  }
  const { session } = await importCommand(workshop, plan)
  return { links: (base) => linksOf(session, 'facilitator', base, workshop.secret) }
}
