import { setNoteField } from '@stocktake/shared/board/board'
import type { Note } from '@stocktake/shared/board/schema'
import type { BoardConnection } from '../sync/connection.ts'
import { useWords } from '../words/words.ts'
import { LanguageDialog } from './LanguageDialog.tsx'

export interface NoteLanguageProps {
  connection: BoardConnection
  notes: readonly Pick<Note, 'id' | 'lang'>[]
  onClose: () => void
}

/** Says in which language notes are, as one step of undo. */
export function NoteLanguage({ connection, notes, onClose }: NoteLanguageProps) {
  const t = useWords()
  const said = new Set(notes.map(({ lang }) => lang))
  const change = (lang: string | undefined) => {
    connection.endUndoStep()
    for (const { id } of notes) setNoteField(connection.board, id, 'lang', lang)
    connection.endUndoStep()
  }
  return (
    <LanguageDialog
      title={t('noteLanguage.title')}
      text={t('noteLanguage.text')}
      lang={said.size === 1 ? [...said][0] : undefined}
      onChange={change}
      onClose={onClose}
    />
  )
}
