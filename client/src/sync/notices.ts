import { readNote } from '@stocktake/shared/board/board'
import type { BoardConnection } from './connection.ts'

export interface NewNotes {
  total: number
  /** How many by cell id; the parking lot under `''`. */
  byCell: Record<string, number>
}

/**
 * Sums up what others add, for people who hear the board: one summary at most every `every` milliseconds, however many
 * notes come. The first one waits for `wait`: the notes that come with it are told along. What was there when the board was
 * opened is not news.
 */
export function watchNewNotes(connection: BoardConnection, announce: (news: NewNotes) => void, every: number, wait: number): () => void {
  const known = new Set<string>(connection.board.notes.keys())
  let fresh: string[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  let last = Number.NEGATIVE_INFINITY

  const tell = () => {
    timer = undefined
    const news: NewNotes = { total: 0, byCell: {} }
    for (const id of fresh) {
      const note = readNote(connection.board, id)
      if (!note) continue
      news.total++
      news.byCell[note.at.cell ?? ''] = (news.byCell[note.at.cell ?? ''] ?? 0) + 1
    }
    fresh = []
    if (!news.total) return
    last = Date.now()
    announce(news)
  }

  const stop = connection.onChange((change) => {
    const news = [...change.notes].filter((id) => !known.has(id) && connection.board.notes.has(id))
    for (const id of news) known.add(id)
    if (change.mine || !news.length || !connection.status.getState().synced) return
    fresh.push(...news)
    timer ??= setTimeout(tell, Math.max(wait, last + every - Date.now()))
  })
  return () => {
    clearTimeout(timer)
    stop()
  }
}
