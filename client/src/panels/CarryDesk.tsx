import type { Note } from '@stocktake/shared/board/schema'
import type { CarryAction, CarryDecision } from '@stocktake/shared/carry'
import type { NoteRef } from '@stocktake/shared/fields'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { ArrowLeft, ArrowRight, List, RotateCcw } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { decide, undoDecision } from '../api.ts'
import { switchSingleKeys, useSingleKeys } from '../singleKeys.ts'
import type { BoardConnection } from '../sync/connection.ts'
import { useNotes, useStatus, useThemes } from '../sync/useBoard.ts'
import { Button } from '../ui/Button.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useCommand } from '../ui/useCommand.ts'
import { useWords } from '../words/words.ts'
import styles from './Carry.module.css'
import { CarryBringBack, CarryBroughtBack } from './CarryBringBack.tsx'
import { changeDecisions } from './CarryDecisions.ts'
import { CarryFilters } from './CarryFilters.tsx'
import { CarryFocus } from './CarryFocus.tsx'
import { type Answer, CarryForm } from './CarryForm.tsx'
import { CarryKeyList } from './CarryKeyList.tsx'
import { useCarryKeys } from './CarryKeys.ts'
import { CarryList } from './CarryList.tsx'
import { decisionAbout, filterNotes, inReadingOrder, NO_FILTER, nextUndecided, progressOf, step, withAnswer } from './CarryQueue.ts'
import { type CarryAs, CarryTarget, type Target } from './CarryTarget.tsx'
import { LineageDialog } from './Lineage.tsx'

export interface CarryDeskProps {
  view: SessionView
  round: Round
  connection: BoardConnection
  decisions: readonly CarryDecision[]
}

