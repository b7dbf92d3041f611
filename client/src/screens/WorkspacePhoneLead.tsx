import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { recall, remember } from '../device.ts'
import { EverybodyBar } from '../panels/attend/EverybodyMenu.tsx'
import { LeadBar } from '../panels/steps/LeadBar.tsx'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './WorkspacePhoneLead.module.css'

const KEY = 'stocktake/lead'

/** For who leads on a phone: the step and its clock in one line; all that moves people is a press away, and stays as it was left. */
export function WorkspacePhoneLead({ view, round, line }: { view: SessionView; round: Round; line: (isBrief: boolean) => ReactNode }) {
  const t = useWords()
  const [isOpen, setOpen] = useState(() => recall(KEY) === true)
  const folded = useId()
  const hasSteps = round.steps.length > 0
  return (
    <>
      <div className={styles.step}>
        {line(hasSteps && !isOpen)}
        <Button
          size="small"
          className={styles.unfold ?? ''}
          aria-expanded={isOpen}
          aria-controls={folded}
          onPress={() => {
            setOpen(!isOpen)
            remember(KEY, !isOpen)
          }}
        >
          {t('steps.leadFold')}
          {isOpen ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
        </Button>
      </div>
      <div id={folded} className={styles.leading}>
        {isOpen && (hasSteps ? <LeadBar view={view} round={round} /> : <EverybodyBar view={view} round={round} />)}
      </div>
    </>
  )
}
