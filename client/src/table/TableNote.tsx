import { isHeld, type Note } from '@stocktake/shared/board/schema'
import { tableOfRound } from '@stocktake/shared/breakouts'
import { Ellipsis, FolderInput, History, Languages, Lock, PencilLine, Presentation, Trash2, UserRound } from 'lucide-react'
import { type CSSProperties, type DragEvent, type MouseEvent, memo, useRef, useState } from 'react'
import { Carets } from '../sync/Carets.tsx'
import { NoteLink, NotePicture } from '../sync/NoteExtras.tsx'
import { NoteTextArea } from '../sync/NoteTextArea.tsx'
import { mayShow } from '../sync/ShowThis.tsx'
import { askToShow, useIsShown } from '../sync/showing.ts'
import { groupless, whoseNote } from '../sync/whoseNote.ts'
import { Button } from '../ui/Button.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { VoteMark } from '../VoteMark.tsx'
import { useVoteHand } from '../votes.ts'
import { languageName } from '../words/language.ts'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import { NoteAsks, NoteTensions, NoteVoting, useMayAsk } from './NoteAsks.tsx'
import { NoteGathering, NotePick, useMayGather } from './NoteGathering.tsx'
import { useTable } from './TableContext.ts'
import styles from './TableNote.module.css'

/** What a dragged note is called on the way; other pages and files are not taken for one. */
export const NOTE_TYPE = 'application/x-stocktake-note'

/** Pixels within which a hand counts as still. */
const STILL = 4

