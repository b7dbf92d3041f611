import type { SessionView } from '@stocktake/shared/view'
import { useEffect, useState } from 'react'
import type { ApiProblem } from '../../request.ts'
import { useSession } from '../../session.ts'
import { useCommand } from '../../ui/useCommand.ts'
import { useUnsavedMark } from './unsaved.ts'

export interface Draft<Value> {
  value: Value
  change: (part: Partial<Value>) => void
  isDirty: boolean
  /** Somebody else saved this section after the draft was begun. */
  isOvertaken: boolean
  isSaving: boolean
  /** True from a save until the next change. */
  wasSaved: boolean
  problem: ApiProblem | null
  save: (command: (value: Value) => Promise<SessionView>) => Promise<boolean>
  /** Gives the draft up for what is saved. */
  reset: () => void
}

/**
 * A section of the set-up being worked on. While nothing is changed it follows what others save; once something is, it
 * stays as typed until it is saved or given up.
 *
 * @param name unique on the page; the screen asks before leaving while any draft is unsaved
 * @param select picks the section's value from the stocktake
 */
export function useDraft<Value extends object>(name: string, view: SessionView, select: (view: SessionView) => Value): Draft<Value> {
  const saved = select(view)
  const [base, setBase] = useState(saved)
  const [value, setValue] = useState(saved)
  const [wasSaved, setWasSaved] = useState(false)
  const { run, isRunning, problem, forget } = useCommand()
  const isDirty = !same(value, base)
  const isBehind = !same(saved, base)
  useUnsavedMark(name, isDirty)

  function take(next: Value) {
    setBase(next)
    setValue(next)
  }
  if (isBehind && (!isDirty || same(saved, value))) take(saved)

  // "Saved" is news for a while, then only the absence of "not saved" counts.
  useEffect(() => {
    if (!wasSaved) return
    const timer = setTimeout(() => setWasSaved(false), 6000)
    return () => clearTimeout(timer)
  }, [wasSaved])

  return {
    value,
    change(part) {
      setWasSaved(false)
      setValue((before) => ({ ...before, ...part }))
    },
    isDirty,
    isOvertaken: isDirty && isBehind && !isRunning,
    isSaving: isRunning,
    wasSaved,
    problem,
    async save(command) {
      const sent = value
      const next = await run(() => command(sent))
      if (!next) return false
      useSession.getState().setView(next)
      const now = select(next)
      setBase(now)
      setValue((current) => (same(current, sent) ? now : current))
      setWasSaved(true)
      return true
    },
    reset() {
      forget()
      take(saved)
    },
  }
}

// Drafts are plain data whose fields keep their order, so equal text is equal content.
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
