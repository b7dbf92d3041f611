import { STEP_KINDS, type StepKind } from '@stocktake/shared/kinds'
import { LIMITS } from '@stocktake/shared/limits'
import { cellsOf } from '@stocktake/shared/matrix'
import type { Round } from '@stocktake/shared/session'
import type { Step, StepMay } from '@stocktake/shared/stepSchema'
import { newStep } from '@stocktake/shared/steps'
import type { SessionView } from '@stocktake/shared/view'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select } from '../../ui/Select.tsx'
import { cellName } from '../../words/usual.ts'
import { useWords } from '../../words/words.ts'
import styles from './Setup.module.css'

export const areMinutes = (minutes: number) => Number.isInteger(minutes) && minutes >= 1 && minutes <= LIMITS.stepMinutes

interface StepFieldsProps {
  view: SessionView
  round: Round
  step: Step
  /** Counted from one, for the names of the fields. */
  place: number
  /** Somebody tried to save: say what is missing. */
  checked: boolean
  onChange: (step: Step) => void
}

/** One step being composed. What participants may do and where is folded away: the kind has said it already. */
export function StepFields({ view, round, step, place, checked, onChange }: StepFieldsProps) {
  const t = useWords()
  const change = (part: Partial<Step>) => onChange({ ...step, ...part })
  // A field may be empty while it is typed in; the step keeps a number all the same.
  const [typed, setTyped] = useState<string | null>(null)

  function changeKind(kind: StepKind) {
    const before = newStep(step.id, step.kind)
    const after = newStep(step.id, kind)
    // Words that nobody changed are those of the kind.
    change({
      kind,
      may: after.may,
      title: step.title === before.title ? after.title : step.title,
      instruction: step.instruction === before.instruction ? after.instruction : step.instruction,
    })
  }

  return (
    <div className={styles.stepFields}>
      <Select
        label={t('steps.kindLabel')}
        className={styles.kind ?? ''}
        options={STEP_KINDS.map((kind) => ({ id: kind, label: t(`steps.kind.${kind}`) }))}
        value={step.kind}
        onChange={(kind) => changeKind(kind as StepKind)}
      />
      <Field
        label={t('steps.titleLabel')}
        value={step.title}
        onChange={(title) => change({ title })}
        maxLength={LIMITS.label}
        error={checked && !step.title.trim() ? t('steps.titleMissing') : undefined}
      />
      <Field
        label={t('steps.minutesLabel')}
        inputMode="numeric"
        value={typed ?? String(step.minutes)}
        onChange={(text) => {
          setTyped(text.trim())
          change({ minutes: Number(text) })
        }}
        onBlur={() => setTyped(null)}
        error={checked && !areMinutes(step.minutes) ? t('steps.minutesWrong', { longest: LIMITS.stepMinutes }) : undefined}
      />
      <Field
        label={t('steps.instruction')}
        className={styles.wholeLine ?? ''}
        multiline
        rows={1}
        value={step.instruction}
        onChange={(instruction) => change({ instruction })}
        maxLength={LIMITS.question}
      />
      <Disclosure className={styles.wholeLine ?? ''}>
        <Heading level={5} className={styles.mayTitle ?? ''}>
          <AriaButton slot="trigger" className={styles.fold ?? ''} aria-label={`${place}. ${step.title}: ${t('steps.may')}`}>
            <ChevronRight aria-hidden className={styles.chevron} />
            <span>{t('steps.may')}</span>
          </AriaButton>
        </Heading>
        <DisclosurePanel>
          <div className="stack">
            <StepMayFields step={step} onChange={(may) => change({ may })} />
            <StepCells view={view} round={round} step={step} onChange={(cells) => change({ cells })} />
          </div>
        </DisclosurePanel>
      </Disclosure>
    </div>
  )
}

const FLAGS = ['add', 'edit', 'move', 'group', 'vote'] as const

function StepMayFields({ step, onChange }: { step: Step; onChange: (may: StepMay) => void }) {
  const t = useWords()
  if (step.kind === 'write') return <p className={styles.help}>{t('steps.mayWrite')}</p>
  return (
    <fieldset className={styles.checks}>
      <legend className="visually-hidden">{t('steps.may')}</legend>
      {FLAGS.map((flag) => (
        <Checkbox key={flag} isSelected={step.may[flag]} onChange={(on) => onChange({ ...step.may, [flag]: on })}>
          {t(`steps.mayOf.${flag}`)}
        </Checkbox>
      ))}
    </fieldset>
  )
}

function StepCells({ view, round, step, onChange }: { view: SessionView; round: Round; step: Step; onChange: (cells: string[] | null) => void }) {
  const t = useWords()
  const all = cellsOf(view.matrix, round.columns)
  const { cells } = step
  return (
    <div>
      <Choices
        label={t('steps.cells')}
        choices={[
          { id: 'all', label: t('steps.cellsAll') },
          { id: 'some', label: t('steps.cellsSome') },
        ]}
        value={cells === null ? 'all' : 'some'}
        onChange={(which) => onChange(which === 'all' ? null : all)}
      />
      {cells !== null && (
        <fieldset className={styles.checks}>
          <legend className="visually-hidden">{t('steps.cells')}</legend>
          {all.map((cell) => (
            <Checkbox
              key={cell}
              isSelected={cells.includes(cell)}
              onChange={(on) => onChange(all.filter((each) => (each === cell ? on : cells.includes(each))))}
            >
              {cellName(view.matrix, cell)}
            </Checkbox>
          ))}
        </fieldset>
      )}
    </div>
  )
}
