import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { recall, remember } from './device.ts'

/**
 * Whether a letter pressed alone may do something. It can be switched off, for those whose hands or voice press letters
 * unasked (WCAG 2.1.4): one switch for every screen, remembered on this device.
 */
const KEY = 'stocktake/single-keys'

export const singleKeys = createStore<boolean>(() => recall(KEY) !== false)

export function switchSingleKeys(on: boolean): void {
  singleKeys.setState(on, true)
  remember(KEY, on)
}

export const useSingleKeys = (): boolean => useStore(singleKeys)

/** A letter, a digit or a sign, with nothing held down but Shift. */
export const isSingleKey = ({ key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean =>
  [...key].length === 1 && !ctrlKey && !metaKey && !altKey
