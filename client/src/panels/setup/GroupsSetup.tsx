import { newId } from '@stocktake/shared/ids'
import type { Group, Member, Shape } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { setGroups } from '../../api.ts'
import type { ApiProblem } from '../../request.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Select } from '../../ui/Select.tsx'
import { useWords } from '../../words/words.ts'
import { COLOURS, SHAPES } from './looks.ts'
import { ReorderList } from './ReorderList.tsx'
import { SaveBar } from './SaveBar.tsx'
import styles from './Setup.module.css'
import { useDraft } from './useDraft.ts'

const select = ({ groups }: SessionView) => ({ groups })
const MOST = 24

/** The stakeholder groups: each with a name, a short name for the foot of a note, a colour, a shape, and what it wants. */
export function GroupsSetup({ view, members }: { view: SessionView; members: readonly Member[] }) {
  const t = useWords()
  const draft = useDraft('groups', view, select)
  const [checked, setChecked] = useState(false)
  const { groups } = draft.value
  const missing = (text: string) => (checked && !text.trim() ? t('setup.nameMissing') : undefined)
  const edit = (id: string, part: Partial<Group>) => draft.change({ groups: groups.map((group) => (group.id === id ? { ...group, ...part } : group)) })

  function keptBecause({ id }: Group) {
    const people = members.filter((member) => member.groupId === id).length
    return people ? t('setup.groupKept', { count: people }) : undefined
  }

  function add() {
    const look = COLOURS.map((colour, i) => ({ colour: colour.value, shape: SHAPES[i] as Shape }))
    const free =
      look.find(({ colour, shape }) => !groups.some((group) => group.colour === colour || group.shape === shape)) ?? look[groups.length % look.length]
    if (free) draft.change({ groups: [...groups, { id: newId(), label: '', short: '', driver: '', ...free }] })
  }

  function save() {
    setChecked(true)
    if (groups.some(({ label, short }) => !label.trim() || !short.trim())) return
    void draft.save((value) => setGroups(view.id, value))
  }

  function explain({ code, details }: ApiProblem) {
    const gone = code === 'in-use' && view.groups.find(({ id }) => id === details.group)
    return gone ? t('setup.groupInUse', { name: gone.label }) : undefined
  }

  return (
    <div className="stack">
      <ReorderList
        label={t('setup.groups')}
        items={groups}
        nameOf={({ label }) => label}
        onChange={(items) => draft.change({ groups: items })}
        keptBecause={keptBecause}
      >
        {(group) => (
          <div className={styles.groupFields}>
            <div className={styles.groupPreview}>
              <GroupMark group={group} size={32} />
            </div>
            <Field
              label={t('setup.groupName')}
              value={group.label}
              onChange={(label) => edit(group.id, { label })}
              maxLength={80}
              error={missing(group.label)}
              autoFocus={!group.label}
            />
            <Field
              label={t('setup.shortName')}
              value={group.short}
              onChange={(short) => edit(group.id, { short })}
              maxLength={24}
              error={missing(group.short)}
              className={styles.shortField ?? ''}
            />
            <Field
              label={t('setup.driver')}
              placeholder={t('setup.driverExample')}
              multiline
              rows={1}
              value={group.driver}
              onChange={(driver) => edit(group.id, { driver })}
              maxLength={500}
            />
            <Select
              label={t('setup.colour')}
              className={styles.groupLook ?? ''}
              value={group.colour.toUpperCase()}
              onChange={(colour) => edit(group.id, { colour })}
              placeholder={t('setup.ownColour')}
              options={COLOURS.map((colour) => ({
                id: colour.value,
                label: t(`setup.colours.${colour.name}`),
                icon: <GroupMark group={{ ...group, colour: colour.value }} size={18} />,
              }))}
            />
            <Select
              label={t('setup.shape')}
              className={styles.groupLook ?? ''}
              value={group.shape}
              onChange={(shape) => edit(group.id, { shape: shape as Shape })}
              options={SHAPES.map((shape) => ({ id: shape, label: t(`setup.shapes.${shape}`), icon: <GroupMark group={{ ...group, shape }} size={18} /> }))}
            />
          </div>
        )}
      </ReorderList>
      <div>
        <Button icon={<Plus aria-hidden />} isDisabled={groups.length >= MOST} onPress={add}>
          {t('setup.addGroup')}
        </Button>
      </div>
      <SaveBar draft={draft} onSave={save} what={t('setup.groups')} explain={explain} />
    </div>
  )
}
