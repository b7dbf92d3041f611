import { isTeam } from '@stocktake/shared/rounds'
import type { Round } from '@stocktake/shared/session'
import { isWriting, wasRevealed } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { useStore } from 'zustand'
import { draftsOf } from '../sync/drafts.ts'
import { useShownAs } from '../sync/useShownAs.ts'
import { onDemand } from '../ui/onDemand.tsx'
import { useWords } from '../words/words.ts'
import styles from './ShownAs.module.css'

const OnBehalfChoice = onDemand(async () => (await import('./OnBehalfChoice.tsx')).OnBehalfChoice)

const WritingLanguage = onDemand(async () => (await import('../noteLanguage/WritingLanguage.tsx')).WritingLanguage)

interface ShownAsProps {
  view: Pick<SessionView, 'id' | 'me' | 'groups' | 'settings'>
  round: Round
  /** Where it goes. */
  cell: string | null
  /** It goes to one's own draft. */
  isPrivate?: boolean
  /** The choice for whom to write stands elsewhere on the page. */
  isBrief?: boolean
}

/** Says before anything is written how others will see whose it is; the team chooses beside it for whom it writes. */
export function ShownAs({ view, round, cell, isPrivate = false, isBrief = false }: ShownAsProps) {
  const t = useWords()
  const shown = useShownAs(view)
  const { me, settings } = view
  const writesIn = useStore(draftsOf(view.id, me.memberId), (state) => state.lang)
  const sentences = [
    isPrivate && t(wasRevealed(round.live, { at: { cell }, group: me.groupId }) ? 'steps.shownByMe' : 'steps.shownLater'),
    isPrivate && settings.readBeforeReveal && t('identity.readFirst'),
    ...shown,
    !isPrivate && isWriting(round) && t('steps.shownAtOnce'),
  ]
  return (
    <div className={styles.shownAs}>
      {isTeam(me.role) && !isPrivate && !isBrief && (
        <div className={styles.behalf} data-anonymous={settings.attribution === 'anonymous' || undefined}>
          <OnBehalfChoice view={view} />
        </div>
      )}
      <p className={styles.promise}>{sentences.filter(Boolean).join(' ')}</p>
      {writesIn && <WritingLanguage view={view} />}
    </div>
  )
}
