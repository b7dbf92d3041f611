import { useEffect, useState } from 'react'
import type { BoardConnection } from '../sync/connection.ts'
import { createTraces, type Traces } from './whereabouts.ts'

/** Where others have written lately, kept up with the board. */
export function useTraces(connection: BoardConnection): Traces {
  const [traces] = useState(createTraces)
  useEffect(
    () =>
      connection.onChange(({ mine, notes, texts }) => {
        if (mine) return
        traces.note(notes, Date.now())
        traces.note(texts, Date.now())
      }),
    [connection, traces],
  )
  return traces
}
