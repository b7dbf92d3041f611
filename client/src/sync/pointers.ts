import { createStore } from 'zustand/vanilla'
import { recall, remember } from '../device.ts'

/** Whose pointers a person wants to see on the canvas; `never` keeps one's own to oneself as well. */
export type PointerChoice = 'few' | 'always' | 'never'
export const POINTER_CHOICES: readonly PointerChoice[] = ['few', 'always', 'never']

/** With more people than this pointers are a swarm that helps nobody: only who asks for them has them. */
export const FEW = 100

const KEY = 'stocktake/pointers'
const isChoice = (value: unknown): value is PointerChoice => POINTER_CHOICES.includes(value as PointerChoice)

const kept = recall(KEY)
/** The choice of this device, for all boards. */
export const pointerChoice = createStore<PointerChoice>(() => (isChoice(kept) ? kept : 'few'))

export function choosePointers(choice: PointerChoice): void {
  pointerChoice.setState(choice)
  remember(KEY, choice)
}

/** Are pointers sent and shown among so many people? */
export const hasPointers = (choice: PointerChoice, people: number) => choice === 'always' || (choice === 'few' && people <= FEW)
