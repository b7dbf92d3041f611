import type { Member, Settings } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { Circle, CircleDot, DoorOpen, Ellipsis, MapPin, MonitorOff, UserCog, UserMinus, Users } from 'lucide-react'
import { Menu, MenuItem } from '../../ui/Menu.tsx'
import { useWords } from '../../words/words.ts'
import { type Asking, nameOf } from './asking.ts'
import styles from './People.module.css'

/** Where somebody takes part: as they said, or as is usual. Undefined where nobody knows. */
export const whereOf = ({ where }: Member, usual: Settings['where']) => where ?? (usual === 'ask' ? undefined : usual)

interface PersonRowProps {
  view: SessionView
  member: Member
  isHere: boolean
  onAsk: (asking: Asking) => void
}

/** One person: whether they are here, what they may do, and a menu. What concerns oneself is for another facilitator to do. */
export function PersonRow({ view, member, isHere, onAsk }: PersonRowProps) {
  const t = useWords()
  const name = nameOf(member, t)
  const where = whereOf(member, view.settings.where)
  const isMe = member.id === view.me.memberId
  // Anonymous notes stay: hiding them would tell whose they are.
  const mayHide = view.settings.attribution !== 'anonymous'
  return (
    <li className={styles.person}>
      {isHere ? <CircleDot aria-hidden className={styles.here} /> : <Circle aria-hidden />}
      <span className={styles.words}>
        <span>
          {name} {isMe && <span className={styles.quiet}>({t('people.you')})</span>}
        </span>
        <span className={styles.quiet}>
          {member.removed
            ? t(member.removed === 'hidden' ? 'people.removedHidden' : 'people.removedKept')
            : [t(`common.role.${member.role}`), t(isHere ? 'people.hereNow' : 'people.away'), where && t(`where.is.${where}`)].filter(Boolean).join(', ')}
        </span>
      </span>
      {!isMe && (
        <Menu label={t('people.actions', { name })} icon={<Ellipsis aria-hidden />} iconOnly size="small">
          {member.removed ? (
            <>
              <MenuItem icon={<DoorOpen aria-hidden />} onAction={() => onAsk({ what: 'readmit', member })}>
                {t('people.readmit')}
              </MenuItem>
              {(member.removed === 'hidden' || mayHide) && (
                <MenuItem icon={<UserMinus aria-hidden />} onAction={() => onAsk({ what: member.removed === 'hidden' ? 'keep' : 'hide', member })}>
                  {t(member.removed === 'hidden' ? 'people.keepNotes' : 'people.hideNotes')}
                </MenuItem>
              )}
            </>
          ) : (
            <>
              <MenuItem icon={<UserCog aria-hidden />} onAction={() => onAsk({ what: 'role', member })}>
                {t('people.role')}
              </MenuItem>
              <MenuItem icon={<Users aria-hidden />} onAction={() => onAsk({ what: 'group', member })}>
                {t('people.group')}
              </MenuItem>
              <MenuItem icon={<MapPin aria-hidden />} onAction={() => onAsk({ what: 'where', member })}>
                {t('where.personMenu')}
              </MenuItem>
              <MenuItem icon={<MonitorOff aria-hidden />} onAction={() => onAsk({ what: 'access', member })}>
                {t('people.endAccess')}
              </MenuItem>
              <MenuItem icon={<UserMinus aria-hidden />} danger onAction={() => onAsk({ what: 'remove', member })}>
                {t('people.remove')}
              </MenuItem>
            </>
          )}
        </Menu>
      )}
    </li>
  )
}
