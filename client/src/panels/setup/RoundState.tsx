import { openRound as roundThatIsOpen } from '@stocktake/shared/rounds'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { CircleDashed, CirclePlay, Lock } from 'lucide-react'
import { useState } from 'react'
import { closeRound, openRound, removeRound, reopenRound } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { Confirm } from '../../ui/Confirm.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { useWords } from '../../words/words.ts'
import styles from './Setup.module.css'
import { useUnsaved } from './unsaved.ts'

type Question = 'open' | 'close' | 'reopen' | 'remove'
const commands = { open: openRound, close: closeRound, reopen: reopenRound, remove: removeRound }
const icons = { draft: CircleDashed, open: CirclePlay, closed: Lock }

/** A round's state in words, and the presses that change it: each says first what it does, and to how many people. */
export function RoundState({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const here = useSession((state) => state.here?.total ?? 0)
  const unsaved = useUnsaved((state) => state.names.has(`round-${round.number}`))
  const [question, setQuestion] = useState<Question | null>(null)
  const command = useCommand()
  const Icon = icons[round.state]
  const other = roundThatIsOpen(view)
  const inTheWay = other && other.number !== round.number ? other.number : undefined
  const isLast = view.rounds.at(-1)?.number === round.number
  const number = round.number

  async function go(chosen: Question) {
    const next = await command.run(() => commands[chosen](view.id, number))
    if (!next) return
    useSession.getState().setView(next)
    setQuestion(null)
  }

  function ask(chosen: Question) {
    command.forget()
    setQuestion(chosen)
  }

  // The words of a press count the people it is done to; with nobody else here they would only be odd.
  const label = (chosen: Question) =>
    here > 1 && chosen !== 'remove' ? t(`setup.${chosen}For`, { round: number, count: here }) : t(`setup.${chosen}Round`, { round: number })

  return (
    <div className={styles.roundState}>
      <span className={styles.stateWord}>
        <Icon aria-hidden /> {t(`setup.state.${round.state}`)}
      </span>
      <div className="row">
        {round.state === 'draft' && (
          <Button variant={inTheWay ? 'quiet' : 'primary'} isDisabled={Boolean(inTheWay)} onPress={() => ask('open')}>
            {label('open')}
          </Button>
        )}
        {round.state === 'draft' && isLast && round.records === 0 && <Button onPress={() => ask('remove')}>{label('remove')}</Button>}
        {round.state === 'open' && (
          <>
            <LinkButton href={`/s/${view.id}/carry`}>{t('setup.carry')}</LinkButton>
            <Button onPress={() => ask('close')}>{label('close')}</Button>
          </>
        )}
        {round.state === 'closed' && (
          <>
            <LinkButton href={`/s/${view.id}/rounds/${number}`}>{t('setup.record')}</LinkButton>
            <Button isDisabled={Boolean(inTheWay)} onPress={() => ask('reopen')}>
              {label('reopen')}
            </Button>
          </>
        )}
      </div>
      {inTheWay && round.state !== 'open' && <p className={styles.help}>{t('setup.closeFirst', { round: inTheWay })}</p>}

      {question && (
        <Confirm
          title={t(`setup.${question}Title`, { round: number, title: round.title })}
          onClose={() => setQuestion(null)}
          go={label(question)}
          onGo={() => void go(question)}
          isDangerous={question === 'remove'}
          command={command}
        >
          <p>{t(`setup.${question}Text`)}</p>
          {unsaved && question !== 'reopen' && <Notice kind="warning">{t('setup.unsavedRound')}</Notice>}
        </Confirm>
      )}
    </div>
  )
}
