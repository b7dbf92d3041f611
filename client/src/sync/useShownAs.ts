import { isTeam } from '@stocktake/shared/rounds'
import type { SessionView } from '@stocktake/shared/view'
import { useStore } from 'zustand'
import { useSession } from '../session.ts'
import { useWords } from '../words/words.ts'
import { onBehalfOf } from './onBehalf.ts'

/** How a note that I write now will be shown, in a sentence or two. */
export function useShownAs({ id, me, groups, settings }: Pick<SessionView, 'id' | 'me' | 'groups' | 'settings'>): string[] {
  const t = useWords()
  const behalf = useStore(onBehalfOf(id), (state) => (isTeam(me.role) ? state.behalf : null))
  const isAlone = useSession(({ here }) => me.role === 'participant' && me.groupId !== null && here?.byGroup[me.groupId] === 1)
  const labelOf = (group: string | null) => groups.find((one) => one.id === group)?.label
  const own = labelOf(me.groupId)
  const typed = behalf?.typedFor ? [t('identity.shownTyped')] : []
  if (settings.attribution === 'anonymous') return [t('steps.shownAnonymous'), ...typed]
  const other = behalf && labelOf(behalf.group)
  if (other) return [t('identity.shownFor', { group: other }), ...typed]
  if (!own) return [t('steps.shownTeam'), ...typed]
  const alone = isAlone ? [t('identity.alone')] : []
  if (settings.attribution === 'group') return [t('steps.shownGroup', { group: own }), ...alone]
  return me.name ? [t('steps.shownNamed', { who: `${me.name}, ${own}` })] : [t('steps.shownNamedNoName', { group: own }), ...alone]
}
