import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import { CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { useWords } from '../../words/words.ts'
import styles from './Attend.module.css'
import { useReady } from './ReadyToggle.tsx'

/** For facilitators: how many are ready, and by group on request; never who. */
export function ReadyGroups({ view, round }: { view: SessionView; round: Round }) {
  const t = useWords()
  const ready = useReady(round)
  const [isOpen, setOpen] = useState(false)
  if (!ready?.of) return null
  const groups = ready.byGroup ?? []
  const told = groups.reduce((sum, { of }) => sum + of, 0)
  const toldReady = groups.reduce((sum, group) => sum + group.ready, 0)
  return (
    <>
      <Button size="small" icon={<CircleCheck aria-hidden />} onPress={() => setOpen(true)}>
        <span className="tabular">
          {ready.ready === ready.of ? t('attend.readyAll', { count: ready.of }) : t('attend.readyCount', { ready: ready.ready, of: ready.of })}
        </span>
      </Button>
      <Dialog title={t('attend.readyTitle')} isOpen={isOpen} onClose={() => setOpen(false)} size="small">
        <ul className={styles.groups}>
          {groups.map(({ group: id, ready: count, of }) => {
            const group = view.groups.find((each) => each.id === id)
            return (
              <li key={id} className={styles.group}>
                <GroupMark group={group} />
                <span>{group?.label}</span>
                <strong className="tabular">{t('attend.readyOfGroup', { ready: count, of })}</strong>
              </li>
            )
          })}
          {told < ready.of && (
            <li className={styles.group}>
              <span>{t('attend.readyOthers')}</span>
              <strong className="tabular">{t('attend.readyOfGroup', { ready: ready.ready - toldReady, of: ready.of - told })}</strong>
            </li>
          )}
        </ul>
        {told < ready.of && <p className={styles.help}>{t('attend.readySmall', { minimum: Math.max(2, view.settings.minimumGroup) })}</p>}
      </Dialog>
    </>
  )
}