/** Going through the notes of the open round: a list, one note in focus, and what becomes of it. */
export function CarryDesk({ view, round, connection, decisions }: CarryDeskProps) {
  const t = useWords()
  const notes = useNotes(connection)
  const themes = useThemes(connection)
  const { ready } = useStatus(connection)
  const { run, isRunning, problem, forget } = useCommand()
  const [filter, setFilter] = useState(NO_FILTER)
  const [focused, setFocused] = useState<string | null>(null)
  const [asking, setAsking] = useState<Exclude<CarryAction, 'kept'> | null>(null)
  const [as, setAs] = useState<CarryAs>('note')
  const [chosenCell, setChosenCell] = useState<{ note: string; cell: string | null } | null>(null)
  const [said, setSaid] = useState('')
  const [panel, setPanel] = useState<'list' | 'lineage' | 'bring-back' | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)

  const ordered = useMemo(() => inReadingOrder(notes, view.matrix, round.columns, themes), [notes, view.matrix, round.columns, themes])
  const inView = filterNotes(ordered, round.number, decisions, filter, focused)
  const note = inView.find(({ id }) => id === focused) ?? inView.find(({ id }) => id === nextUndecided(inView, round.number, decisions, null)) ?? inView[0]
  const refOf = ({ id }: Note): NoteRef => ({ round: round.number, note: id })
  const decision = note && decisionAbout(decisions, refOf(note))
  const target: Target = { as, cell: chosenCell && chosenCell.note === note?.id ? chosenCell.cell : (note?.at.cell ?? null) }

  function go(id: string | null) {
    if (!id) return
    setFocused(id)
    setAsking(null)
    setPanel(null)
    forget()
  }

  async function settle(action: CarryAction, answer: Answer) {
    if (!note) return
    const sources = answer.sources.map(refOf)
    const made = await run(() =>
      decide(view.id, round.number, { sources, action, texts: answer.texts, reason: answer.reason, as: target.as, cell: target.cell }),
    )
    if (!made) return
    const now = withAnswer(decisions, made.decisions, sources)
    changeDecisions(round.number, (known) => withAnswer(known, made.decisions, sources))
    const { decided, total } = progressOf(notes, round.number, now)
    setSaid(t('carry.saidDone', { what: t(`carry.said.${action}`, { count: sources.length }), decided, total }))
    // The form that had the focus is gone; without this the next key would start at the top of the page.
    if (asking) heading.current?.focus({ preventScroll: true })
    const next = nextUndecided(inView, round.number, now, note.id)
    setAsking(null)
    setFocused(next ?? note.id)
  }

  function act(action: CarryAction) {
    if (!note || isRunning || (decision && decision.sources.length > 1)) return
    if (action === 'kept') void settle('kept', { sources: [note], texts: [], reason: '' })
    else {
      setFocused(note.id)
      setAsking(action)
    }
  }

  async function undo(which: CarryDecision) {
    const left = await run(() => undoDecision(view.id, round.number, which.id))
    if (!left) return
    changeDecisions(round.number, (known) => known.filter(({ id }) => id !== which.id))
    setSaid(t('carry.undone'))
  }

  const keysOn = useSingleKeys()
  useCarryKeys((key) => {
    if (panel === 'lineage' || panel === 'bring-back') return
    if (key === 'undo') decision && !isRunning && void undo(decision)
    else if ('move' in key) go(step(inView, note?.id ?? null, key.move))
    else if (!note?.text.trim() && ['kept', 'refined', 'merged', 'split'].includes(key.action)) return
    else act(key.action)
  })

  if (!ready && !notes.length) return <Loading label={t('carry.loading')} />
  if (!notes.length) return <p className={styles.empty}>{t('carry.noNotes', { round: round.number })}</p>

  const place = note ? inView.indexOf(note) + 1 : 0
  return (
    <>
      <CarryFilters view={view} notes={notes} themes={themes} filter={filter} onChange={setFilter} />
      <div className={styles.desk} data-panel={panel === 'list' ? 'list' : 'focus'}>
        <div className={styles.side}>
          <CarryList view={view} round={round.number} notes={inView} decisions={decisions} focusId={note?.id ?? null} onFocus={go} />
          <CarryBroughtBack view={view} round={round.number} decisions={decisions} isRunning={isRunning} onUndo={(which) => void undo(which)} />
        </div>
        <div className={styles.main}>
          <div className={styles.steps}>
            <Button size="small" className={styles.onNarrow ?? ''} icon={<List aria-hidden />} onPress={() => setPanel(panel === 'list' ? null : 'list')}>
              {panel === 'list' ? t('carry.hideList') : t('carry.showList', { count: inView.length })}
            </Button>
            <Button size="small" icon={<ArrowLeft aria-hidden />} isDisabled={place <= 1} onPress={() => go(step(inView, note?.id ?? null, -1))}>
              {t('carry.previous')}
            </Button>
            <Button size="small" icon={<ArrowRight aria-hidden />} isDisabled={place >= inView.length} onPress={() => go(step(inView, note?.id ?? null, 1))}>
              {t('carry.next')}
            </Button>
            <Button size="small" icon={<RotateCcw aria-hidden />} onPress={() => setPanel('bring-back')}>
              {t('carry.bringBack')}
            </Button>
          </div>
          {note && (
            <CarryFocus
              view={view}
              note={note}
              theme={themes.find(({ id }) => id === note.theme)}
              decision={decision}
              headingRef={heading}
              position={t('carry.place', { place, count: inView.length })}
              asking={asking}
              showKeys={keysOn}
              isRunning={isRunning}
              onAction={act}
              onUndo={() => decision && void undo(decision)}
              onShowLineage={() => setPanel('lineage')}
              target={
                <CarryTarget
                  view={view}
                  round={round.number}
                  own={note.at.cell}
                  target={target}
                  onChange={(next) => {
                    setAs(next.as)
                    setChosenCell({ note: note.id, cell: next.cell })
                  }}
                />
              }
              form={
                asking && (
                  <CarryForm
                    key={`${note.id}/${asking}`}
                    view={view}
                    note={note}
                    action={asking}
                    others={ordered.filter((other) => other.id !== note.id && other.text.trim() && !decisionAbout(decisions, refOf(other)))}
                    isRunning={isRunning}
                    onDecide={(answer) => void settle(asking, answer)}
                    onCancel={() => setAsking(null)}
                  />
                )
              }
            />
          )}
          {problem && <Notice kind="danger">{problem.title}</Notice>}
          <p role="status" className={styles.quiet}>
            {said}
          </p>
          <CarryKeyList on={keysOn} onChange={switchSingleKeys} />
        </div>
      </div>
      {panel === 'lineage' && note && <LineageDialog stocktakeId={view.id} round={round.number} noteId={note.id} onClose={() => setPanel(null)} />}
      {panel === 'bring-back' && <CarryBringBack view={view} round={round.number} onClose={() => setPanel(null)} />}
    </>
  )
}
