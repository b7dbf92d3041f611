import { useState } from 'react'
import { isSame, type Merged, merge } from './merging.ts'

export interface Merging<T> extends Merged<T> {
  set: (change: Partial<T>) => void
  /** From now on what the board says of these fields is known here: they clash no more unless they change again. */
  know: (fields: readonly (keyof T)[]) => void
  /** Takes over what others wrote into these fields. */
  take: (fields: readonly (keyof T)[]) => void
}

/** A form over something that others may change meanwhile; `theirs` is what it says now. */
export function useMerging<T extends object>(theirs: T): Merging<T> {
  const [base, setBase] = useState(theirs)
  const [mine, setMine] = useState<Partial<T>>({})
  const merged = merge(base, { ...base, ...mine }, theirs)
  const now = (fields: readonly (keyof T)[]) => Object.fromEntries(fields.map((field) => [field, theirs[field]])) as Partial<T>
  return {
    ...merged,
    set: (change) => {
      // Who begins to change a field has seen what it says at that moment.
      const begun = (Object.keys(change) as (keyof T)[]).filter((field) => isSame(merged.shown[field], theirs[field]))
      if (begun.length) setBase((before) => ({ ...before, ...now(begun) }))
      setMine((before) => ({ ...before, ...change }))
    },
    know: (fields) => setBase((before) => ({ ...before, ...now(fields) })),
    take: (fields) => {
      setBase((before) => ({ ...before, ...now(fields) }))
      setMine((before) => ({ ...before, ...now(fields) }))
    },
  }
}
