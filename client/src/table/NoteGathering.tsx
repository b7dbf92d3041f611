import type { Note } from '@stocktake/shared/board/schema'
import { Group, Ungroup } from 'lucide-react'
import { useStore } from 'zustand'
import { askGathering, gathering, mayGather, pick, sayGathering, takeOut } from '../sync/gathering.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { MenuItem } from '../ui/Menu.tsx'
import { useWords } from '../words/words.ts'
import { useTable } from './TableContext.ts'

/** Whether this note may be put into a theme by this person now. */
export function useMayGather(note: Pick<Note, 'at'>): boolean {
  const { me, rules, canWrite } = useTable()
  return mayGather({ me, rules, canWrite }, [note])
}

/** What a note's menu offers about themes. */
export function NoteGathering({ note }: { note: Note }) {
  const t = useWords()
  const { connection } = useTable()
  if (!useMayGather(note)) return null
  return (
    <>
      <MenuItem icon={<Group aria-hidden />} onAction={() => askGathering({ what: 'group-with', notes: [note.id] })}>
        {t('themes.groupWith')}
      </MenuItem>
      {note.theme && (
        <MenuItem
          icon={<Ungroup aria-hidden />}
          onAction={() => {
            takeOut(connection, [note.id])
            sayGathering(t('themes.ungathered'))
          }}
        >
          {t('themes.takeOut')}
        </MenuItem>
      )}
    </>
  )
}

/** The box that ticks a note, while notes are being selected. */
export function NotePick({ note }: { note: Note }) {
  const t = useWords()
  const isPicking = useStore(gathering, ({ picked }) => picked !== null)
  const isPicked = useStore(gathering, ({ picked }) => picked?.has(note.id) === true)
  const may = useMayGather(note)
  if (!isPicking || !may) return null
  const brief = note.text.length > 60 ? `${note.text.slice(0, 57)}…` : note.text || t('table.noteEmpty')
  const toggle = (isIn: boolean) => {
    const before = gathering.getState().picked ?? []
    pick(isIn ? [...before, note.id] : [...before].filter((id) => id !== note.id))
  }
  return (
    <Checkbox isSelected={isPicked} onChange={toggle}>
      <span className="visually-hidden">{t('themes.pick', { text: brief })}</span>
      <span aria-hidden="true">{t('themes.pickShort')}</span>
    </Checkbox>
  )
}
