import type { CarryAction } from '@stocktake/shared/carry'
import { useEffect, useRef, useState } from 'react'

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

const REMEMBERED = 'stocktake.carry.keys'

/** Single keys can be switched off, for those whose hands or voice press them unasked (WCAG 2.1.4). */
export function useCarryKeys(onKey: (key: CarryKey) => void): [on: boolean, setOn: (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(REMEMBERED) !== 'off')
  const latest = useRef(onKey)
  latest.current = onKey

  useEffect(() => {
    if (!on) return
    const listen = (event: KeyboardEvent) => {
      const meaning = event.defaultPrevented ? undefined : meaningOf(event)
      if (!meaning) return
      event.preventDefault()
      latest.current(meaning)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [on])

  return [
    on,
    (next) => {
      localStorage.setItem(REMEMBERED, next ? 'on' : 'off')
      setOn(next)
    },
  ]
}
