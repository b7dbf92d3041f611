import type { Note } from '@stocktake/shared/board/schema'
import type { SessionView } from '@stocktake/shared/view'
import { useId, useState } from 'react'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Field } from '../../ui/Field.tsx'
import { cellName } from '../../words/usual.ts'
import { useWords } from '../../words/words.ts'
import styles from './Tensions.module.css'

export interface NotePickerProps {
  view: SessionView
  /** What the notes are picked for. */
  title: string
  notes: readonly Note[]
  /** Ids of the notes that are picked. */
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  autoFocus?: boolean
}

/** A list stays short enough to be read; more words find the rest. */
const MOST = 20

/** Picks notes of a board with keys, fingers or a mouse: those picked stand first, others are found by their words. */
export function NotePicker({ view, title, notes, chosen, onChange, autoFocus = false }: NotePickerProps) {
  const t = useWords()
  const heading = useId()
  const [words, setWords] = useState('')
  const [first] = useState(chosen)
  const wanted = words.trim().toLocaleLowerCase().split(/\s+/)
  const fits = ({ text }: Note) => wanted.every((word) => text.toLocaleLowerCase().includes(word))
  // What was picked here stays where it is found, so that no list moves under a hand.
  const listed = notes.filter(({ id }) => first.includes(id))
  const found = notes.filter((note) => !first.includes(note.id) && fits(note))
  const picked = notes.filter(({ id }) => chosen.includes(id) && !first.includes(id) && !found.slice(0, MOST).some((note) => note.id === id))
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
  const row = (note: Note) => (
    <li key={note.id}>
      <Checkbox isSelected={chosen.includes(note.id)} onChange={() => toggle(note.id)}>
        <span className={styles.pickText} dir="auto">
          {note.text || t('table.noteEmpty')}
        </span>
        <span className={styles.pickCell}>{cellName(view.matrix, note.at.cell)}</span>
      </Checkbox>
    </li>
  )

  return (
    <section className={styles.picker} aria-labelledby={heading}>
      <h3 id={heading} className={styles.pickTitle}>
        {title} <span className={styles.quiet}>{chosen.length ? t('tensions.chosen', { count: chosen.length }) : t('tensions.notesNone')}</span>
      </h3>
      {listed.length + picked.length > 0 && <ul className={styles.picks}>{[...listed, ...picked].map(row)}</ul>}
      <Field label={t('tensions.addNotes')} placeholder={t('tensions.addNotesHint')} type="search" value={words} onChange={setWords} autoFocus={autoFocus} />
      <p role="status" className={words.trim() ? styles.quiet : 'visually-hidden'}>
        {words.trim() ? (found.length ? t('tensions.notesFound', { count: found.length }) : t('tensions.notesNotFound')) : ''}
      </p>
      {found.length > 0 && <ul className={styles.picks}>{found.slice(0, MOST).map(row)}</ul>}
      {found.length > MOST && <p className={styles.quiet}>{t('tensions.notesMore')}</p>}
    </section>
  )
}
