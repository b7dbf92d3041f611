import { splitCell } from '@stocktake/shared/matrix'
import { type RefObject, useEffect } from 'react'
import { isSingleKey, singleKeys } from '../singleKeys.ts'

/** Where letters are words, or belong to something that lies over the table. */
const ELSEWHERE = 'input, textarea, select, [contenteditable="true"], [role="listbox"], [role="menu"], [role="dialog"], [role="alertdialog"]'

const rowOf = (element: HTMLElement) => splitCell(element.dataset.cell ?? '')?.dimensionId

/**
 * Keys for going from cell to cell: J and K, with Shift from row to row, N to write where one is. Screen readers that read
 * with letters of their own keep those to themselves; these come through when they let keys through, and can be switched off.
 */
export function useJumps(root: RefObject<HTMLElement | null>, openBox: (cell: string | null) => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const table = root.current
      const key = event.key.toLowerCase()
      if (!table || !['j', 'k', 'n'].includes(key) || !isSingleKey(event) || event.isComposing || event.defaultPrevented || !singleKeys.getState()) return
      const focused = event.target instanceof HTMLElement ? event.target : null
      if (focused?.closest(ELSEWHERE)) return
      // Of two tables that stand side by side the first answers, unless the focus is in the other.
      const asked = focused?.closest('[data-jumps]') ?? document.querySelector('[data-jumps]')
      if (asked !== table) return
      const cells = [...table.querySelectorAll<HTMLElement>('[data-cell]')]
      const here = focused?.closest<HTMLElement>('[data-cell]') ?? null
      const at = here ? cells.indexOf(here) : -1
      if (key === 'n') {
        if (here && !event.shiftKey && here.querySelector('[data-add]')) {
          event.preventDefault()
          openBox(here.dataset.cell || null)
        }
        return
      }
      const by = key === 'j' ? 1 : -1
      let to = at < 0 ? (by > 0 ? 0 : -1) : at + by
      if (event.shiftKey && here) {
        while (cells[to] && rowOf(cells[to] as HTMLElement) === rowOf(here)) to += by
        // Going up ends at the first cell of the row, as going down does.
        while (by < 0 && cells[to - 1] && rowOf(cells[to - 1] as HTMLElement) === rowOf(cells[to] as HTMLElement)) to--
      }
      const next = cells.at(at < 0 ? to : Math.min(Math.max(to, 0), cells.length - 1))
      if (!next) return
      event.preventDefault()
      next.focus({ preventScroll: true })
      next.scrollIntoView({ block: 'nearest' })
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [root, openBox])
}
