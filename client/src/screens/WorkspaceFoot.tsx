import { EverybodyBar } from '../panels/attend/EverybodyMenu.tsx'
import { LeadBar } from '../panels/steps/LeadBar.tsx'
import { StepLine } from '../panels/steps/StepLine.tsx'
import { mayShow } from '../sync/ShowThis.tsx'
import styles from './WorkspaceFoot.module.css'
import { isLeading, UndoButtons, WorkspaceInput, type WorkspaceInputProps } from './WorkspaceInput.tsx'

export interface WorkspaceFootProps extends WorkspaceInputProps {
  canWrite: boolean
}

/** The bottom bar, the same for all: what is asked, the one input, undo. Who may not write is told why. */
export function WorkspaceFoot({ connection, view, round, canWrite, rules, draft }: WorkspaceFootProps) {
  return (
    <footer className={styles.foot}>
      <div className={styles.asked}>
        <StepLine round={round} />
        {mayShow(view, round) && !round.steps.length && <EverybodyBar view={view} round={round} />}
      </div>
      <div className={styles.tools}>
        <WorkspaceInput connection={connection} view={view} round={round} rules={rules} draft={draft} />
        {rules.isWriting && draft ? <UndoButtons connection={draft} /> : canWrite && <UndoButtons connection={connection} />}
      </div>
      {isLeading(view, round) && <LeadBar view={view} round={round} />}
    </footer>
  )
}
