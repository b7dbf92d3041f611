import type { CarryDecision } from '@stocktake/shared/carry'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { ProgressBar } from 'react-aria-components'
import { closeRound } from '../api.ts'
import { useSession } from '../session.ts'
import type { BoardConnection } from '../sync/connection.ts'
import { useNotes } from '../sync/useBoard.ts'
import { Button } from '../ui/Button.tsx'
import { Confirm } from '../ui/Confirm.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useWords } from '../words/words.ts'
import styles from './Carry.module.css'
import { progressOf, startsWith } from './CarryQueue.ts'

export interface CarryCloseProps {
  view: SessionView
  round: Round
  connection: BoardConnection
  decisions: readonly CarryDecision[]
}

/** How far it is, and the press that closes the round after saying what that does. */
export function CarryClose({ view, round, connection, decisions }: CarryCloseProps) {
  const t = useWords()
  const notes = useNotes(connection)
  const command = useCommand()
  const [asking, setAsking] = useState(false)
  const { decided, total } = progressOf(notes, round.number, decisions)

  async function close() {
    const next = await command.run(() => closeRound(view.id, round.number))
    // This part goes with the round; the screen then offers to open the next one.
    if (next) useSession.getState().setView(next)
  }

  return (
    <footer className={styles.bar}>
      <ProgressBar
        value={decided}
        maxValue={Math.max(1, total)}
        valueLabel={t('carry.progress', { decided, total })}
        className={styles.progress ?? ''}
        aria-label={t('carry.progressLabel')}
      >
        <span className={styles.track}>
          <span className={styles.fill} style={{ width: `${total ? (decided / total) * 100 : 0}%` }} />
        </span>
        <span className="tabular">{t('carry.progress', { decided, total })}</span>
      </ProgressBar>
      {view.me.role === 'facilitator' ? (
        <Button variant="primary" onPress={() => setAsking(true)}>
          {t('carry.close', { round: round.number })}
        </Button>
      ) : (
        <p className={styles.quiet}>{t('carry.facilitatorCloses')}</p>
      )}
      <Confirm
        title={t('carry.closeTitle', { round: round.number, title: round.title })}
        isOpen={asking}
        onClose={() => setAsking(false)}
        go={t('carry.closeDo', { round: round.number })}
        onGo={() => void close()}
        command={command}
        size="normal"
      >
        <ul className={styles.effects}>
          <li>{t('carry.closeReadOnly', { round: round.number })}</li>
          <li>{t('carry.closeRecord')}</li>
          <li>{decided < total ? t('carry.closeUndecided', { count: total - decided, total }) : t('carry.closeAllDecided', { count: total })}</li>
          <li>{t('carry.startsWith', { what: useStartWords(decisions) })}</li>
          <li>{t('carry.closeReopen')}</li>
        </ul>
      </Confirm>
    </footer>
  )
}

/** "12 notes and 2 stimulus lines". */
export function useStartWords(decisions: readonly CarryDecision[]): string {
  const t = useWords()
  const { notes, stimulus } = startsWith(decisions)
  if (!notes && !stimulus) return t('carry.startNothing')
  const words = [notes > 0 && t('carry.startNotes', { count: notes }), stimulus > 0 && t('carry.startStimulus', { count: stimulus })]
  return words.filter(Boolean).join(` ${t('carry.and')} `)
}