const NoteLanguage = onDemand(async () => (await import('../noteLanguage/NoteLanguage.tsx')).NoteLanguage, { isOver: true })

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
  const { connection, view, round, edit, askMove, remove, showLineage } = useTable()
  const isShown = useIsShown(round.number, 'note', note.id)
  const asks = useMayAsk()
  const mayGather = useMayGather(note)
  const hand = useVoteHand(view, round, note.id)
  const item = useRef<HTMLLIElement>(null)
  const [isChoosingLanguage, setChoosingLanguage] = useState(false)
  const pressed = useRef<{ x: number; y: number } | null>(null)
  // Where each group sits for itself, a table is a group.
  const table = view.settings.attribution !== 'anonymous' && note.table && tableOfRound(round, note.table)?.name
  const whose = whoseNote(view, note)
  const { group } = whose
  const brief = note.text.length > 60 ? `${note.text.slice(0, 57)}…` : note.text || t('table.noteEmpty')

  const startDrag = (event: DragEvent) => {
    event.dataTransfer.setData(NOTE_TYPE, note.id)
    event.dataTransfer.setData('text/plain', note.text)
    event.dataTransfer.effectAllowed = 'copyMove'
  }
  // Whoever draws over the words wants to copy them. The selection alone does not tell: letters of others that arrive
  // between press and release stretch it under a hand that does not move.
  const editOnClick = ({ clientX, clientY }: MouseEvent) => {
    const from = pressed.current
    const isDrawn = from && Math.hypot(clientX - from.x, clientY - from.y) > STILL && window.getSelection()?.isCollapsed === false
    if (mayEdit && !isDrawn) edit(note.id)
  }

  return (
    <li
      ref={item}
      className={styles.note}
      style={group ? ({ '--group': group.colour } as CSSProperties) : undefined}
      data-note={note.id}
      data-editing={isEditing || undefined}
      data-mine={isMine || undefined}
      data-shown={isShown || undefined}
      draggable={mayMove && !isEditing && !note.locked}
      onDragStart={startDrag}
      onBlur={(event) => {
        // A window that loses the focus leaves it with the field: whoever comes back goes on writing.
        const isElsewhere = document.activeElement !== event.target
        if (isEditing && isElsewhere && !item.current?.contains(event.relatedTarget)) edit(null)
      }}
    >
      <NotePick note={note} />
      {note.picture && <NotePicture stocktakeId={view.id} picture={note.picture} />}
      <div className={styles.words}>
        <Carets connection={connection} noteId={note.id} view={view} />
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
          <p
            className={styles.text}
            dir="auto"
            lang={note.lang}
            onPointerDown={({ clientX, clientY }) => {
              pressed.current = { x: clientX, y: clientY }
            }}
            onClick={editOnClick}
            data-editable={mayEdit || undefined}
          >
            {note.text || (!note.picture && <em>{t('table.noteEmpty')}</em>)}
          </p>
        )}
      </div>
      {typing && <p className={styles.typing}>{typing}</p>}
      <div className={styles.foot}>
        <span>{group ? <GroupMark group={group} withLabel /> : groupless(whose, t)}</span>
        {whose.author && <span>{whose.author}</span>}
        {whose.typedFor && <span>{t('identity.typedFor')}</span>}
        {table && <span>{t('breakouts.atTable', { table })}</span>}
        {isHeld(note) && <span className={styles.held}>{t('identity.held')}</span>}
        {note.lang && <span>{t('noteLanguage.in', { language: languageName(note.lang) })}</span>}
        {note.late && <span>{t('table.late')}</span>}
        {isMine && (
          <span className={styles.mark}>
            <UserRound aria-hidden />
            {t('table.mine')}
          </span>
        )}
        <NoteLink text={note.text} />
        {note.locked && (
          <span className={styles.mark}>
            <Lock aria-hidden />
            {t('canvas.locked')}
          </span>
        )}
        {note.tested && <span>{t(`table.${note.tested}`)}</span>}
        <VoteMark view={view} round={round} noteId={note.id} className={styles.mark} />
        {showCell && note.at.cell && <span>{t('table.inCell', { cell: cellName(view.matrix, note.at.cell) })}</span>}
        {isEditing && (
          <Button size="small" variant="primary" className={styles.done ?? ''} onPress={() => edit(null)}>
            {t('table.done')}
          </Button>
        )}
        {(mayEdit || mayMove || asks.name || asks.enter || mayGather || hand) && !isEditing && (
          <span className={styles.menu} data-actions="">
            <Menu label={t('table.actions', { text: brief })} icon={<Ellipsis aria-hidden />} iconOnly size="small">
              {hand && <NoteVoting hand={hand} />}
              {mayEdit && (
                <MenuItem icon={<PencilLine aria-hidden />} onAction={() => edit(note.id)}>
                  {t('table.edit')}
                </MenuItem>
              )}
              {mayMove && (
                <MenuItem icon={<FolderInput aria-hidden />} isDisabled={note.locked === true} onAction={() => askMove(note.id)}>
                  {t('table.move')}
                </MenuItem>
              )}
              {mayEdit && (
                <MenuItem icon={<Languages aria-hidden />} onAction={() => setChoosingLanguage(true)}>
                  {t('noteLanguage.menu')}
                </MenuItem>
              )}
              <NoteGathering note={note} />
              <NoteAsks noteId={note.id} />
              {mayShow(view, round) && (
                <MenuItem icon={<Presentation aria-hidden />} onAction={() => askToShow({ kind: 'note', id: note.id })}>
                  {t('attend.showThis')}
                </MenuItem>
              )}
              {mayEdit && (
                <MenuItem icon={<Trash2 aria-hidden />} danger isDisabled={note.locked === true} onAction={() => remove(note.id)}>
                  {t('table.delete')}
                </MenuItem>
              )}
            </Menu>
          </span>
        )}
      </div>
      {isChoosingLanguage && <NoteLanguage connection={connection} notes={[note]} onClose={() => setChoosingLanguage(false)} />}
      <NoteTensions noteId={note.id} />
      {note.origin && (
        <Button size="small" className={styles.lineage ?? ''} icon={<History aria-hidden />} onPress={() => showLineage(note.id)}>
          {t(`table.from.${note.origin.action}`, { round: [...new Set(note.origin.from.map((from) => from.round))].join(', ') })}
        </Button>
      )}
    </li>
  )
})
