import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readImport } from '@stocktake/shared/portable'
import type { SessionView } from '@stocktake/shared/view'
import { linksOf } from './routes/context.ts'
import { importCommand } from './workshop/import.ts'
import type { Workshop } from './workshop/workshop.ts'

/** Found from the sources and from the built server alike. */
const EXAMPLE = fileURLToPath(new URL('../examples/pcsp-mental-health-ics.json', import.meta.url))

/** The example as a document that the import takes: invented notes of four rounds, the fourth open. */
export const readExample = async (): Promise<unknown> => JSON.parse(await readFile(EXAMPLE, 'utf8'))

/** The example stocktake: imported as anybody would import it, unless these data have it already. */
export async function openDemo(workshop: Workshop): Promise<{ links: (base: string) => SessionView['links'] }> {
  const plan = readImport(await readExample(), workshop.now())
  for (const id of await workshop.store.sessionIds()) {
    const session = await workshop.store.readSession(id)
    if (session?.title === plan.session.title) return { links: (base) => linksOf(session, 'facilitator', base, workshop.secret) }
  }
  const { session } = await importCommand(workshop, plan)
  return { links: (base) => linksOf(session, 'facilitator', base, workshop.secret) }
}
