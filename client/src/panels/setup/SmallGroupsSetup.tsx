import { isSmall, peopleByGroup } from '@stocktake/shared/report/smallGroups'
import type { Group, Member, SmallGroup } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { editStocktake } from '../../api.ts'
import { Field } from '../../ui/Field.tsx'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWords } from '../../words/words.ts'
import { SaveBar } from './SaveBar.tsx'
import styles from './Setup.module.css'
import { useDraft } from './useDraft.ts'

const select = ({ settings: { minimumGroup, smallGroups } }: SessionView) => ({ minimumGroup: String(minimumGroup), smallGroups })
const INTO = 'into '

/** How results and files tell groups of few people: among others, as part of another, or as they are. */
export function SmallGroupsSetup({ view, members }: { view: SessionView; members: readonly Member[] }) {
  const t = useWords()
  const draft = useDraft('small-groups', view, select)
  const [checked, setChecked] = useState(false)
  const { minimumGroup, smallGroups } = draft.value
  const minimum = /^\d+$/.test(minimumGroup.trim()) ? Number(minimumGroup) : Number.NaN
  const isSound = minimum >= 1 && minimum <= 20
  const people = peopleByGroup(members)

  const choose = (id: string, choice: string) => {
    const as: SmallGroup = choice.startsWith(INTO) ? { as: 'merged', into: choice.slice(INTO.length) } : { as: choice === 'shown' ? 'shown' : 'hidden' }
    draft.change({ smallGroups: { ...smallGroups, [id]: as } })
  }
  const chosen = ({ id }: Group) => {
    const choice = smallGroups[id]
    return choice?.as === 'merged' ? INTO + choice.into : (choice?.as ?? 'hidden')
  }
  function save() {
    setChecked(true)
    if (isSound) void draft.save(() => editStocktake(view.id, { settings: { minimumGroup: minimum, smallGroups } }))
  }
  const howMany = (count: number) => {
    if (count === 0) return t('identity.nobody')
    if (count === 1) return t('identity.onePerson')
    return isSmall(count, minimum) ? t('identity.fewPeople', { count }) : t('identity.enoughPeople', { count })
  }

  return (
    <section className="stack" aria-labelledby="small-groups">
      <div>
        <h3 id="small-groups" className={styles.smallTitle}>
          {t('identity.small')}
        </h3>
        <p className={styles.help}>{t('identity.smallText')}</p>
      </div>
      <Field
        label={t('identity.minimum')}
        value={minimumGroup}
        onChange={(value) => draft.change({ minimumGroup: value })}
        className={styles.minimum ?? ''}
        inputMode="numeric"
        error={checked && !isSound ? t('identity.minimumWrong') : undefined}
      />
      <ul className={styles.smallGroups}>
        {view.groups.map((group) => {
          const count = people[group.id] ?? 0
          return (
            <li key={group.id} data-small={isSmall(count, minimum) || undefined}>
              <Select
                label={t('identity.smallChoice', { group: group.label })}
                value={chosen(group)}
                onChange={(choice) => choose(group.id, choice)}
                options={[
                  { id: 'hidden', label: t('identity.hide') },
                  { id: 'shown', label: t('identity.show') },
                  ...view.groups
                    .filter(({ id }) => id !== group.id)
                    .map((other) => ({
                      id: INTO + other.id,
                      label: t('identity.mergeInto', { group: other.label }),
                      icon: <GroupMark group={other} size={16} />,
                    })),
                ]}
              />
              <p className={styles.howMany}>{howMany(count)}</p>
            </li>
          )
        })}
      </ul>
      <p className={styles.help}>{t('identity.smallHidden')}</p>
      <SaveBar draft={draft} onSave={save} what={t('identity.small')} />
    </section>
  )
}
