import { createStore } from 'zustand/vanilla'
import { recall, remember } from '../device.ts'

/** How often a person hears what others add. */
export type NewsPace = 'once' | 'half' | 'never'
export const NEWS_PACES: readonly NewsPace[] = ['once', 'half', 'never']

/** Milliseconds from one summary to the next; with `never` there is none. */
export const PACE: Readonly<Record<Exclude<NewsPace, 'never'>, number>> = { once: 10_000, half: 30_000 }

const KEY = 'stocktake/news'
const isPace = (value: unknown): value is NewsPace => NEWS_PACES.includes(value as NewsPace)

const kept = recall(KEY)
/** The choice of this device, for all boards. */
export const newsPace = createStore<NewsPace>(() => (isPace(kept) ? kept : 'once'))

export function chooseNewsPace(pace: NewsPace): void {
  newsPace.setState(pace, true)
  remember(KEY, pace)
}
