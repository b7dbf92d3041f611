import { useCallback, useEffect, useState } from 'react'
import { ApiProblem } from '../request.ts'

export type Loaded<Value> = { state: 'loading' } | { state: 'ready'; value: Value } | { state: 'failed'; problem: ApiProblem }

/**
 * Asks once for something a screen shows, and again when `load` changes or `again` is called.
 *
 * @param load keep it steady with `useCallback`; a change of it is a new question
 */
export function useLoaded<Value>(load: () => Promise<Value>): Loaded<Value> & { again: () => void } {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: 'loading' })
  const [turn, setTurn] = useState(0)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks the same question again
  useEffect(() => {
    let current = true
    setLoaded((before) => (before.state === 'ready' ? before : { state: 'loading' }))
    load()
      .then((value) => current && setLoaded({ state: 'ready', value }))
      .catch((problem) => {
        if (!(problem instanceof ApiProblem)) throw problem
        if (current) setLoaded({ state: 'failed', problem })
      })
    return () => {
      current = false
    }
  }, [load, turn])

  const again = useCallback(() => setTurn((number) => number + 1), [])
  return { ...loaded, again }
}
