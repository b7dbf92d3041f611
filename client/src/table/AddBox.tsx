import { cellsOf } from '@stocktake/shared/matrix'
import { Plus } from 'lucide-react'
import { useId, useState } from 'react'
import { useStore } from 'zustand'
import { draftsOf } from '../sync/drafts.ts'
import { shutWords } from '../sync/shutCell.ts'
import { textsIn, writeNotes } from '../sync/writeNotes.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { PHONE, useMedia } from '../ui/useMedia.ts'
import { cellName } from '../words/usual.ts'
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
  const { connection, view, round, openBox, stepBox, mayAdd, shut } = useTable()
  const drafts = draftsOf(view.id, view.me.memberId)
  const text = useStore(drafts, (state) => state.box?.text ?? '')
  const lang = useStore(drafts, (state) => state.lang)
  const [said, setSaid] = useState('')
  const help = useId()
  const isPhone = useMedia(PHONE)

  const setText = (next: string) => drafts.setState({ box: next ? { cell, text: next } : null })
  // It was shut while somebody was writing: the words stay, and may go where notes are taken.
  const why = shut(cell)
  const add = (texts: string[], where = cell) => {
    if (why && where === cell) return setSaid(shutWords(t, why, cellLabel))
    writeNotes(connection, view, where, texts)
    setText('')
    setSaid(t('workspace.added', { cell: cellName(view.matrix, where) }))
  }
  const cells = [...cellsOf(view.matrix, round.columns).filter(mayAdd), null].map((each) => ({ cell: each, label: cellName(view.matrix, each) }))

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
        targets={{ cell, cells, textsIn: textsIn(connection) }}
        value={text}
        onChange={setText}
        onAdd={add}
        onEscape={() => openBox(undefined)}
        onAltArrow={(key) => stepBox(cell, key)}
        placeholder={placeholder}
        className={styles.area}
        describedBy={help}
        lang={lang}
        autoFocus
      />
      <ShownAs view={view} round={round} cell={cell} isBrief={!isPhone} />
      {why && (
        <Notice
          kind="warning"
          actions={
            <Button
              size="small"
              isDisabled={!text.trim()}
              onPress={() => {
                writeNotes(connection, view, null, [text.trim()])
                setText('')
                openBox(undefined)
              }}
            >
              {t('overview.toParking')}
            </Button>
          }
        >
          {shutWords(t, why, cellLabel)}
        </Notice>
      )}
      <div className={styles.foot}>
        <span id={help} className={styles.help}>
          {t('table.addHelp')}
        </span>
        <Button size="small" variant="primary" keepsFocus isDisabled={!text.trim() || why !== undefined} onPress={() => add([text.trim()])}>
          {t('common.add')}
        </Button>
      </div>
      <span role="status" className="visually-hidden">
        {said}
      </span>
    </div>
  )
}
