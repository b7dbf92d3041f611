import { useState } from 'react'
import { recall, remember } from '../device.ts'
import { useSearchParams } from '../ui/address.tsx'
import { useMedia } from '../ui/useMedia.ts'

export type Lens = 'canvas' | 'table'

/** Canvas or table: what the address says, else what was last chosen on this device, else what suits the screen. */
export function useLens(): [Lens, (lens: Lens) => void] {
  const [params, setParams] = useSearchParams()
  const roomy = useMedia('(min-width: 56.25em) and (pointer: fine)')
  const named = params.get('lens') ?? recall('stocktake/lens')
  const lens = named === 'canvas' || named === 'table' ? named : roomy ? 'canvas' : 'table'
  const choose = (next: Lens) => {
    remember('stocktake/lens', next)
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        after.set('lens', next)
        return after
      },
      { replace: true },
    )
  }
  return [lens, choose]
}

/** The number of an earlier round that stands beside the current one. */
export function useBeside(): [number | null, (round: number | null) => void] {
  const [params, setParams] = useSearchParams()
  const number = Number(params.get('beside')) || null
  const choose = (round: number | null) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        if (round === null) after.delete('beside')
        else after.set('beside', String(round))
        return after
      },
      { replace: true },
    )
  return [number, choose]
}

/** Yes or no, remembered on this device. */
export function useRemembered(key: string, first: boolean): [boolean, (value: boolean) => void] {
  const [value, setValue] = useState(() => {
    const kept = recall(key)
    return typeof kept === 'boolean' ? kept : first
  })
  return [
    value,
    (next) => {
      setValue(next)
      remember(key, next)
    },
  ]
}
