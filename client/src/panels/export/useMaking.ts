import { useCallback, useEffect, useRef, useState } from 'react'
import { type ExportWish, makeExport } from '../../files.ts'
import type { MadeFile, MakingProgress } from '../../making.ts'
import { ApiProblem } from '../../request.ts'

/** One file at a time: which is being made and how far it is, the last one that was, or what was wrong. */
export type Making =
  | { state: 'none' }
  | { state: 'making'; name: string; progress: MakingProgress | null }
  | { state: 'made'; name: string; file: string }
  | { state: 'cancelled'; name: string }
  | { state: 'failed'; name: string; problem: ApiProblem }

/** Has files made and hands them to the browser to keep. Leaving the page, or cancelling, ends the making. */
export function useMaking(stocktakeId: string) {
  const [making, setMaking] = useState<Making>({ state: 'none' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const make = useCallback(
    async (wish: ExportWish, name: string) => {
      if (running.current) return
      const own = new AbortController()
      running.current = own
      setMaking({ state: 'making', name, progress: null })
      try {
        const file = await makeExport(stocktakeId, wish, own.signal, (progress) => setMaking({ state: 'making', name, progress }))
        keep(file)
        setMaking({ state: 'made', name, file: file.name })
      } catch (problem) {
        if (!(problem instanceof ApiProblem)) throw problem
        setMaking(own.signal.aborted ? { state: 'cancelled', name } : { state: 'failed', name, problem })
      } finally {
        running.current = null
      }
    },
    [stocktakeId],
  )
  const cancel = useCallback(() => running.current?.abort(), [])
  return { making, make, cancel }
}

/** For so long a browser may take to begin with a file. */
const TAKEN = 60_000

function keep({ name, bytes }: MadeFile): void {
  const address = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), TAKEN)
}
