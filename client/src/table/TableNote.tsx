import type { Note } from '@stocktake/shared/board/schema'
import { cellName } from '@stocktake/shared/matrix'
import { Ellipsis, FolderInput, History, PencilLine, Trash2, UserRound } from 'lucide-react'
import { type CSSProperties, type DragEvent, memo, useRef } from 'react'
import { NoteTextArea } from '../sync/NoteTextArea.tsx'
import { Button } from '../ui/Button.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { useWords } from '../words/words.ts'
import { useTable } from './TableContext.ts'
import styles from './TableNote.module.css'

/** What a dragged note is called on the way; other pages and files are not taken for one. */
export const NOTE_TYPE = 'application/x-stocktake-note'

export interface TableNoteProps {
  note: Note
  isMine: boolean
  mayEdit: boolean
  mayMove: boolean
  isEditing: boolean
  /** Who else is writing in it, in words; empty for nobody. */
  typing: string
  /** Names the cell, where the note stands outside of it. */
  showCell?: boolean
}

/** A note in the table: its words, whose group it is, where it came from, and what may be done with it. */
export const TableNote = memo(function TableNote({ note, isMine, mayEdit, mayMove, isEditing, typing, showCell = false }: TableNoteProps) {
  const t = useWords()
  const { connection, view, groups, edit, askMove, remove, showLineage } = useTable()
  const item = useRef<HTMLLIElement>(null)
  const group = note.group === null ? undefined : groups.get(note.group)
  const brief = note.text.length > 60 ? `${note.text.slice(0, 57)}…` : note.text || t('table.noteEmpty')

  const startDrag = (event: DragEvent) => {
    event.dataTransfer.setData(NOTE_TYPE, note.id)
    event.dataTransfer.setData('text/plain', note.text)
    event.dataTransfer.effectAllowed = 'copyMove'
  }
  const editOnClick = () => {
    if (mayEdit && window.getSelection()?.isCollapsed !== false) edit(note.id)
  }

  return (
    <li
      ref={item}
      className={styles.note}
      style={group ? ({ '--group': group.colour } as CSSProperties) : undefined}
      data-note={note.id}
      data-editing={isEditing || undefined}
      data-mine={isMine || undefined}
      draggable={mayMove && !isEditing}
      onDragStart={startDrag}
      onBlur={(event) => isEditing && !item.current?.contains(event.relatedTarget) && edit(null)}
    >
      {isEditing ? (
        <NoteTextArea
          connection={connection}
          noteId={note.id}
          label={t('table.editNote', { text: brief })}
          className={styles.area}
          onDone={() => edit(null)}
          lang={note.lang}
          autoFocus
        />
      ) : (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the menu beside it offers the same to keyboards
        <p className={styles.text} dir="auto" lang={note.lang} onClick={editOnClick} data-editable={mayEdit || undefined}>
          {note.text || <em>{t('table.noteEmpty')}</em>}
        </p>
      )}
      {typing && <p className={styles.typing}>{typing}</p>}
      <div className={styles.foot}>
        <span className={styles.group}>{group ? <GroupMark group={group} withLabel /> : t('table.team')}</span>
        {note.author && <span>{note.author}</span>}
        {note.late && <span>{t('table.late')}</span>}
        {isMine && (
          <span className={styles.mark}>
            <UserRound aria-hidden />
            {t('table.mine')}
          </span>
        )}
        {note.tested && <span>{t(`table.${note.tested}`)}</span>}
        {showCell && note.at.cell && <span>{t('table.inCell', { cell: cellName(view.matrix, note.at.cell) })}</span>}
        {isEditing && (
          <Button size="small" variant="primary" className={styles.done ?? ''} onPress={() => edit(null)}>
            {t('table.done')}
          </Button>
        )}
        {(mayEdit || mayMove) && !isEditing && (
          <span className={styles.menu} data-actions="">
            <Menu label={t('table.actions', { text: brief })} icon={<Ellipsis aria-hidden />} iconOnly size="small">
              {mayEdit && (
                <MenuItem icon={<PencilLine aria-hidden />} onAction={() => edit(note.id)}>
                  {t('table.edit')}
                </MenuItem>
              )}
              {mayMove && (
                <MenuItem icon={<FolderInput aria-hidden />} onAction={() => askMove(note.id)}>
                  {t('table.move')}
                </MenuItem>
              )}
              {mayEdit && (
                <MenuItem icon={<Trash2 aria-hidden />} danger onAction={() => remove(note.id)}>
                  {t('table.delete')}
                </MenuItem>
              )}
            </Menu>
          </span>
        )}
      </div>
      {note.origin && (
        <Button size="small" className={styles.lineage ?? ''} icon={<History aria-hidden />} onPress={() => showLineage(note.id)}>
          {t(`table.from.${note.origin.action}`, { round: [...new Set(note.origin.from.map((from) => from.round))].join(', ') })}
        </Button>
      )}
    </li>
  )
})
