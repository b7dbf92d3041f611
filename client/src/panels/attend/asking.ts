import type { Member } from '@stocktake/shared/session'
import { timeOf } from '../../words/language.ts'
import type { Words } from '../../words/words.ts'

/** What a facilitator is about to do with somebody, or with the code. */
export type Asking = { what: 'code' } | { what: 'role' | 'group' | 'where' | 'access' | 'remove' | 'readmit' | 'hide' | 'keep'; member: Member }

/** How a person is called who gave no name, or whose name is not to be shown. */
export const nameOf = (member: Member, t: Words) => member.name || t('people.noName', { time: timeOf(member.joinedAt) })
