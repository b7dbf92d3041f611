import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { ChevronRight } from 'lucide-react'
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useWords } from '../../words/words.ts'
import { StimulusShelf } from '../StimulusShelf.tsx'
import { RoundForm } from './RoundForm.tsx'
import { RoundState } from './RoundState.tsx'
import styles from './Setup.module.css'
import { StepsSetup } from './StepsSetup.tsx'

/** One round of the set-up: what state it is in, what can be done with it, and, unfolded, all that was planned. */
export function RoundCard({ view, round, startsOpen }: { view: SessionView; round: Round; startsOpen: boolean }) {
  const t = useWords()
  return (
    <Disclosure className={styles.round ?? ''} defaultExpanded={startsOpen}>
      <div className={styles.roundHead}>
        <Heading level={3} className={styles.roundTitle}>
          <AriaButton slot="trigger" className={styles.fold ?? ''}>
            <ChevronRight aria-hidden className={styles.chevron} />
            <span>{t('setup.roundTitle', { round: round.number, title: round.title })}</span>
          </AriaButton>
        </Heading>
        <RoundState view={view} round={round} />
      </div>
      <DisclosurePanel>
        <div className={styles.roundBody}>
          {round.state === 'closed' ? <p className={styles.help}>{t('setup.closedText')}</p> : <RoundForm view={view} round={round} />}
          {round.state !== 'closed' && (
            <>
              <h4 className={styles.subheading}>{t('steps.setup')}</h4>
              <p className={styles.help}>{t('steps.setupHelp')}</p>
              <StepsSetup view={view} round={round} />
            </>
          )}
          <h4 className={styles.subheading}>{t('setup.stimulus')}</h4>
          <p className={styles.help}>{t('setup.stimulusHelp')}</p>
          <StimulusShelf view={view} round={round} />
        </div>
      </DisclosurePanel>
    </Disclosure>
  )
}
