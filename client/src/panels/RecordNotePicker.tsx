import type { Note } from '@stocktake/shared/board/schema'
import type { NoteRef } from '@stocktake/shared/fields'
import type { SessionView } from '@stocktake/shared/view'
import { useCallback, useState } from 'react'
import { readRecord } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { Loading } from '../ui/Loading.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { useLoaded } from '../ui/useLoaded.ts'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './Record.module.css'

export interface RecordNotePickerProps {
  view: SessionView
  chosen: readonly NoteRef[]
  /** The notes themselves come along for those that were chosen in the round on show. */
  onChange: (chosen: NoteRef[], notes: Note[]) => void
  many?: boolean
}

/** At most this many are listed at once; the search narrows. */
const LISTED = 100

/** Choosing notes of closed rounds, from their records. */
export function RecordNotePicker(props: RecordNotePickerProps) {
  const t = useWords()
  const closed = props.view.rounds.filter((round) => round.state === 'closed')
  const [number, setNumber] = useState(closed.at(-1)?.number ?? 0)
  const [search, setSearch] = useState('')
  if (!closed.length) return <p className={styles.quiet}>{t('round.pickNone')}</p>
  return (
    <div className={styles.picker}>
      <div className={styles.pickerHead}>
        <Select
          label={t('round.pickRound')}
          value={String(number)}
          onChange={(id) => setNumber(Number(id))}
          options={closed.map((round) => ({ id: String(round.number), label: t('round.name', { round: round.number, title: round.title }) }))}
        />
        <Field label={t('round.pickSearch')} value={search} onChange={setSearch} type="search" />
      </div>
      <Notes key={number} {...props} number={number} search={search} />
    </div>
  )
}

function Notes({ view, chosen, onChange, many = false, number, search }: RecordNotePickerProps & { number: number; search: string }) {
  const t = useWords()
  const record = useLoaded(useCallback(() => readRecord(view.id, number), [view.id, number]))
  if (record.state === 'loading') return <Loading />
  if (record.state === 'failed')
    return (
      <Notice kind="warning" actions={<Button onPress={record.again}>{t('common.retry')}</Button>}>
        {record.problem.title}
      </Notice>
    )

  const all = record.value.record.board.notes
  const wanted = search.trim().toLocaleLowerCase()
  const notes = all.filter((note) => note.text.trim() && note.text.toLocaleLowerCase().includes(wanted))
  const isChosen = (note: Note) => chosen.some((ref) => ref.round === number && ref.note === note.id)

  function toggle(note: Note) {
    const others = many ? chosen.filter((other) => other.round !== number || other.note !== note.id) : []
    const next = many && isChosen(note) ? others : [...others, { round: number, note: note.id }]
    const here = all.filter((candidate) => next.some((ref) => ref.round === number && ref.note === candidate.id))
    onChange(next, here)
  }

  return (
    <>
      <p className={styles.quiet} role="status">
        {t('round.pickFound', { count: notes.length })}
        {notes.length > LISTED && ` ${t('round.pickFirst', { count: LISTED })}`}
      </p>
      <ul className={styles.pickList}>
        {notes.slice(0, LISTED).map((note) => (
          <li key={note.id}>
            <label className={styles.pick}>
              <input type={many ? 'checkbox' : 'radio'} name={`pick-${number}`} checked={isChosen(note)} onChange={() => toggle(note)} />
              <span>
                <span dir="auto" lang={note.lang} className={styles.pickText}>
                  {note.text}
                </span>
                <span className={styles.pickFoot}>
                  <GroupMark group={view.groups.find((group) => group.id === note.group)} withLabel />
                  <span>{cellName(view.matrix, note.at.cell)}</span>
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </>
  )
}
