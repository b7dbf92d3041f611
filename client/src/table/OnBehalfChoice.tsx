import type { SessionView } from '@stocktake/shared/view'
import { useStore } from 'zustand'
import { onBehalfOf } from '../sync/onBehalf.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import { GroupMark } from '../ui/GroupMark.tsx'
import { Select } from '../ui/Select.tsx'
import { useWords } from '../words/words.ts'
import styles from './ShownAs.module.css'

const TEAM = ''

/** For whom the team writes: for itself, for a group, or for somebody of it who has no device. */
export function OnBehalfChoice({ view }: { view: Pick<SessionView, 'id' | 'groups' | 'settings'> }) {
  const t = useWords()
  const store = onBehalfOf(view.id)
  const behalf = useStore(store, (state) => state.behalf)
  const choose = (group: string | null, typedFor: boolean) => store.setState({ behalf: group === null && !typedFor ? null : { group, typedFor } })
  const group = behalf?.group ?? null
  return (
    <>
      {view.settings.attribution !== 'anonymous' && (
        <Select
          label={t('identity.writeFor')}
          className={styles.for ?? ''}
          options={[
            { id: TEAM, label: t('identity.forTeam') },
            ...view.groups.map((one) => ({ id: one.id, label: one.label, icon: <GroupMark group={one} /> })),
          ]}
          value={view.groups.some(({ id }) => id === group) ? group : TEAM}
          onChange={(id) => choose(id === TEAM ? null : id, behalf?.typedFor ?? false)}
        />
      )}
      <Checkbox isSelected={behalf?.typedFor ?? false} onChange={(typedFor) => choose(group, typedFor)}>
        {t('identity.typedForChoice')}
      </Checkbox>
    </>
  )
}
