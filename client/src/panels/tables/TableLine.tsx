import type { Breakout } from '@stocktake/shared/breakoutSchema'
import { cellsInWords, liveBreakout } from '@stocktake/shared/breakouts'
import { isTeam } from '@stocktake/shared/rounds'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Users } from 'lucide-react'
import { endBreakout } from '../../api.ts'
import { useSession } from '../../session.ts'
import { myTableIn } from '../../sync/myTable.ts'
import { Button } from '../../ui/Button.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { listOf } from '../../words/language.ts'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Tables.module.css'

/** While people sit at tables: where I sit and what that means; for facilitators the one press that ends it. */
export function TableLine({ view, round, onOpen }: { view: SessionView; round: Round; onOpen: () => void }) {
  const t = useWords()
  const breakout = liveBreakout(round)
  if (!breakout) return null
  const mine = myTableIn(view, round)
  const isParticipant = view.me.role === 'participant'
  const isFacilitator = view.me.role === 'facilitator'
  const cells = mine && cellsInWords(view.matrix, round.columns, mine.table.cells)
  const where = mine && (cells ? t('breakouts.youOf', { table: mine.table.name, cells: inWords(cells) }) : t('breakouts.you', { table: mine.table.name }))
  return (
    <section className={styles.line} aria-label={t('breakouts.tables')}>
      <Users aria-hidden />
      {mine ? (
        <div className={styles.words} role="status">
          <p>
            <strong>{where}</strong>
          </p>
          <p className={styles.quiet}>
            {t(cells ? (mine.breakout.ownCellsOnly && !isTeam(view.me.role) ? 'breakouts.held' : 'breakouts.first') : 'breakouts.everywhere')}
          </p>
        </div>
      ) : (
        <p className={styles.words} role="status">
          {isParticipant ? t('breakouts.seatless') : t('breakouts.on', { count: breakout.tables.length })}
        </p>
      )}
      {isFacilitator && (
        <span className={styles.presses}>
          <Button size="small" onPress={onOpen}>
            {t('breakouts.open')}
          </Button>
          <EndBreakout view={view} round={round} breakout={breakout} />
        </span>
      )}
    </section>
  )
}

const inWords = (parts: readonly string[]) => (parts.some((part) => part.includes(',')) ? parts.join('; ') : listOf(parts))

/** One press takes everybody back. */
export function EndBreakout({ view, round, breakout }: { view: SessionView; round: Round; breakout: Breakout }) {
  const t = useWords()
  const here = useSession((state) => state.here)
  const { run, isRunning, problem } = useCommand()
  return (
    <>
      <Button
        size="small"
        variant="primary"
        isPending={isRunning}
        onPress={async () => {
          const after = await run(() => endBreakout(view.id, round.number, breakout.id))
          if (after) useSession.getState().setView(after)
        }}
      >
        {t('breakouts.end', { count: (here?.total ?? 0) - (here?.byGroup.team ?? 0) })}
      </Button>
      {problem && (
        <span role="alert" className={styles.problem}>
          {sentence(problem, t)}
        </span>
      )}
    </>
  )
}
