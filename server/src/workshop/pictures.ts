import { isPictureFile } from '@stocktake/shared/board/schema'
import { readSession, type Workshop } from './workshop.ts'

const HOUR = 60 * 60_000
/** What was deleted can come back by undo as long as its page is open; a picture is kept for so long after the last change. */
export const PICTURES_REST = 24 * HOUR
/** How often all stocktakes are looked through. */
const LOOK = 6 * HOUR

/**
 * Drops pictures of a stocktake that nothing has any more, and says how many. Only after a day in which nobody wrote:
 * whatever was deleted was then deleted before, and no open page can be about to bring it back unseen.
 */
export async function cleanPictures(workshop: Workshop, stocktakeId: string): Promise<number> {
  const { store } = workshop
  const until = workshop.now() - PICTURES_REST
  const old = (await store.files(stocktakeId)).filter(({ id, addedAt }) => isPictureFile(id) && addedAt <= until)
  if (!old.length) return 0
  const { writes, since } = await store.rest(stocktakeId, workshop.now())
  if (since > until) return 0
  let unused = old.map(({ id }) => id)
  for await (const text of whatHasPictures(workshop, stocktakeId)) unused = unused.filter((id) => !text.includes(id))
  return unused.length && (await store.dropFiles(stocktakeId, unused, writes)) ? unused.length : 0
}

/** How often it is looked again whether something else has a picture, because somebody wrote meanwhile. */
const LOOKS = 5

/** Drops these pictures at once, but for those that something else has. */
export async function dropPictures(workshop: Workshop, stocktakeId: string, pictures: readonly string[]): Promise<void> {
  const { store } = workshop
  for (let look = 0; pictures.length && look < LOOKS; look++) {
    const { writes } = await store.rest(stocktakeId, workshop.now())
    let unused = [...pictures]
    for await (const text of whatHasPictures(workshop, stocktakeId)) unused = unused.filter((id) => !text.includes(id))
    if (!unused.length || (await store.dropFiles(stocktakeId, unused, writes))) return
  }
}

/** Everything in which a picture could be named, as text. The ids of pictures are random, so they cannot be there by chance. */
async function* whatHasPictures(workshop: Workshop, id: string): AsyncGenerator<string> {
  const { store, rooms } = workshop
  const session = await readSession(workshop, id)
  yield JSON.stringify(session)
  for (const { number: round } of session.rounds) {
    yield JSON.stringify(await rooms.read(id, round))
    for (const draftOf of await rooms.drafts.members(id, round)) yield JSON.stringify(await rooms.drafts.read({ stocktakeId: id, round, draftOf }))
    yield JSON.stringify(await store.hiddenNotes(id, round))
    yield JSON.stringify(await store.records(id, round))
  }
}

/** Cleans all stocktakes now, and again some times a day. Stopping waits for what is under way. */
export function keepClean(workshop: Workshop, onError: (error: unknown) => void): { stop(): Promise<void> } {
  let stopped = false
  const clean = async () => {
    for (const id of await workshop.store.sessionIds()) {
      if (stopped) return
      await cleanPictures(workshop, id).catch(onError)
    }
  }
  let running = clean().catch(onError)
  const timer = setInterval(() => {
    running = running.then(clean).catch(onError)
  }, LOOK)
  timer.unref()
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
