import { useCallback, useRef, useState } from 'react'
import { ApiProblem } from '../request.ts'

/** One request that a press starts: whether it runs, and what was wrong with the last one. */
export function useCommand() {
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const running = useRef(false)

  /** Resolves to the answer, or to undefined if it was refused; a second press while one runs does nothing. */
  const run = useCallback(async <Answer>(command: () => Promise<Answer>): Promise<Answer | undefined> => {
    if (running.current) return undefined
    running.current = true
    setRunning(true)
    setProblem(null)
    try {
      return await command()
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem)) throw thrown
      setProblem(thrown)
      return undefined
    } finally {
      running.current = false
      setRunning(false)
    }
  }, [])

  const forget = useCallback(() => setProblem(null), [])
  return { run, isRunning, problem, forget }
}
