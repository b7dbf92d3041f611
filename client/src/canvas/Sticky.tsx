import { linkIn } from '@stocktake/shared/board/links'
import type { SessionView } from '@stocktake/shared/view'
import { type TLShapeId, useEditor, useValue } from '@tldraw/tldraw'
import { History, Lock } from 'lucide-react'
import { type CSSProperties, useId } from 'react'
import { Carets } from '../sync/Carets.tsx'
import { themeName } from '../sync/gathering.ts'
import { NoteLink, NotePicture } from '../sync/NoteExtras.tsx'
import { NoteTextArea } from '../sync/NoteTextArea.tsx'
import { useShownAs } from '../sync/useShownAs.ts'
import { whoseNote } from '../sync/whoseNote.ts'
import { GroupMark } from '../ui/GroupMark.tsx'
import { VoteMark } from '../VoteMark.tsx'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import { NOT_FOR_CANVAS } from './pointer.ts'
import styles from './Sticky.module.css'
import { useAround } from './world.ts'

export interface StickyProps {
  noteId: string
  shapeId: TLShapeId
  w: number
  h: number
}

/** How the note will be shown, below it while its writer types. */
function Promised({ id, view }: { id: string; view: SessionView }) {
  return (
    <p id={id} className={styles.promise}>
      {useShownAs(view).join(' ')}
    </p>
  )
}

/** A note as people see it: its words on paper in the tint of its group, and a foot that says whose it is. */
export function Sticky({ noteId, shapeId, w, h }: StickyProps) {
  const t = useWords()
  const promise = useId()
  const editor = useEditor()
  const { connection, scene, world, mine, marks, onShowLineage } = useAround()
  const note = useValue('note', () => scene.note(noteId), [scene, noteId])
  const isEditing = useValue('editing', () => editor.getEditingShapeId() === shapeId, [editor, shapeId])
  const isMine = useValue('mine', () => mine.get().has(noteId), [mine, noteId])
  const mark = useValue('marks', () => marks.get().get(noteId), [marks, noteId])
  const { view, round } = useValue('world', () => world.get(), [world])
  const theme = useValue('theme', () => (note?.theme ? scene.themes.get().get(note.theme) : undefined), [scene, note?.theme])
  if (!note) return null

  const done = () => {
    if (editor.getEditingShapeId() !== shapeId) return
    editor.complete()
    // The field goes and would take the focus with it: the next key is meant for the canvas.
    editor.getContainer().focus()
  }
  const whose = whoseNote(view, note)
  const { group } = whose
  const from = note.origin?.from[0]
  const cell = cellName(view.matrix, note.at.cell)
  const style = {
    width: w,
    height: h,
    ...(group ? { '--group': group.colour } : {}),
    ...(mark?.selectedBy ? { '--other': mark.selectedBy } : {}),
  } as CSSProperties

  return (
    <div
      className={styles.note}
      style={style}
      data-note={noteId}
      data-tinted={group ? '' : undefined}
      data-selected-by-other={mark?.selectedBy ? '' : undefined}
    >
      {mark && mark.typing.length > 0 && <p className={styles.typing}>{t('canvas.typing', { count: mark.typing.length, name: mark.typing[0] })}</p>}
      {note.picture && (
        <div className={styles.picture}>
          <NotePicture stocktakeId={view.id} picture={note.picture} />
        </div>
      )}
      <div className={styles.words}>
        <Carets connection={connection} noteId={noteId} view={view} />
        {isEditing ? (
          // The pointer in the field sets the caret; the canvas must not take it for a grip.
          <div className={styles.field} {...NOT_FOR_CANVAS}>
            <NoteTextArea
              key={noteId}
              connection={connection}
              noteId={noteId}
              label={t('canvas.noteLabel', { cell })}
              className={styles.textarea}
              placeholder={t('canvas.notePlaceholder')}
              lang={note.lang}
              autoFocus
              onDone={done}
              describedBy={isMine ? promise : undefined}
            />
          </div>
        ) : (
          <p className={styles.text} lang={note.lang} dir="auto">
            {note.text || (!note.picture && <span className={styles.empty}>{t('canvas.noteEmpty')}</span>)}
          </p>
        )}
      </div>
      <VoteMark view={view} round={round} noteId={noteId} className={styles.votes} />
      <div className={styles.foot}>
        {(theme || from || linkIn(note.text)) && (
          <div className={styles.line}>
            {from && (
              <button type="button" className={styles.origin} {...NOT_FOR_CANVAS} onClick={() => onShowLineage(noteId)} tabIndex={-1}>
                <History aria-hidden="true" />
                {t('canvas.fromRound', { round: from.round })}
              </button>
            )}
            {theme && <span className={styles.theme}>{themeName(theme, t)}</span>}
            <span className={styles.link} {...NOT_FOR_CANVAS}>
              <NoteLink text={note.text} />
            </span>
          </div>
        )}
        <div className={styles.line}>
          {group && <GroupMark group={group} size={14} withLabel />}
          {whose.anonymous && view.settings.attribution !== 'anonymous' && <span className={styles.mine}>{t('identity.anonymous')}</span>}
          {whose.author && <span>{whose.author}</span>}
          {whose.typedFor && <span className={styles.mine}>{t('identity.typedFor')}</span>}
          {note.locked && (
            <span className={styles.locked}>
              <Lock aria-hidden="true" />
              {t('canvas.locked')}
            </span>
          )}
          {note.late && <span className={styles.mine}>{t('table.late')}</span>}
          {isMine && round.state === 'open' && <span className={styles.mine}>{t('canvas.mine')}</span>}
        </div>
      </div>
      {isEditing && isMine && <Promised id={promise} view={view} />}
    </div>
  )
}
