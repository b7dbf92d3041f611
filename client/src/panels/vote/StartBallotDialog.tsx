import { BALLOT_LIMITS } from '@stocktake/shared/ballotLimits'
import { type BallotScope, ballotItems, defaultBudget, defaultCap } from '@stocktake/shared/ballots'
import { cellsOf } from '@stocktake/shared/matrix'
import type { Round } from '@stocktake/shared/session'
import { liveStep } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { Vote } from 'lucide-react'
import { useState } from 'react'
import { startBallot } from '../../api.ts'
import { useSession } from '../../session.ts'
import type { BoardConnection } from '../../sync/connection.ts'
import { useNotes, useThemes } from '../../sync/useBoard.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Field } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { cellName } from '../../words/usual.ts'
import { sentence, useWords } from '../../words/words.ts'
import styles from './Vote.module.css'

interface StartBallotDialogProps {
  view: SessionView
  round: Round
  connection: BoardConnection
  onClose: () => void
}

type On = BallotScope['on']

/** Composes a ballot: what it is about, what people choose from, and how many votes they have. */
export function StartBallotDialog({ view, round, connection, onClose }: StartBallotDialogProps) {
  const t = useWords()
  const notes = useNotes(connection)
  const themes = useThemes(connection)
  const { run, isRunning, problem } = useCommand()
  const here = useSession((state) => state.here?.total ?? 1)
  const step = liveStep(round)
  const [title, setTitle] = useState(t('vote.questionDefault'))
  const [on, setOn] = useState<On>('cells')
  const [cells, setCells] = useState<readonly string[] | null>(step?.cells ?? null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [budget, setBudget] = useState('')
  const [cap, setCap] = useState('')
  const [isShown, setShown] = useState(false)
  const [inAnyStep, setAnyStep] = useState(step !== undefined && !step.may.vote)
  const [teamVotes, setTeamVotes] = useState(false)

  const every = cellsOf(view.matrix, round.columns)
  const scope: BallotScope = on === 'cells' ? { on, cells } : on === 'notes' ? { on, notes: chosen } : { on }
  const content = { notes: [...notes], themes: [...themes] }
  const items = ballotItems(content, scope).length
  const isTooMany = items > BALLOT_LIMITS.items
  const proposed = defaultBudget(items)
  const votes = wholeNumber(budget) ?? proposed
  const most = wholeNumber(cap) ?? defaultCap(votes)
  const toggle = (list: readonly string[], id: string, isOn: boolean) => (isOn ? [...list, id] : list.filter((each) => each !== id))

  const start = async () => {
    const input = {
      title,
      scope: on === 'cells' ? { on, cells: cells && [...cells] } : on === 'notes' ? { on, notes: [...chosen] } : { on },
      budget: votes,
      cap: Math.min(votes, most),
      isShown,
      inAnyStep,
      teamVotes,
    }
    const after = await run(() => startBallot(view.id, round.number, input))
    if (!after) return
    useSession.getState().setView(after)
    onClose()
  }

  return (
    <Dialog
      title={t('vote.startTitle')}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <Button
          variant="primary"
          icon={<Vote aria-hidden />}
          isPending={isRunning}
          isDisabled={!title.trim() || items === 0 || isTooMany}
          onPress={() => void start()}
        >
          {t('vote.press', { count: Math.max(1, here - (teamVotes ? 0 : 1)) })}
        </Button>
      }
    >
      <div className={styles.form}>
        <Field label={t('vote.question')} value={title} onChange={setTitle} maxLength={BALLOT_LIMITS.title} />
        <Choices
          label={t('vote.scope')}
          choices={(['cells', 'notes', 'themes'] as const).map((id) => ({
            id,
            label: t(`vote.scope${id === 'cells' ? 'Cells' : id === 'notes' ? 'Notes' : 'Themes'}`),
          }))}
          value={on}
          onChange={(next) => setOn(next as On)}
        />
        {on === 'cells' && (
          <div className={styles.choices}>
            <Checkbox isSelected={cells === null} onChange={(all) => setCells(all ? null : every)}>
              {t('vote.cellsAll')}
            </Checkbox>
            {cells !== null &&
              every.map((cell) => (
                <Checkbox key={cell} isSelected={cells.includes(cell)} onChange={(isOn) => setCells(toggle(cells, cell, isOn))}>
                  {cellName(view.matrix, cell)}: {t('table.notes', { count: ballotItems(content, { on: 'cells', cells: [cell] }).length })}
                </Checkbox>
              ))}
          </div>
        )}
        {on === 'notes' && (
          <div className={styles.picked}>
            {notes
              .filter(({ text, picture }) => text.trim() || picture)
              .map((note) => (
                <Checkbox key={note.id} isSelected={chosen.includes(note.id)} onChange={(isOn) => setChosen(toggle(chosen, note.id, isOn))}>
                  {note.text || note.picture?.alt} <span className={styles.where}>{cellName(view.matrix, note.at.cell)}</span>
                </Checkbox>
              ))}
          </div>
        )}
        <p role="status">
          <strong>{isTooMany ? t('vote.countMany', { most: BALLOT_LIMITS.items }) : items ? t('vote.count', { count: items }) : t('vote.countNone')}</strong>
        </p>
        <div className={styles.numbers}>
          <Field
            label={t('vote.budget')}
            description={t('vote.budgetText')}
            type="number"
            inputMode="numeric"
            value={budget}
            placeholder={String(proposed)}
            onChange={setBudget}
          />
          <Field label={t('vote.cap')} type="number" inputMode="numeric" value={cap} placeholder={String(defaultCap(votes))} onChange={setCap} />
        </div>
        <div className={styles.choices}>
          <Checkbox isSelected={isShown} onChange={setShown}>
            {t('vote.shown')} <span className={styles.where}>{t('vote.shownText')}</span>
          </Checkbox>
          {step && (
            <Checkbox isSelected={inAnyStep} onChange={setAnyStep}>
              {t('vote.anyStep')}
            </Checkbox>
          )}
          <Checkbox isSelected={teamVotes} onChange={setTeamVotes}>
            {t('vote.teamVotes')}
          </Checkbox>
        </div>
        {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
      </div>
    </Dialog>
  )
}

/** What was typed, as a number of votes; undefined for nothing and for what is none. */
function wholeNumber(typed: string): number | undefined {
  const number = Math.floor(Number(typed))
  return typed.trim() && number >= 1 ? Math.min(number, BALLOT_LIMITS.votes) : undefined
}
