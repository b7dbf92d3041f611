import type { Member } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Tables.module.css'

interface SeatRowProps {
  view: SessionView
  member: Member
  tables: readonly { id: string; label: string }[]
  /** The table where they sit, or are to sit. */
  table: string | null
  isDisabled?: boolean
  onChange: (table: string) => void
}

/** One person with their group, and the table that is chosen for them. */
export function SeatRow({ view, member, tables, table, isDisabled = false, onChange }: SeatRowProps) {
  const t = useWords()
  const name = member.name || t('breakouts.noName')
  return (
    <li className={styles.person}>
      <span className={styles.name}>
        <span>{name}</span>
        <span className={styles.quiet}>
          <GroupMark group={view.groups.find(({ id }) => id === member.groupId)} withLabel />
        </span>
      </span>
      <Select
        label={t('breakouts.sitsAt', { name })}
        hideLabel
        options={tables}
        value={table}
        placeholder={t('breakouts.nowhere')}
        isDisabled={isDisabled}
        onChange={onChange}
      />
    </li>
  )
}
