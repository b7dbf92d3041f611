import type { Note, Theme } from '@stocktake/shared/board/schema'
import { Ellipsis, Merge, PencilLine, Trash2, Ungroup } from 'lucide-react'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { useWords } from '../words/words.ts'
import type { BoardConnection } from './connection.ts'
import { askGathering, dissolve, type Gatherer, mayGather, sayGathering, themeName } from './gathering.ts'

export interface ThemeMenuProps extends Gatherer {
  connection: BoardConnection
  theme: Theme
  /** All of its notes, wherever they are. */
  notes: readonly Pick<Note, 'at'>[]
}

/** What can be done with a theme; nothing where this person may do nothing with it. */
export function ThemeMenu({ connection, theme, notes, ...gatherer }: ThemeMenuProps) {
  const t = useWords()
  const renames = mayGather(gatherer, [], theme)
  // Its notes in cells that the step is not about stay, and so does the theme then.
  const dissolves = mayGather(gatherer, notes, theme)
  if (!renames) return null
  return (
    <Menu label={t('themes.actions', { theme: themeName(theme, t) })} icon={<Ellipsis aria-hidden />} iconOnly size="small">
      <MenuItem icon={<PencilLine aria-hidden />} onAction={() => askGathering({ what: 'name', theme: theme.id })}>
        {t(theme.label ? 'themes.rename' : 'themes.name')}
      </MenuItem>
      {dissolves && notes.length > 0 && (
        <MenuItem icon={<Merge aria-hidden />} onAction={() => askGathering({ what: 'merge', theme: theme.id })}>
          {t('themes.merge')}
        </MenuItem>
      )}
      {dissolves && (
        <MenuItem
          icon={notes.length ? <Ungroup aria-hidden /> : <Trash2 aria-hidden />}
          onAction={() => {
            dissolve(connection, theme.id)
            if (notes.length) sayGathering(t('themes.ungathered'))
          }}
        >
          {t(notes.length ? 'themes.dissolve' : 'themes.remove')}
        </MenuItem>
      )}
    </Menu>
  )
}
