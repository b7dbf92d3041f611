import { CLOSE } from '@stocktake/shared/wire'
import { CloudCheck, CloudOff, CloudUpload, type LucideIcon, PlugZap } from 'lucide-react'
import type { BoardConnection, BoardStatus } from '../sync/connection.ts'
import { useStatus } from '../sync/useBoard.ts'
import { useWords } from '../words/words.ts'
import styles from './WorkspaceStatus.module.css'

/** Saved, saving, offline with what is kept, or over: always in words. */
export function WorkspaceStatus({ connection }: { connection: BoardConnection }) {
  const status = useStatus(connection)
  const words = useStatusWords(status)
  const [Icon, tone] = look(status)
  return (
    <p className={styles.status} data-tone={tone} data-saved={status.connection === 'online' && status.synced && status.saved}>
      <Icon aria-hidden />
      <span>{words}</span>
    </p>
  )
}

export function useStatusWords({ connection, synced, saved, unsaved, endedWith }: BoardStatus): string {
  const t = useWords()
  if (connection === 'ended') {
    if (endedWith === CLOSE.notSignedIn) return t('sync.endedSignedOut')
    if (endedWith === CLOSE.forbidden) return t('sync.endedForbidden')
    if (endedWith === CLOSE.notFound) return t('sync.endedNotFound')
    return endedWith === CLOSE.refused || endedWith === CLOSE.tooLarge ? t('sync.connecting') : t('sync.ended')
  }
  if (connection === 'offline') return unsaved ? t('sync.offlineNotes', { count: unsaved }) : t('sync.offline')
  if (connection === 'connecting' || !synced) return t('sync.connecting')
  return saved ? t('sync.saved') : t('sync.saving')
}

function look({ connection, synced, saved }: BoardStatus): [LucideIcon, 'good' | 'busy' | 'warning'] {
  if (connection === 'ended') return [PlugZap, 'warning']
  if (connection === 'offline') return [CloudOff, 'warning']
  return synced && saved ? [CloudCheck, 'good'] : [CloudUpload, 'busy']
}
