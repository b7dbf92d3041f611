import type { CarryAction } from '@stocktake/shared/carry'
import { useEffect, useRef } from 'react'
import { singleKeys } from '../singleKeys.ts'

export const CARRY_KEYS: Readonly<Record<CarryAction, string>> = {
  kept: 'K',
  refined: 'R',
  merged: 'M',
  split: 'S',
  answered: 'A',
  parked: 'P',
  not_carried: 'N',
}
export const CARRY_ACTIONS = Object.keys(CARRY_KEYS) as CarryAction[]

export type CarryKey = { action: CarryAction } | { move: 1 | -1 } | 'undo'

const MOVES: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }

/** What a key means on this screen; nothing where it belongs to a field, a list or a dialog. */
export function meaningOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'target'>): CarryKey | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return undefined
  const target = event.target instanceof Element ? event.target : null
  if (
    target?.closest(
      'input, textarea, select, [contenteditable="true"], [role="listbox"], [role="menu"], [role="dialog"], [role="alertdialog"], [aria-haspopup="listbox"]',
    )
  )
    return undefined
  const move = MOVES[event.key]
  if (move) return { move }
  const key = event.key.toUpperCase()
  if (key === 'U') return 'undo'
  const action = CARRY_ACTIONS.find((candidate) => CARRY_KEYS[candidate] === key)
  return action && { action }
}

/** Listens for the keys of this screen, where single keys are on. */
export function useCarryKeys(onKey: (key: CarryKey) => void): void {
  const latest = useRef(onKey)
  latest.current = onKey

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !singleKeys.getState()) return
      const meaning = meaningOf(event)
      if (!meaning) return
      event.preventDefault()
      latest.current(meaning)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}
