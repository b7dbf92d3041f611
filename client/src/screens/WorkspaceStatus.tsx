import { isPaused } from '@stocktake/shared/attention'
import type { Round } from '@stocktake/shared/session'
import { CLOSE } from '@stocktake/shared/wire'
import { CloudAlert, CloudCheck, CloudOff, CloudUpload, Lock, type LucideIcon, PlugZap } from 'lucide-react'
import { useSession } from '../session.ts'
import type { BoardConnection, BoardStatus } from '../sync/connection.ts'
import { type Standing, standingOf } from '../sync/standing.ts'
import { useStatus } from '../sync/useBoard.ts'
import { useWords } from '../words/words.ts'
import styles from './WorkspaceStatus.module.css'

export interface WorkspaceStatusProps {
  connection: BoardConnection
  round: Round | undefined
  canWrite: boolean
  /** Why one may only read is said elsewhere on the screen. */
  isBrief?: boolean
}

/** Saved, saving, not saved, offline with what is kept, read only, or over: always in words. */
export function WorkspaceStatus({ connection, round, canWrite, isBrief = false }: WorkspaceStatusProps) {
  const t = useWords()
  const status = useStatus(connection)
  const standing = standingOf(status)
  const readOnly = useReadOnlyWords(round)
  const words = useStatusWords(status, standing, canWrite)
  const isReading = standing === 'saved' && !canWrite && !status.unsent.length
  const [Icon, tone] = isReading ? ([Lock, 'quiet'] as const) : standing === 'saved' && status.unsent.length ? EXCEPT : LOOKS[standing]
  return (
    <p className={styles.status} data-tone={tone}>
      <Icon aria-hidden />
      <span>{isReading ? (isBrief ? t('workspace.readOnly') : readOnly) : words}</span>
    </p>
  )
}

/** Why nobody, or just this person, can write on the board of this round. */
export function useReadOnlyWords(round: Round | undefined): string {
  const t = useWords()
  const isObserver = useSession((state) => state.view?.me.role === 'observer')
  const paused = useSession(({ view }) => Boolean(view && round && view.me.role === 'participant' && isPaused(view.attention, round.number)))
  if (round?.state === 'closed') return t('workspace.readOnlyClosed', { number: round.number })
  if (paused) return t('attend.paused')
  return isObserver ? t('workspace.readOnlyObserver') : t('steps.nothingToWrite')
}

function useStatusWords({ unsaved, unsent, endedWith }: BoardStatus, standing: Standing, canWrite: boolean): string {
  const t = useWords()
  switch (standing) {
    case 'ended':
      if (endedWith === CLOSE.notSignedIn) return t('sync.endedSignedOut')
      if (endedWith === CLOSE.forbidden) return t('sync.endedForbidden')
      if (endedWith === CLOSE.notFound) return t('sync.endedNotFound')
      return endedWith === CLOSE.refused || endedWith === CLOSE.tooLarge ? t('sync.connecting') : t('sync.ended')
    case 'not-saved':
      return unsaved ? t('sync.notSavedNotes', { count: unsaved }) : t('sync.notSaved')
    case 'offline':
      if (unsaved) return t('sync.offlineNotes', { count: unsaved })
      return canWrite ? t('sync.offline') : t('sync.offlineReading')
    case 'connecting':
      return t('sync.connecting')
    case 'saving':
      return t('sync.saving')
    case 'saved':
      return unsent.length ? t('sync.savedExcept', { count: unsent.length }) : t('sync.saved')
  }
}

type Look = readonly [LucideIcon, 'good' | 'busy' | 'quiet' | 'warning']
const EXCEPT: Look = [CloudAlert, 'warning']
const LOOKS: Record<Standing, Look> = {
  ended: [PlugZap, 'warning'],
  'not-saved': [CloudAlert, 'warning'],
  offline: [CloudOff, 'warning'],
  connecting: [CloudUpload, 'busy'],
  saving: [CloudUpload, 'busy'],
  saved: [CloudCheck, 'good'],
}
