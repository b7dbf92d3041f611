import type { Note } from '@stocktake/shared/board/schema'
import type { Group } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import type { Words } from '../words/words.ts'

/** Whose a note is, as far as it tells, and no further than this stocktake shows it now. */
export interface Whose {
  group?: Group | undefined
  author?: string | undefined
  /** Its writer was promised, or everybody is now, that neither is told. */
  anonymous: boolean
  typedFor: boolean
}

type Showing = Pick<SessionView, 'settings' | 'groups'>

export function whoseNote(view: Showing, note: Pick<Note, 'group' | 'author' | 'anonymous' | 'typedFor'>): Whose {
  const typedFor = note.typedFor === true
  const anonymous = note.anonymous === true || view.settings.attribution === 'anonymous'
  const author = view.settings.attribution === 'named' && !anonymous ? note.author : undefined
  return { anonymous, typedFor, group: groupShown(view, note.group), author }
}

/** The group that is shown with something of it; none where nobody's is. */
export const groupShown = ({ settings, groups }: Showing, id: string | null | undefined): Group | undefined =>
  settings.attribution === 'anonymous' ? undefined : groups.find((group) => group.id === id)

/** What stands in a note's foot where no group does. */
export const groupless = ({ anonymous }: Whose, t: Words) => t(anonymous ? 'identity.anonymous' : 'table.team')
