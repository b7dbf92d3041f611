import type { SessionView } from '@stocktake/shared/view'
import { useCallback } from 'react'
import { openRound, readCarry } from '../api.ts'
import { useSession } from '../session.ts'
import { navigate } from '../ui/address.tsx'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useLoaded } from '../ui/useLoaded.ts'
import { useWords } from '../words/words.ts'
import styles from './Carry.module.css'
import { useStartWords } from './CarryClose.tsx'

/** Between two rounds: what the next one will start with, and the press that opens it. */
export function CarryNext({ view }: { view: SessionView }) {
  const t = useWords()
  const closed = view.rounds.filter((round) => round.state === 'closed')
  const last = closed.at(-1)
  const next = view.rounds.find((round) => round.state === 'draft')
  const numbers = closed.map((round) => round.number).join()
  const waiting = useLoaded(
    useCallback(async () => {
      const answers = await Promise.all((numbers ? numbers.split(',') : []).map((number) => readCarry(view.id, Number(number))))
      return answers.flatMap((answer) => answer.decisions)
    }, [view.id, numbers]),
  )

  return (
    <section className={styles.between} aria-labelledby="carry-next">
      <h2 id="carry-next">{last ? t('carry.isClosed', { round: last.number }) : t('carry.noneOpen')}</h2>
      {last && <p>{t('carry.recordKept', { round: last.number })}</p>}
      {waiting.state === 'loading' && <Loading />}
      {waiting.state === 'failed' && (
        <Notice kind="warning" actions={<Button onPress={waiting.again}>{t('common.retry')}</Button>}>
          {waiting.problem.title}
        </Notice>
      )}
      {next && waiting.state === 'ready' && <OpenNext view={view} round={next.number} title={next.title} decisions={waiting.value} />}
      {!next && <p>{t('carry.noNext')}</p>}
      <div className={styles.formActions}>
        {last && <LinkButton href={`/s/${view.id}/rounds/${last.number}`}>{t('carry.seeRecord', { round: last.number })}</LinkButton>}
        {view.me.role === 'facilitator' && (
          <LinkButton href={`/s/${view.id}/setup`}>{next ? t('carry.prepareNext', { round: next.number }) : t('carry.addNext')}</LinkButton>
        )}
      </div>
    </section>
  )
}

interface OpenNextProps {
  view: SessionView
  round: number
  title: string
  decisions: Parameters<typeof useStartWords>[0]
}

function OpenNext({ view, round, title, decisions }: OpenNextProps) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const what = useStartWords(decisions)

  async function open() {
    const opened = await run(() => openRound(view.id, round))
    if (!opened) return
    useSession.getState().setView(opened)
    navigate(`/s/${view.id}`)
  }

  return (
    <div className={styles.next}>
      <p className={styles.nextTitle}>{t('round.name', { round, title })}</p>
      <p>{t('carry.startsWith', { what })}</p>
      {view.me.role === 'facilitator' ? (
        <div>
          <Button variant="primary" size="large" isPending={isRunning} onPress={() => void open()}>
            {t('carry.openNext', { round })}
          </Button>
        </div>
      ) : (
        <p className={styles.quiet}>{t('carry.facilitatorOpens')}</p>
      )}
      {problem && <Notice kind="danger">{problem.title}</Notice>}
    </div>
  )
}
