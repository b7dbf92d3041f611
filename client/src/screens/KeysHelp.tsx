import { useEffect } from 'react'
import { create } from 'zustand'
import { singleKeys } from '../singleKeys.ts'
import { onDemand } from '../ui/onDemand.tsx'
import type { Lists } from './keyLists.ts'

const KeysDialog = onDemand(async () => (await import('./KeysDialog.tsx')).KeysDialog, { isOver: true })

/** Whether the list of keys is open: the menu opens it too. */
const useKeysOpen = create<{ isOpen: boolean }>(() => ({ isOpen: false }))
export const showKeys = () => useKeysOpen.setState({ isOpen: true })

const TEXT = 'input, textarea, select, [contenteditable="true"], [role="listbox"], [role="menu"], [role="dialog"], [role="alertdialog"]'

/** Opens the list of keys of a screen when somebody presses `?`, unless that is a word they write. */
export function KeysHelp({ of }: { of: Lists }) {
  const isOpen = useKeysOpen((state) => state.isOpen)

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== '?' || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !singleKeys.getState()) return
      if (event.target instanceof Element && event.target.closest(TEXT)) return
      event.preventDefault()
      showKeys()
    }
    // Before the canvas, which takes what it is given.
    window.addEventListener('keydown', listen, true)
    return () => {
      window.removeEventListener('keydown', listen, true)
      useKeysOpen.setState({ isOpen: false })
    }
  }, [])

  return isOpen ? <KeysDialog of={of} onClose={() => useKeysOpen.setState({ isOpen: false })} /> : null
}
