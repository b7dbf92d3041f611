import type { Note } from '@stocktake/shared/board/schema'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import type { BoardConnection } from '../sync/connection.ts'
import { useNotes } from '../sync/useBoard.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './WorkspaceFind.module.css'

const MOST = 50

export interface WorkspaceFindProps {
  connection: BoardConnection
  view: SessionView
  onFound: (note: Note) => void
  onClose: () => void
}

/** Finds notes by their words and goes to the one that is chosen. */
export function WorkspaceFind({ connection, view, onFound, onClose }: WorkspaceFindProps) {
  const t = useWords()
  const notes = useNotes(connection)
  const [words, setWords] = useState('')
  const found = words.trim().length < 2 ? [] : findNotes(notes, words)

  return (
    <Dialog title={t('workspace.findTitle')} isOpen onClose={onClose}>
      <Field label={t('workspace.findLabel')} description={t('workspace.findHint')} value={words} onChange={setWords} autoFocus type="search" />
      <p role="status">{words.trim().length < 2 ? '' : found.length ? t('workspace.findCount', { count: found.length }) : t('workspace.findNothing')}</p>
      <ul className={styles.list}>
        {found.slice(0, MOST).map((note) => (
          <li key={note.id}>
            <Button className={styles.hit ?? ''} onPress={() => onFound(note)}>
              <span className={styles.text} dir="auto" lang={note.lang}>
                {note.text}
              </span>
              <span className={styles.cell}>{cellName(view.matrix, note.at.cell)}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

/** Notes that have all the words, in any order; capitals and accents do not matter. */
function findNotes(notes: readonly Note[], words: string): Note[] {
  const wanted = plain(words).split(/\s+/).filter(Boolean)
  return notes.filter((note) => {
    const text = plain(note.text)
    return wanted.every((word) => text.includes(word))
  })
}

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
