import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { cellName } from '../words/usual.ts'
import { useWords } from '../words/words.ts'
import type { BoardConnection } from './connection.ts'
import { newsPace, PACE } from './newsPace.ts'
import { type NewNotes, watchNewNotes } from './notices.ts'
import { standingOf } from './standing.ts'

/** Milliseconds in which notes that were pasted at once come in, to be told at once. */
const A_MOMENT = 1000

/** Tells people who hear the board what others added, in summary, and where their own words stand when that changes. Shows nothing. */
export function Announcer({ connection, view }: { connection: BoardConnection; view: SessionView }) {
  const t = useWords()
  const [news, setNews] = useState('')
  const [link, setLink] = useState('')
  const pace = useStore(newsPace)
  const { matrix } = view

  // A new name of a cell must not make what waits to be told forgotten.
  const latest = useRef({ t, matrix })
  latest.current = { t, matrix }

  useEffect(() => {
    // What was said at another pace is old.
    setNews('')
    if (pace === 'never') return
    const tell = ({ total, byCell }: NewNotes) => {
      const { t, matrix } = latest.current
      const cells = Object.entries(byCell)
      const words = cells.map(([cell, count]) => t('sync.newNotes', { count, cell: cellName(matrix, cell || null) }))
      setNews(cells.length > 3 ? t('sync.newNotesMany', { count: total, cells: cells.length }) : words.join('. '))
    }
    return watchNewNotes(connection, tell, PACE[pace], pace === 'half' ? PACE.half : A_MOMENT)
  }, [connection, pace])

  useEffect(
    () =>
      connection.status.subscribe((now, before) => {
        const [is, was] = [standingOf(now), standingOf(before)]
        const works = is === 'saved' || is === 'saving'
        if (now.unsent.length > before.unsent.length) setLink(t('workspace.unsentTitle', { count: now.unsent.length }))
        else if (now.unsent.length < before.unsent.length) setLink('')
        if (is === was || !now.synced) return
        if (is === 'offline') setLink(t('sync.wentOffline'))
        if (is === 'not-saved') setLink(now.unsaved ? t('sync.notSavedNotes', { count: now.unsaved }) : t('sync.notSaved'))
        if (works && was === 'offline') setLink(t('sync.backOnline'))
        if (works && was === 'not-saved') setLink(t('sync.storesAgain'))
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
