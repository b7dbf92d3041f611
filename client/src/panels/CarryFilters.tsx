import type { Note, Theme } from '@stocktake/shared/board/schema'
import type { SessionView } from '@stocktake/shared/view'
import { themeName } from '../sync/gathering.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { Select, type SelectOption } from '../ui/Select.tsx'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import styles from './Carry.module.css'
import { type CarryFilter, NONE } from './CarryQueue.ts'

export interface CarryFiltersProps {
  view: SessionView
  notes: readonly Note[]
  themes: readonly Theme[]
  filter: CarryFilter
  onChange: (filter: CarryFilter) => void
}

const ALL = 'all'

/** Which notes to go through: by cell, theme, group, and only what is undecided. Offers what occurs. */
export function CarryFilters({ view, notes, themes, filter, onChange }: CarryFiltersProps) {
  const t = useWords()
  const cells = [...new Set(notes.map((note) => note.at.cell))].map((cell) => ({ id: cell ?? NONE, label: cellName(view.matrix, cell) }))
  const byTheme = themes.filter((theme) => notes.some((note) => note.theme === theme.id)).map((theme) => ({ id: theme.id, label: themeName(theme, t) }))
  const byGroup = view.groups
    .filter((group) => notes.some((note) => note.group === group.id))
    .map((group) => ({ id: group.id, label: group.label, icon: <GroupMark group={group} /> }))
  const value = (chosen: string | null) => chosen ?? ALL
  const chosen = (id: string) => (id === ALL ? null : id)
  const options = (all: string, some: readonly SelectOption[], none?: string): SelectOption[] => [
    { id: ALL, label: all },
    ...some,
    ...(none ? [{ id: NONE, label: none }] : []),
  ]

  return (
    <fieldset className={styles.filters} aria-label={t('carry.filters')}>
      <Select
        label={t('carry.byCell')}
        value={value(filter.cell)}
        onChange={(id) => onChange({ ...filter, cell: chosen(id) })}
        options={options(t('carry.allCells'), cells)}
      />
      {byTheme.length > 0 && (
        <Select
          label={t('carry.byTheme')}
          value={value(filter.theme)}
          onChange={(id) => onChange({ ...filter, theme: chosen(id) })}
          options={options(t('carry.allThemes'), byTheme, t('carry.noTheme'))}
        />
      )}
      <Select
        label={t('carry.byGroup')}
        value={value(filter.group)}
        onChange={(id) => onChange({ ...filter, group: chosen(id) })}
        options={options(t('carry.allGroups'), byGroup, notes.some((note) => note.group === null) ? t('carry.noGroup') : undefined)}
      />
      <Checkbox isSelected={filter.undecidedOnly} onChange={(undecidedOnly) => onChange({ ...filter, undecidedOnly })}>
        {t('carry.undecidedOnly')}
      </Checkbox>
    </fieldset>
  )
}
