import { isCell } from '@stocktake/shared/board/schema'
import { isLanguageTag } from '@stocktake/shared/languages'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { personKey, recall, remember } from '../device.ts'

/** Half-written words of one person on this device; they outlive a reload and a change of round. */
export interface Drafts {
  /** What stands in the one input of the workspace. */
  bar: string
  /** The cell it goes to; null is the parking lot, undefined is none chosen yet. */
  barCell: string | null | undefined
  /** The box that is open inside a cell of the table. */
  box: { cell: string | null; text: string } | null
  /** The language of all that is written here, where it is not that of the page. */
  lang: string | undefined
}

const open = new Map<string, StoreApi<Drafts>>()

export function draftsOf(stocktakeId: string, memberId: string): StoreApi<Drafts> {
  const key = personKey('drafts', stocktakeId, memberId)
  const known = open.get(key)
  if (known) return known
  const store = createStore<Drafts>(() => soundDrafts(recall(key)))
  store.subscribe((drafts) => remember(key, drafts))
  open.set(key, store)
  return store
}

function soundDrafts(value: unknown): Drafts {
  const { bar, barCell, box, lang } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<keyof Drafts, unknown>>
  const { cell, text } = (typeof box === 'object' && box !== null ? box : {}) as { cell?: unknown; text?: unknown }
  return {
    bar: typeof bar === 'string' ? bar : '',
    barCell: barCell === null || isCell(barCell) ? barCell : undefined,
    box: typeof text === 'string' && text && (cell === null || isCell(cell)) ? { cell, text } : null,
    lang: isLanguageTag(lang) ? lang : undefined,
  }
}

/** Words in a box whose cell is not on this board go to the one input, which is always there. */
export function rescueBox(drafts: StoreApi<Drafts>, cells: readonly string[]): void {
  const { bar, box } = drafts.getState()
  if (!box || box.cell === null || cells.includes(box.cell)) return
  drafts.setState({ bar: [bar, box.text].filter((text) => text.trim()).join('\n'), box: null })
}
