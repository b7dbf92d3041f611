import { cellsOf, columnsOf } from '@stocktake/shared/matrix'
import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { editRound } from '../../api.ts'
import type { ApiProblem } from '../../request.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { useWords } from '../../words/words.ts'
import { Prompts } from './Prompts.tsx'
import { SaveBar } from './SaveBar.tsx'
import styles from './Setup.module.css'
import { useDraft } from './useDraft.ts'

const LONGEST = 2000

function planOf(view: SessionView, number: number) {
  const round = view.rounds.find((candidate) => candidate.number === number)
  return {
    title: round?.title ?? '',
    question: round?.question ?? '',
    columns: columnsOf(view.matrix, round?.columns ?? []).map((type) => type.id),
    prompts: round?.prompts ?? {},
    date: round?.plan.date ?? '',
    minutes: round?.plan.durationMinutes?.toString() ?? '',
  }
}

/** What a round asks, with which columns and questions, and when. */
export function RoundForm({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const draft = useDraft(`round-${round.number}`, view, (shown) => planOf(shown, round.number))
  const [checked, setChecked] = useState(false)
  const { value, change } = draft
  const minutes = Number(value.minutes)
  const wrongMinutes = value.minutes !== '' && !(Number.isInteger(minutes) && minutes > 0 && minutes <= LONGEST)
  const chosen = columnsOf(view.matrix, value.columns)

  function save() {
    setChecked(true)
    if (!value.title.trim() || value.columns.length === 0 || wrongMinutes) return
    const { title, question, columns, date } = value
    const prompts = Object.fromEntries(Object.entries(value.prompts).filter(([, prompt]) => prompt.trim()))
    const plan = { ...round.plan, date, durationMinutes: value.minutes === '' ? null : minutes }
    void draft.save(() => editRound(view.id, round.number, { title, question, columns, prompts, plan }))
  }

  function explain({ code, details }: ApiProblem) {
    const column = typeof details.cell === 'string' ? details.cell.split('/')[1] : undefined
    const type = view.matrix.intelligenceTypes.find(({ id }) => id === column)
    return code === 'in-use' && type ? t('setup.columnHoldsNotes', { name: type.label }) : undefined
  }

  return (
    <div className="stack">
      <Field
        label={t('setup.title')}
        value={value.title}
        onChange={(title) => change({ title })}
        maxLength={200}
        error={checked && !value.title.trim() ? t('setup.titleMissing') : undefined}
      />
      <Field
        label={t('setup.question')}
        description={t('setup.questionHelp')}
        multiline
        rows={2}
        value={value.question}
        onChange={(question) => change({ question })}
        maxLength={500}
      />
      <div className={styles.pair}>
        <Field label={t('setup.date')} type="date" value={value.date} onChange={(date) => change({ date })} />
        <Field
          label={t('setup.minutes')}
          inputMode="numeric"
          value={value.minutes}
          onChange={(typed) => change({ minutes: typed.trim() })}
          error={checked && wrongMinutes ? t('setup.minutesWrong', { longest: LONGEST }) : undefined}
        />
      </div>
      <fieldset className={styles.checks}>
        <legend>{t('setup.columnsInUse')}</legend>
        {view.matrix.intelligenceTypes.map((type) => (
          <Checkbox
            key={type.id}
            isSelected={value.columns.includes(type.id)}
            onChange={(on) => {
              const ids = on ? [...value.columns, type.id] : value.columns.filter((id) => id !== type.id)
              change({ columns: columnsOf(view.matrix, ids).map(({ id }) => id) })
            }}
          >
            {type.label}
          </Checkbox>
        ))}
        {value.columns.length === 0 && (
          <p className={styles.wrong} role="alert">
            {t('setup.columnsMissing')}
          </p>
        )}
      </fieldset>
      <Prompts
        matrix={view.matrix}
        columns={chosen}
        cells={cellsOf(view.matrix, value.columns)}
        prompts={value.prompts}
        onChange={(cell, prompt) => change({ prompts: withPrompt(value.prompts, cell, prompt) })}
      />
      <SaveBar draft={draft} onSave={save} what={t('setup.roundTitle', { round: round.number, title: round.title })} explain={explain} />
    </div>
  )
}

/** An emptied question is the default again, so it leaves no trace. */
function withPrompt(prompts: Readonly<Record<string, string>>, cell: string, prompt: string): Record<string, string> {
  const { [cell]: _old, ...others } = prompts
  return prompt ? { ...prompts, [cell]: prompt } : others
}
