import { isHeld } from '@stocktake/shared/board/schema'
import type { Round } from '@stocktake/shared/session'
import { wasRevealed } from '@stocktake/shared/steps'
import { Eye, Lock } from 'lucide-react'
import { useState } from 'react'
import { revealMine } from '../api.ts'
import type { BoardConnection } from '../sync/connection.ts'
import { useNotes, useStatus } from '../sync/useBoard.ts'
import { Table } from '../table/Table.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { sentence, useWords } from '../words/words.ts'
import type { WorkspaceLayoutProps } from './WorkspaceLayout.ts'
import styles from './WorkspaceOwnNotes.module.css'

type OwnNotesProps = Pick<WorkspaceLayoutProps, 'view' | 'shown' | 'draft' | 'rules' | 'showLineage'> & { className?: string | undefined }

/** What I wrote alone, while people do so and as long as something of it is not shown to the others. */
export function WorkspaceOwnNotes({ draft, shown: { round }, ...props }: OwnNotesProps) {
  if (!draft || !round || !props.rules?.draft) return null
  return <OwnNotes key={round.number} {...props} draft={draft} round={round} />
}

function OwnNotes({ view, draft, round, rules, showLineage, className }: Omit<OwnNotesProps, 'shown' | 'draft'> & { draft: BoardConnection; round: Round }) {
  const t = useWords()
  const notes = useNotes(draft)
  const { ready } = useStatus(draft)
  if (!ready || !rules?.draft || (!rules.isWriting && notes.length === 0)) return null
  const isOpen = round.state === 'open'
  const head = (
    <div className={styles.head}>
      <h2 className={styles.title}>{t('steps.ownTitle', { count: notes.length })}</h2>
      <p className={styles.only}>
        <Lock aria-hidden />
        {t(isOpen ? 'steps.ownText' : 'steps.ownNever')}
      </p>
      {isOpen && <Held count={notes.filter(isHeld).length} />}
      {isOpen && <Late view={view} round={round} count={notes.filter((note) => note.text.trim() && !isHeld(note) && wasRevealed(round.live, note)).length} />}
    </div>
  )
  return (
    <aside className={className} aria-label={t('steps.ownTitle', { count: notes.length })}>
      <Table
        connection={draft}
        view={view}
        round={round}
        me={view.me}
        canWrite={isOpen}
        rules={rules.draft}
        onShowLineage={showLineage}
        part="mine"
        mineHead={head}
        mineNone={t('steps.ownNone')}
      />
    </aside>
  )
}

/** A note that a facilitator held back, told to nobody but its writer. */
function Held({ count }: { count: number }) {
  const t = useWords()
  return (
    // Always there, so that what appears in it is read out.
    <div role="status">
      {count > 0 && (
        <Notice kind="warning" live={false} title={t('identity.heldTitle', { count })}>
          {t('identity.heldText')}
        </Notice>
      )}
    </div>
  )
}

/** Notes that came after the reveal are shown by their writer, with one press. */
function Late({ view, round, count }: Pick<OwnNotesProps, 'view'> & { round: Round; count: number }) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const [done, setDone] = useState(0)
  return (
    <>
      <div role="status">{done > 0 && <p>{t('steps.ownLateDone', { count: done })}</p>}</div>
      {count > 0 && (
        <div className={styles.late}>
          <p>{t('steps.ownLate', { count })}</p>
          <Button
            size="small"
            variant="primary"
            icon={<Eye aria-hidden />}
            isPending={isRunning}
            onPress={async () => {
              const answer = await run(() => revealMine(view.id, round.number))
              if (answer) setDone(answer.notes)
            }}
          >
            {t('steps.ownLatePress', { count })}
          </Button>
        </div>
      )}
      {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
    </>
  )
}
