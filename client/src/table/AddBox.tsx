import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { useStore } from 'zustand'
import { draftsOf } from '../sync/drafts.ts'
import { writeNotes } from '../sync/writeNotes.ts'
import { Button } from '../ui/Button.tsx'
import { useWords } from '../words/words.ts'
import styles from './AddBox.module.css'
import { NewNoteArea } from './NewNoteArea.tsx'
import { ShownAs } from './ShownAs.tsx'
import { useTable } from './TableContext.ts'

export interface AddBoxProps {
  cell: string | null
  cellLabel: string
  isOpen: boolean
  placeholder?: string | undefined
}

/** Writing straight into a cell: a button that opens a field, which stays open for the next note. */
export function AddBox({ cell, cellLabel, isOpen, placeholder }: AddBoxProps) {
  const t = useWords()
  const { connection, view, round, openBox } = useTable()
  const drafts = draftsOf(view.id, view.me.memberId)
  const text = useStore(drafts, (state) => state.box?.text ?? '')
  const [said, setSaid] = useState('')
  const help = useId()

  const setText = (next: string) => drafts.setState({ box: next ? { cell, text: next } : null })
  const add = (texts: string[]) => {
    writeNotes(connection, view, cell, texts)
    setText('')
    setSaid(t('workspace.added', { cell: cellLabel }))
  }

  if (!isOpen)
    return (
      <div data-add="">
        <Button
          size="small"
          className={styles.add ?? ''}
          icon={<Plus aria-hidden />}
          aria-label={t('table.addNote', { cell: cellLabel })}
          onPress={() => openBox(cell)}
        >
          {t('table.addShort')}
        </Button>
      </div>
    )
  return (
    // It stays when the focus goes: closing it would move the very button that is being pressed.
    <div className={styles.box}>
      <NewNoteArea
        label={t('table.newNote', { cell: cellLabel })}
        cellLabel={cellLabel}
        value={text}
        onChange={setText}
        onAdd={add}
        onEscape={() => openBox(undefined)}
        placeholder={placeholder}
        className={styles.area}
        describedBy={help}
        autoFocus
      />
      <ShownAs view={view} round={round} cell={cell} />
      <div className={styles.foot}>
        <span id={help} className={styles.help}>
          {t('table.addHelp')}
        </span>
        <Button size="small" variant="primary" preventFocusOnPress isDisabled={!text.trim()} onPress={() => add([text.trim()])}>
          {t('common.add')}
        </Button>
      </div>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </div>
  )
}
