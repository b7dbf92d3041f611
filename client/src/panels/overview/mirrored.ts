import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'

/** What a mirror that was made of a round is called among stimulus; it is stored, so it is no word of the interface. */
export const KIND = 'Mirror'

/** Is a mirror of one round on the shelf of another already? */
export const hasMirrorOf = (view: Pick<SessionView, 'stimulus'>, target: Round, from: number) =>
  target.shelf.some(({ id }) => {
    const item = view.stimulus.find((each) => each.id === id)
    return item?.kindLabel === KIND && item.versions.some(({ fromNotes }) => fromNotes.some(({ round }) => round === from))
  })
