import type { Member, Role } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Presentation } from 'lucide-react'
import { useState } from 'react'
import { editMember, editStocktake } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { Choices } from '../../ui/Choices.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { useCommand } from '../../ui/useCommand.ts'
import type { Loaded } from '../../ui/useLoaded.ts'
import { sentence, useWords } from '../../words/words.ts'
import { UsualWhere } from '../where/UsualWhere.tsx'
import styles from './Setup.module.css'

export interface PeopleProps {
  view: SessionView
  members: Loaded<readonly Member[]> & { again: () => void }
}

/** How people come in, and who is in. */
export function People({ view, members }: PeopleProps) {
  const t = useWords()
  return (
    <div className="stack">
      <JoinOpen view={view} />
      <UsualWhere view={view} />
      <div className={styles.code}>
        <div>
          <span className={styles.help}>{t('setup.joinCode')}</span>
          <strong>{view.joinCode}</strong>
        </div>
        <CopyButton value={view.joinCode} what={t('setup.joinCode')} />
        <LinkButton href={`/s/${view.id}/show`} target="_blank" icon={<Presentation aria-hidden />}>
          {t('setup.showCard')}
        </LinkButton>
      </div>
      <ul className={styles.links}>
        <ShareLink name={t('setup.linkParticipant')} help={t('setup.linkParticipantText')} address={view.links.participant} />
        {view.links.observer && <ShareLink name={t('setup.linkObserver')} help={t('setup.linkObserverText')} address={view.links.observer} />}
        {view.links.facilitator && <ShareLink name={t('setup.linkFacilitator')} help={t('setup.linkFacilitatorText')} address={view.links.facilitator} />}
      </ul>

      <h3 className={styles.subheading}>{t('setup.members')}</h3>
      {members.state === 'loading' && <Loading />}
      {members.state === 'failed' && (
        <Notice kind="warning" actions={<Button onPress={members.again}>{t('common.retry')}</Button>}>
          {sentence(members.problem, t)}
        </Notice>
      )}
      {members.state === 'ready' && <Members view={view} members={members.value} again={members.again} />}
    </div>
  )
}

function JoinOpen({ view }: { view: SessionView }) {
  const t = useWords()
  const { run, isRunning, problem } = useCommand()

  async function set(joinOpen: boolean) {
    const next = await run(() => editStocktake(view.id, { settings: { joinOpen } }))
    if (next) useSession.getState().setView(next)
  }

  return (
    <div>
      <Choices
        label={t('setup.joining')}
        value={view.settings.joinOpen ? 'open' : 'closed'}
        onChange={(chosen) => void set(chosen === 'open')}
        isDisabled={isRunning}
        choices={[
          { id: 'open', label: t('setup.joiningOpen') },
          { id: 'closed', label: t('setup.joiningClosed') },
        ]}
        error={problem ? sentence(problem, t) : undefined}
      />
    </div>
  )
}

function ShareLink({ name, help, address }: { name: string; help: string; address: string }) {
  return (
    <li className={styles.link}>
      <div className={styles.linkWords}>
        <strong>{name}</strong>
        <span className={styles.help}>{help}</span>
        <code className={styles.address}>{address}</code>
      </div>
      <CopyButton value={address} what={name} />
    </li>
  )
}

function Members({ view, members, again }: { view: SessionView; members: readonly Member[]; again: () => void }) {
  const t = useWords()
  const parts = [{ id: null, label: t('setup.teamAndObservers'), group: null }, ...view.groups.map((group) => ({ id: group.id, label: group.label, group }))]
  return (
    <div className="stack">
      {parts.map(({ id, label, group }) => {
        const people = members.filter((member) => member.groupId === id)
        return (
          <section key={label} aria-label={label}>
            <h4 className={styles.memberGroup}>
              <GroupMark group={group} size={20} /> {label} <span className={styles.help}>{t('common.people', { count: people.length })}</span>
            </h4>
            {people.length > 0 && (
              <ul className={styles.members}>
                {people.map((member) => (
                  <MemberRow key={member.id} view={view} member={member} again={again} />
                ))}
              </ul>
            )}
          </section>
        )
      })}
    </div>
  )
}

function MemberRow({ view, member, again }: { view: SessionView; member: Member; again: () => void }) {
  const t = useWords()
  const [saved, setSaved] = useState(false)
  const { run, isRunning, problem } = useCommand()
  const isMe = member.id === view.me.memberId
  const name = member.name || t('setup.noName')
  // An observer came by a link that gives reading alone and has no group to write for.
  const roles: Role[] = member.role === 'observer' ? ['observer', 'scribe', 'facilitator'] : ['participant', 'scribe', 'facilitator']

  async function set(role: Role) {
    const done = await run(async () => {
      await editMember(view.id, member.id, { role })
      return true
    })
    if (!done) return
    setSaved(true)
    again()
  }

  return (
    <li className={styles.member}>
      <div className={styles.memberWords}>
        <span>
          {name} {isMe && <span className={styles.help}>{t('setup.you')}</span>}
        </span>
        <span className={styles.help}>
          {member.attended.length ? t('setup.attended', { count: member.attended.length, rounds: member.attended.join(', ') }) : t('setup.attendedNone')}
        </span>
      </div>
      <Select
        label={t('setup.roleOf', { name })}
        hideLabel
        value={member.role}
        onChange={(role) => role !== member.role && void set(role as Role)}
        // Taking one's own key away is for another facilitator to do.
        isDisabled={isMe || isRunning}
        options={(roles.includes(member.role) ? roles : [member.role, ...roles]).map((role) => ({ id: role, label: t(`common.role.${role}`) }))}
        error={problem ? sentence(problem, t) : undefined}
        className={styles.roleSelect ?? ''}
      />
      <span role="status" className={styles.memberSaved}>
        {isRunning ? t('common.saving') : saved ? t('common.saved') : ''}
      </span>
    </li>
  )
}
