import { useEffect } from 'react'
import { create } from 'zustand'

interface Unsaved {
  /** Names of the drafts that hold something unsaved. */
  names: ReadonlySet<string>
}

export const useUnsaved = create<Unsaved>()(() => ({ names: new Set() }))

/** Counts a draft among the unsaved ones for as long as it is. */
export function useUnsavedMark(name: string, isDirty: boolean) {
  useEffect(() => {
    if (!isDirty) return
    useUnsaved.setState(({ names }) => ({ names: new Set(names).add(name) }))
    return () => useUnsaved.setState(({ names }) => ({ names: new Set([...names].filter((other) => other !== name)) }))
  }, [name, isDirty])
}
