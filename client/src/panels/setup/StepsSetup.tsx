import { newId } from '@stocktake/shared/ids'
import { STEP_KINDS, type StepKind } from '@stocktake/shared/kinds'
import type { Round } from '@stocktake/shared/session'
import type { Step } from '@stocktake/shared/stepSchema'
import { newStep, stepsFrom, TEMPLATE_LENGTHS } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { setSteps } from '../../api.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useWords } from '../../words/words.ts'
import { ReorderList } from './ReorderList.tsx'
import { SaveBar } from './SaveBar.tsx'
import styles from './Setup.module.css'
import { areMinutes, StepFields } from './StepFields.tsx'
import { useDraft } from './useDraft.ts'

/** The steps of a round: ready-made in one press, or put together; in any order, each kind as often as wanted. */
export function StepsSetup({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const { number } = round
  const draft = useDraft(`steps-${number}`, view, (shown) => ({ steps: shown.rounds.find((each) => each.number === number)?.steps ?? [] }))
  const [checked, setChecked] = useState(false)
  const { steps } = draft.value
  const put = (next: Step[]) => draft.change({ steps: next })
  const total = steps.reduce((sum, { minutes }) => sum + (Number.isFinite(minutes) ? minutes : 0), 0)
  const planned = round.plan.durationMinutes
  const isLive = ({ id }: Step) => id === round.live?.step

  function save() {
    setChecked(true)
    if (steps.some(({ title, minutes }) => !title.trim() || !areMinutes(minutes))) return
    void draft.save(() => setSteps(view.id, number, { steps }))
  }

  return (
    <div className="stack">
      {/* A template would take away the step that everybody is in. */}
      {round.live === null && (
        <div className="row">
          <span className={styles.help}>{t(steps.length ? 'steps.templatesInstead' : 'steps.templates')}</span>
          {TEMPLATE_LENGTHS.map((minutes) => (
            <Button key={minutes} size="small" onPress={() => put(stepsFrom(minutes, newId))}>
              {t('steps.template', { minutes })}
            </Button>
          ))}
        </div>
      )}
      {steps.length > 0 && (
        <ReorderList
          label={t('steps.setup')}
          items={steps}
          nameOf={(step) => step.title}
          onChange={put}
          keptBecause={(step) => (isLive(step) ? t('steps.isLive') : undefined)}
          mayBeEmpty
        >
          {(step, index) => (
            <StepFields
              view={view}
              round={round}
              step={step}
              place={index + 1}
              checked={checked}
              onChange={(next) => put(steps.map((each) => (each.id === step.id ? next : each)))}
            />
          )}
        </ReorderList>
      )}
      <div className="row">
        <Menu label={t('steps.add')} size="small">
          {STEP_KINDS.map((kind: StepKind) => (
            <MenuItem key={kind} onAction={() => put([...steps, newStep(newId(), kind)])}>
              {t(`steps.kind.${kind}`)}
            </MenuItem>
          ))}
        </Menu>
        {steps.length > 0 && <span className={`${styles.help} tabular`}>{t('steps.total', { minutes: total })}</span>}
      </div>
      {planned !== undefined && total > planned && (
        <Notice kind="warning" live={false}>
          {t('steps.overrun', { over: total - planned, planned })}
        </Notice>
      )}
      <SaveBar draft={draft} onSave={save} what={t('steps.what', { round: number })} />
    </div>
  )
}
