import type { BoardStatus } from './connection.ts'

/**
 * What people need to know about a board and its server, one thing at a time. While the server cannot store, the
 * connection goes and comes; that is no news, so it stays *not saved* until something is confirmed.
 */
export type Standing = 'ended' | 'not-saved' | 'offline' | 'connecting' | 'saving' | 'saved'

export function standingOf({ connection, storageFailed, synced, saved }: BoardStatus): Standing {
  if (connection === 'ended') return 'ended'
  if (storageFailed) return 'not-saved'
  if (connection === 'offline') return 'offline'
  if (connection === 'connecting' || !synced) return 'connecting'
  return saved ? 'saved' : 'saving'
}
