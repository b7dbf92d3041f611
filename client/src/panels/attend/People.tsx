import type { Member } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { KeyRound } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { readMembers } from '../../api.ts'
import { useSession } from '../../session.ts'
import { Button } from '../../ui/Button.tsx'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { sentence, useWords } from '../../words/words.ts'
import type { Asking } from './asking.ts'
import styles from './People.module.css'
import { PeopleDialogs } from './PeopleDialogs.tsx'
import { PersonRow, whereOf } from './PersonRow.tsx'

/** Who is here, by group, and what facilitators may do with people: role, group, access, removing, letting in again. */
export function People({ view }: { view: SessionView }) {
  const t = useWords()
  const { id } = view
  const here = useSession((state) => state.people)
  const members = useLoaded(useCallback(async () => (await readMembers(id)).members, [id]))
  const [asking, setAsking] = useState<Asking | null>(null)
  const [done, setDone] = useState('')
  const known = members.state === 'ready' ? members.value : null
  const isStale = known !== null && here.some((memberId) => !known.some((member) => member.id === memberId))
  const { again } = members

  // Somebody has come who was not there when the list was read.
  useEffect(() => {
    if (isStale) again()
  }, [isStale, again])

  const finish = (words: string) => {
    setAsking(null)
    setDone(words)
    again()
  }

  return (
    <div className={styles.people}>
      <div className={styles.code}>
        <span>
          {t('people.code')} <strong className={styles.codeWord}>{view.joinCode}</strong>
        </span>
        <Button size="small" icon={<KeyRound aria-hidden />} onPress={() => setAsking({ what: 'code' })}>
          {t('people.codeChange')}
        </Button>
      </div>
      <p role="status" className={styles.done}>
        {done}
      </p>
      {members.state === 'failed' && (
        <Notice kind="warning" actions={<Button onPress={again}>{t('common.retry')}</Button>}>
          {sentence(members.problem, t)}
        </Notice>
      )}
      {members.state === 'loading' && <Loading />}
      {known && <List view={view} members={known} here={new Set(here)} onAsk={setAsking} />}
      {asking && <PeopleDialogs view={view} asking={asking} onDone={finish} onClose={() => setAsking(null)} />}
    </div>
  )
}

interface ListProps {
  view: SessionView
  members: readonly Member[]
  here: ReadonlySet<string>
  onAsk: (asking: Asking) => void
}

function List({ view, members, here, onAsk }: ListProps) {
  const t = useWords()
  const inside = members.filter(({ removed }) => !removed)
  const removed = members.filter((member) => member.removed)
  const parts = [
    ...view.groups.map((group) => ({ id: group.id, label: group.label, group, people: inside.filter(({ groupId }) => groupId === group.id) })),
    { id: 'team', label: t('people.team'), group: undefined, people: inside.filter(({ groupId }) => groupId === null) },
    { id: 'removed', label: t('people.removed'), group: undefined, people: removed },
  ]
  const at = inside.filter(({ id }) => here.has(id)).map((member) => whereOf(member, view.settings.where))
  const [room, remote] = [at.filter((where) => where === 'room').length, at.filter((where) => where === 'remote').length]
  const unsaid = at.length - room - remote
  const isHere = (member: Member) => here.has(member.id)
  return (
    <>
      <p className={styles.total}>{t('people.here', { count: inside.filter(isHere).length })}</p>
      {(room > 0 || remote > 0) && <p className={styles.quiet}>{t(unsaid ? 'where.countsUnsaid' : 'where.counts', { room, remote, unsaid })}</p>}
      {parts
        .filter(({ people }) => people.length > 0)
        .map(({ id, label, group, people }) => (
          <section key={id} aria-label={label}>
            <h3 className={styles.group}>
              {group && <GroupMark group={group} />} {label}
              <span className={styles.quiet}>
                {people.filter(isHere).length} / {people.length}
              </span>
            </h3>
            <ul className={styles.list}>
              {[...people]
                .sort((a, b) => Number(isHere(b)) - Number(isHere(a)) || (a.name ?? '').localeCompare(b.name ?? '') || a.joinedAt - b.joinedAt)
                .map((member) => (
                  <PersonRow key={member.id} view={view} member={member} isHere={isHere(member)} onAsk={onAsk} />
                ))}
            </ul>
          </section>
        ))}
    </>
  )
}
