import type { Role } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { useState } from 'react'
import { changeCode, editMember, endAccess, removeMember } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import { sentence, useWords } from '../../words/words.ts'
import { WhereField } from '../where/WhereDialog.tsx'
import styles from './Attend.module.css'
import { type Asking, nameOf } from './asking.ts'

const ROLES: readonly Role[] = ['facilitator', 'scribe', 'participant', 'observer']

interface PeopleDialogsProps {
  view: SessionView
  asking: Asking
  /** It is done; the words say what. */
  onDone: (words: string) => void
  onClose: () => void
}

/** Asks once more, saying what will happen to whom, and does it. */
export function PeopleDialogs({ view, asking, onDone, onClose }: PeopleDialogsProps) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()
  const member = 'member' in asking ? asking.member : undefined
  const name = member ? nameOf(member, t) : ''
  const [role, setRole] = useState<Role>(member?.role ?? 'participant')
  const [groupId, setGroup] = useState<string | null>(member?.groupId ?? null)
  const [notes, setNotes] = useState<'kept' | 'hidden'>('kept')
  const [where, setWhere] = useState(member?.where)
  const needsGroup = asking.what === 'role' && role === 'participant' && member?.groupId === null
  const isAnonymous = view.settings.attribution === 'anonymous'
  const groups = view.groups.map((group) => ({ id: group.id, label: group.label, icon: <GroupMark group={group} /> }))

  async function go() {
    const words = await run(async () => {
      if (asking.what === 'code') {
        const after = await changeCode(view.id, view.joinCode)
        useSession.getState().setView(after)
        return t('people.codeDone', { code: after.joinCode })
      }
      const { id } = asking.member
      if (asking.what === 'role') await editMember(view.id, id, { role, ...(needsGroup && groupId ? { groupId } : {}) })
      if (asking.what === 'group' && groupId) await editMember(view.id, id, { groupId })
      if (asking.what === 'where') await editMember(view.id, id, { where: where ?? null })
      if (asking.what === 'access') await endAccess(view.id, id)
      if (asking.what === 'remove') await removeMember(view.id, id, notes)
      if (asking.what === 'readmit') await removeMember(view.id, id, null)
      if (asking.what === 'hide') await removeMember(view.id, id, 'hidden')
      if (asking.what === 'keep') await removeMember(view.id, id, 'kept')
      if (asking.what === 'access') return t('people.endAccessDone', { name })
      return asking.what === 'readmit' ? t('people.readmitDone', { name }) : t('common.saved')
    })
    if (words !== undefined) onDone(words)
  }

  const { title, press } = {
    code: { title: t('people.codeTitle'), press: t('people.codeGo') },
    role: { title: t('people.roleTitle', { name }), press: t('people.save') },
    group: { title: t('people.groupTitle', { name }), press: t('people.save') },
    where: { title: t('where.personTitle', { name }), press: t('people.save') },
    access: { title: t('people.endAccessTitle', { name }), press: t('people.endAccessGo') },
    remove: { title: t('people.removeTitle', { name }), press: t('people.removeGo', { name }) },
    readmit: { title: t('people.readmit'), press: t('people.readmit') },
    hide: { title: t('people.hideNotes'), press: t('people.hideNotes') },
    keep: { title: t('people.keepNotes'), press: t('people.keepNotes') },
  }[asking.what]

  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button
            variant={asking.what === 'remove' ? 'danger' : 'primary'}
            isPending={isRunning}
            isDisabled={(asking.what === 'group' || needsGroup) && groupId === null}
            onPress={() => void go()}
          >
            {press}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {asking.what === 'code' && <p>{t('people.codeText', { code: view.joinCode })}</p>}
        {asking.what === 'role' && (
          <Choices
            label={t('people.roleLabel')}
            value={role}
            onChange={(id) => setRole(ROLES.find((each) => each === id) ?? role)}
            choices={ROLES.map((id) => ({ id, label: t(`common.role.${id}`), description: t(`people.roleText.${id}`) }))}
          />
        )}
        {(asking.what === 'group' || needsGroup) && (
          <Choices label={t('people.groupLabel')} description={t('people.groupText')} value={groupId} onChange={setGroup} choices={groups} />
        )}
        {asking.what === 'where' && (
          <WhereField label={t('where.personTitle', { name })} unsaid={t('where.personUnsaid')} usual={view.settings.where} value={where} onChange={setWhere} />
        )}
        {asking.what === 'access' && <p>{t('people.endAccessText', { name })}</p>}
        {asking.what === 'remove' && (
          <>
            <p>{t('people.removeText', { name })}</p>
            {isAnonymous ? (
              <p>{t('people.removeAnonymous')}</p>
            ) : (
              <Choices
                label={t('people.removeNotes')}
                value={notes}
                onChange={(id) => setNotes(id === 'hidden' ? 'hidden' : 'kept')}
                choices={[
                  { id: 'kept', label: t('people.removeKept'), description: t('people.removeKeptText') },
                  { id: 'hidden', label: t('people.removeHidden'), description: t('people.removeHiddenText') },
                ]}
              />
            )}
            <p className={styles.help}>{t('people.removeCode')}</p>
          </>
        )}
        {asking.what === 'hide' && <p>{t('people.removeHiddenText')}</p>}
        {(asking.what === 'readmit' || asking.what === 'keep') && <p>{t(`people.${asking.what}Text`, { name })}</p>}
        {problem && <Notice kind="danger">{sentence(problem, t)}</Notice>}
      </div>
    </Dialog>
  )
}
