import type { Note, Theme } from '@stocktake/shared/board/schema'
import type { Gathered } from '@stocktake/shared/board/themes'
import { type DragEvent, type ReactNode, useState } from 'react'
import { groupNotes, mayGather, themeName } from '../sync/gathering.ts'
import { ThemeMenu } from '../sync/ThemeMenu.tsx'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import { useTable } from './TableContext.ts'
import { NOTE_TYPE } from './TableNote.tsx'
import styles from './TableTheme.module.css'

export interface TableThemeProps {
  theme: Theme
  /** Its notes in this cell. */
  notes: readonly Note[]
  /** All of its notes, and the cells they are in. */
  whole: Gathered | undefined
  children: ReactNode
}

/** A theme in a cell of the table: its name, where else it has notes, what can be done with it. Notes can be dropped on it. */
export function TableTheme({ theme, notes, whole, children }: TableThemeProps) {
  const t = useWords()
  const { connection, view, me, rules, canWrite } = useTable()
  const [isTarget, setTarget] = useState(false)
  const gatherer = { me, rules, canWrite }
  const all = whole?.notes ?? notes
  const here = notes[0]?.at.cell
  const elsewhere = (whole?.cells ?? []).filter((cell) => cell !== here)
  const takes = mayGather(gatherer, [], theme)
  // A theme without notes is for whoever can remove it.
  if (!notes.length && !takes) return null

  const over = (event: DragEvent) => {
    if (!takes || !event.dataTransfer.types.includes(NOTE_TYPE)) return
    event.preventDefault()
    event.stopPropagation()
    event.dataTransfer.dropEffect = 'move'
    setTarget(true)
  }
  const drop = (event: DragEvent) => {
    setTarget(false)
    const id = event.dataTransfer.getData(NOTE_TYPE)
    if (!takes || !id) return
    event.preventDefault()
    event.stopPropagation()
    groupNotes(connection, [id], theme.id)
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the menu of each note offers the same to keyboards
    <div
      className={styles.theme}
      data-theme={theme.id}
      data-target={isTarget || undefined}
      onDragOver={over}
      onDragLeave={(event) => !event.currentTarget.contains(event.relatedTarget as Node | null) && setTarget(false)}
      onDrop={drop}
    >
      <div className={styles.head}>
        <div className={styles.words}>
          <h4 className={styles.name} data-unnamed={theme.label ? undefined : ''} dir="auto">
            {themeName(theme, t)}
          </h4>
          {(elsewhere.length > 0 || !notes.length) && (
            <p className={styles.about}>
              {notes.length ? t('themes.alsoIn', { cells: elsewhere.map((cell) => cellName(view.matrix, cell)).join('; ') }) : t('themes.empty')}
            </p>
          )}
        </div>
        <ThemeMenu {...gatherer} connection={connection} theme={theme} notes={all} />
      </div>
      {children}
    </div>
  )
}
