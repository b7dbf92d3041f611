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

export function whoseNote(
  { settings, groups }: Pick<SessionView, 'settings' | 'groups'>,
  note: Pick<Note, 'group' | 'author' | 'anonymous' | 'typedFor'>,
): Whose {
  const typedFor = note.typedFor === true
  if (note.anonymous || settings.attribution === 'anonymous') return { anonymous: true, typedFor }
  return {
    anonymous: false,
    typedFor,
    group: groups.find(({ id }) => id === note.group),
    author: settings.attribution === 'named' ? note.author : undefined,
  }
}

/** What stands in a note's foot where no group does. */
export const groupless = ({ anonymous }: Whose, t: Words) => t(anonymous ? 'identity.anonymous' : 'table.team')
