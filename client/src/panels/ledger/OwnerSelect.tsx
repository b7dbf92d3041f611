import type { Group } from '@stocktake/shared/session'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWords } from '../../words/words.ts'

/** Stands for nobody: a list to choose from has no empty id. */
const NOBODY = '-'

export interface OwnerSelectProps {
  groups: readonly Group[]
  /** Id of a group; empty for nobody. A group that is gone is shown by what stands there. */
  value: string
  onChange: (group: string) => void
}

/** Which group takes an action on. */
export function OwnerSelect({ groups, value, onChange }: OwnerSelectProps) {
  const t = useWords()
  const isKnown = !value || groups.some(({ id }) => id === value)
  return (
    <Select
      label={t('ledger.owner')}
      value={value || NOBODY}
      options={[
        { id: NOBODY, label: t('ledger.ownerNone') },
        ...groups.map((group) => ({ id: group.id, label: group.label, icon: <GroupMark group={group} /> })),
        ...(isKnown ? [] : [{ id: value, label: value }]),
      ]}
      onChange={(id) => onChange(id === NOBODY ? '' : id)}
    />
  )
}
