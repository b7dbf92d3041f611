import type { Round } from '@stocktake/shared/session'
import type { SessionView } from '@stocktake/shared/view'
import type { Here } from '@stocktake/shared/wire'
import { Users } from 'lucide-react'
import type { ReactNode } from 'react'
import type { BoardConnection } from '../sync/connection.ts'
import { GroupMark } from '../ui/GroupMark.tsx'
import { PageTitle } from '../ui/PageTitle.tsx'
import { SharedObject } from '../ui/SharedObject.tsx'
import { useWords } from '../words/words.ts'
import styles from './WorkspaceHeader.module.css'
import { WorkspaceStatus } from './WorkspaceStatus.tsx'

export interface WorkspaceHeaderProps {
  view: SessionView
  here: Here | null
  connection: BoardConnection | null
  round: Round | undefined
  canWrite: boolean
  /** The line below: rounds, lens, find, menu. */
  children: ReactNode
}

/** Where we are, what it is for, whether it is saved, who is here, who I am. */
export function WorkspaceHeader({ view, here, connection, round, canWrite, children }: WorkspaceHeaderProps) {
  const t = useWords()
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <div className={styles.about}>
          <PageTitle className={styles.title}>{view.title}</PageTitle>
          <SharedObject text={view.sharedObject} />
        </div>
        <div className={styles.state}>
          {connection && <WorkspaceStatus connection={connection} round={round} canWrite={canWrite} isBrief />}
          {here && (
            <span className={styles.fact}>
              <Users aria-hidden />
              <span className="tabular">{t('workspace.people', { count: here.total })}</span>
            </span>
          )}
          <Me view={view} />
        </div>
      </div>
      <div className={styles.tools}>{children}</div>
    </header>
  )
}

export function Me({ view: { me, groups } }: { view: SessionView }) {
  const t = useWords()
  const group = groups.find(({ id }) => id === me.groupId)
  const who = [me.name, group?.short ?? t(`common.role.${me.role}`)].filter(Boolean).join(', ')
  return (
    <span className={styles.fact}>
      <GroupMark group={group} />
      {t('workspace.me', { who })}
    </span>
  )
}
