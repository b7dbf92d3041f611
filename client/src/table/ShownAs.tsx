import type { Round } from '@stocktake/shared/session'
import { isWriting, wasRevealed } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { useWords } from '../words/words.ts'
import styles from './AddBox.module.css'

interface ShownAsProps {
  view: Pick<SessionView, 'me' | 'groups' | 'settings'>
  round: Round
  /** Where it goes. */
  cell: string | null
  /** It goes to one's own draft. */
  isPrivate?: boolean
}

/** Says before anything is written how others will see whose it is. */
export function ShownAs({ view, round, cell, isPrivate = false }: ShownAsProps) {
  const t = useWords()
  const { me, groups, settings } = view
  const group = groups.find(({ id }) => id === me.groupId)?.label
  const shown = () => {
    if (settings.attribution === 'anonymous') return t('steps.shownAnonymous')
    if (!group) return t('steps.shownTeam')
    if (settings.attribution === 'group') return t('steps.shownGroup', { group })
    return me.name ? t('steps.shownNamed', { who: `${me.name}, ${group}` }) : t('steps.shownNamedNoName', { group })
  }
  return (
    <p className={styles.help}>
      {isPrivate && t(wasRevealed(round.live, { at: { cell }, group: me.groupId }) ? 'steps.shownByMe' : 'steps.shownLater')} {shown()}{' '}
      {!isPrivate && isWriting(round) && t('steps.shownAtOnce')}
    </p>
  )
}
