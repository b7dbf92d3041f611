import type { BoardContent } from '@stocktake/shared/record'
import type { SessionView } from '@stocktake/shared/view'
import { useMemo } from 'react'
import type { BoardConnection } from '../../sync/connection.ts'
import { useNotes, useThemes } from '../../sync/useBoard.ts'
import { cellName } from '../../words/usual.ts'
import { useWords, type Words } from '../../words/words.ts'

/** An item of a ballot as people read it. */
export interface BallotItem {
  text: string
  /** Its cell, or how many notes a theme has. */
  where: string
  lang?: string | undefined
}
export type FindItem = (id: string) => BallotItem

/** Finds what is voted on by its id: a note or a theme on the board, or that it is not there any more. */
export function useItems(connection: BoardConnection, view: SessionView): FindItem {
  const t = useWords()
  const notes = useNotes(connection)
  const themes = useThemes(connection)
  const { matrix } = view
  return useMemo(() => findIn({ notes, themes }, matrix, t), [notes, themes, matrix, t])
}

/** The same for what a record holds. */
export function findIn({ notes, themes }: ReadOnlyContent, matrix: SessionView['matrix'], t: Words): FindItem {
  const items = new Map<string, BallotItem>()
  for (const note of notes) items.set(note.id, { text: note.text || (note.picture?.alt ?? ''), where: cellName(matrix, note.at.cell), lang: note.lang })
  for (const { id, label } of themes) items.set(id, { text: label, where: t('vote.notesIn', { count: notes.filter((note) => note.theme === id).length }) })
  return (id) => items.get(id) ?? { text: t('vote.gone'), where: '' }
}

interface ReadOnlyContent {
  notes: readonly BoardContent['notes'][number][]
  themes: readonly BoardContent['themes'][number][]
}
