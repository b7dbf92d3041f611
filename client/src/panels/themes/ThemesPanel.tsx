import { gatheredIn } from '@stocktake/shared/board/themes'
import type { SessionView } from '@stocktake/shared/view'
import type { BoardConnection } from '../../sync/connection.ts'
import { mayGather, themeName } from '../../sync/gathering.ts'
import { ThemeMenu } from '../../sync/ThemeMenu.tsx'
import { useNotes, useThemes } from '../../sync/useBoard.ts'
import type { BoardRules } from '../../sync/useRules.ts'
import { cellName } from '../../words/usual.ts'
import { useWords } from '../../words/words.ts'
import styles from './Themes.module.css'

export interface ThemesPanelProps {
  view: SessionView
  connection: BoardConnection
  rules: BoardRules
  canWrite: boolean
}

/** All themes of the board with their notes: those of one cell, those across cells, and those that have lost their notes. */
export function ThemesPanel({ view, connection, rules, canWrite }: ThemesPanelProps) {
  const t = useWords()
  const themes = gatheredIn(useNotes(connection), useThemes(connection))
  const gatherer = { me: view.me, rules, canWrite }
  if (!themes.length) return <p className={styles.quiet}>{t(mayGather(gatherer) ? 'themes.none' : 'themes.noneToRead')}</p>
  return (
    <ul className={styles.list}>
      {themes.map(({ theme, notes, cells }) => (
        <li key={theme.id} className={styles.card}>
          <div className={styles.head}>
            <div>
              <h3 className={styles.name} data-unnamed={theme.label ? undefined : ''} dir="auto">
                {themeName(theme, t)}
              </h3>
              <span className={styles.about}>
                {notes.length
                  ? `${t('themes.notes', { count: notes.length })}, ${
                      cells.length > 1
                        ? t('themes.across', { cells: cells.map((cell) => cellName(view.matrix, cell)).join('; ') })
                        : cellName(view.matrix, cells[0] ?? null)
                    }`
                  : t('themes.empty')}
              </span>
            </div>
            <ThemeMenu {...gatherer} connection={connection} theme={theme} notes={notes} />
          </div>
          {notes.length > 0 && (
            <ul className={styles.members}>
              {notes.map((note) => (
                <li key={note.id} className={styles.member} dir="auto" lang={note.lang}>
                  {note.text || t('table.noteEmpty')}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}
