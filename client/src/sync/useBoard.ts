import { readNote } from '@stocktake/shared/board/board'
import type { Contradiction, LedgerEntry, Note, Theme } from '@stocktake/shared/board/schema'
import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { viewOf } from './boardStore.ts'
import { connectBoard } from './connectBoard.ts'
import type { BoardConnection, BoardStatus } from './connection.ts'
import { roundsWithUnsaved } from './unsaved.ts'
import { unsentOf } from './unsent.ts'

/** The open board of a round; null until it is opened, or while there is no round to open. */
export function useBoardConnection(stocktakeId: string, round: number | null, memberId: string, isDraft = false): BoardConnection | null {
  const [connection, setConnection] = useState<BoardConnection | null>(null)

  useEffect(() => {
    if (round === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let current: BoardConnection | undefined
    const open = () => {
      current?.close()
      current = connectBoard({
        stocktakeId,
        round,
        isDraft,
        memberId,
        onDropped: (wait) => {
          timer = setTimeout(open, wait)
        },
      })
      setConnection(current)
    }
    open()
    return () => {
      clearTimeout(timer)
      current?.close()
      setConnection(null)
    }
  }, [stocktakeId, round, memberId, isDraft])

  return connection
}

/** Where notes are anonymous, nothing in the document may tie those of one device together. */
export function useWritingApart(connection: BoardConnection | null, attribution: SessionView['settings']['attribution']): void {
  useEffect(() => {
    connection?.writeApart(attribution === 'anonymous')
  }, [connection, attribution])
}

export const useNotes = (connection: BoardConnection): readonly Note[] => useStore(viewOf(connection), (view) => view.notes)
export const useThemes = (connection: BoardConnection): readonly Theme[] => useStore(viewOf(connection), (view) => view.themes)
export const useTensions = (connection: BoardConnection): readonly Contradiction[] => useStore(viewOf(connection), (view) => view.contradictions)
export const useLedger = (connection: BoardConnection): readonly LedgerEntry[] => useStore(viewOf(connection), (view) => view.ledger)
export const useStatus = (connection: BoardConnection): BoardStatus => useStore(connection.status)
/** Ids of the notes that this person made on this device. */
export const useMine = (connection: BoardConnection): ReadonlySet<string> => useStore(connection.mine)

/**
 * A draft's note that was open here when it was revealed is gone from the draft, and its words were kept as unsent. Once
 * the board shows the note with the same words, nothing is unsent.
 */
export function useRevealedWords(stocktakeId: string, memberId: string, connection: BoardConnection | null): void {
  useEffect(() => {
    if (!connection) return
    const unsent = unsentOf(stocktakeId, memberId)
    const look = () => {
      for (const { id, text, reason } of unsent.getState())
        if (reason === 'deleted-meanwhile' && readNote(connection.board, id)?.text === text) unsent.discard(id)
    }
    const stops = [unsent.subscribe(() => queueMicrotask(look)), connection.onChange(look)]
    return () => {
      for (const stop of stops) stop()
    }
  }, [stocktakeId, memberId, connection])
}

/**
 * Brings home what was written on other rounds' boards and never confirmed, as by a laptop that slept through the
 * close: each such board is opened until the server has taken the words, or refused them so that they are kept as unsent.
 */
export function useLeftovers(stocktakeId: string, memberId: string, rounds: readonly number[], current: number | undefined): void {
  const others = rounds.filter((round) => round !== current).join()
  useEffect(() => {
    const numbers = others ? others.split(',').map(Number) : []
    const stops = [false, true].flatMap((isDraft) =>
      roundsWithUnsaved(stocktakeId, memberId, numbers, isDraft).map((round) => sendLeftovers(stocktakeId, round, memberId, isDraft)),
    )
    return () => {
      for (const stop of stops) stop()
    }
  }, [stocktakeId, memberId, others])
}

function sendLeftovers(stocktakeId: string, round: number, memberId: string, isDraft: boolean): () => void {
  let connection: BoardConnection | undefined
  let stopped = false
  const open = () => {
    if (stopped) return
    connection?.close()
    connection = connectBoard({ stocktakeId, round, isDraft, memberId, onDropped: () => open() })
    const done = connection
    connection.status.subscribe(({ synced, saved }) => {
      if (synced && saved) queueMicrotask(() => done.close())
    })
  }
  open()
  return () => {
    stopped = true
    connection?.close()
  }
}
