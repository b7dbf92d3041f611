import type { Note } from '@stocktake/shared/board/schema'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { groupShown } from '../sync/whoseNote.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Field } from '../ui/Field.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './Carry.module.css'

export interface CarryMergeProps {
  view: SessionView
  note: Note
  others: readonly Note[]
  chosen: readonly Note[]
  onChange: (chosen: Note[]) => void
}

const LISTED = 60

/** Which undecided notes become one with this: those of its theme and its cell stand first. */
export function CarryMerge({ view, note, others, chosen, onChange }: CarryMergeProps) {
  const t = useWords()
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLocaleLowerCase()
  const nearness = (other: Note) => (note.theme && other.theme === note.theme ? 0 : other.at.cell === note.at.cell ? 1 : 2)
  const isChosen = (other: Note) => chosen.some(({ id }) => id === other.id)
  const found = others.filter((other) => isChosen(other) || other.text.toLocaleLowerCase().includes(wanted)).sort((a, b) => nearness(a) - nearness(b))
  const toggle = (other: Note) => onChange(isChosen(other) ? chosen.filter(({ id }) => id !== other.id) : [...chosen, other])

  return (
    <fieldset className={styles.merge}>
      <legend>{t('carry.mergeWith')}</legend>
      <Field label={t('carry.mergeSearch')} type="search" autoFocus value={search} onChange={setSearch} />
      {!found.length && <p className={styles.quiet}>{t('carry.mergeNone')}</p>}
      <ul className={styles.mergeList}>
        {found.slice(0, LISTED).map((other) => (
          <li key={other.id}>
            <Checkbox isSelected={isChosen(other)} onChange={() => toggle(other)}>
              <span className={styles.mergeText}>{other.text}</span>
              <span className={styles.entryFoot}>
                <GroupMark group={groupShown(view, other.group)} withLabel />
                <span>{cellName(view.matrix, other.at.cell)}</span>
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
