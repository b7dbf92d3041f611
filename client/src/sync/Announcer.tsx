import { cellName } from '@stocktake/shared/matrix'
import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useState } from 'react'
import { useWords } from '../words/words.ts'
import type { BoardConnection } from './connection.ts'
import { watchNewNotes } from './notices.ts'

/** Tells people who hear the board what others added, in summary, and when the connection goes and comes. Shows nothing. */
export function Announcer({ connection, view }: { connection: BoardConnection; view: SessionView }) {
  const t = useWords()
  const [news, setNews] = useState('')
  const [link, setLink] = useState('')
  const { matrix } = view

  useEffect(
    () =>
      watchNewNotes(connection, ({ total, byCell }) => {
        const cells = Object.entries(byCell)
        const words = cells.map(([cell, count]) => t('sync.newNotes', { count, cell: cellName(matrix, cell || null) }))
        setNews(cells.length > 3 ? t('sync.newNotesMany', { count: total, cells: cells.length }) : words.join('. '))
      }),
    [connection, matrix, t],
  )

  useEffect(
    () =>
      connection.status.subscribe((now, before) => {
        if (now.connection === before.connection || !now.synced) return
        if (now.connection === 'offline') setLink(t('sync.wentOffline'))
        if (now.connection === 'online' && before.connection === 'offline') setLink(t('sync.backOnline'))
      }),
    [connection, t],
  )

  return (
    <div className="visually-hidden">
      <p role="status">{news}</p>
      <p role="status">{link}</p>
    </div>
  )
}
