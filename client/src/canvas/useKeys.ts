import type { Editor } from '@tldraw/tldraw'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { isSingleKey, singleKeys } from '../singleKeys.ts'
import type { NoteActions } from './actions.ts'
import { NOTES_TYPE, textsFrom } from './clipboard.ts'
import { type Command, commandOf, LOOKING } from './tools/keys.ts'

const isText = (element: Element | null) =>
  element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement || (element instanceof HTMLElement && element.isContentEditable)
/** These belong to a button that has the focus. */
const OF_BUTTONS: ReadonlySet<Command> = new Set<Command>(['edit', 'next', 'previous', 'left', 'right', 'up', 'down', 'menu'])

/** Turns key presses into commands, before the drawing library sees them. */
export function keyHandler(canWrite: boolean, run: (command: Command) => boolean) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as Element
    // Menus and dialogs of the canvas are its children for React and stand elsewhere in the page: their keys are their own.
    if (!event.currentTarget.contains(target)) return
    const command = commandOf(event)
    if (!command || isText(target) || event.nativeEvent.isComposing) return
    if (isSingleKey(event) && !singleKeys.getState()) return
    if (OF_BUTTONS.has(command) && target.closest('button')) return
    if (!canWrite && !LOOKING.has(command)) return
    if (!run(command)) return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** The library does some things when a key comes up, as Tab, which was then done a second time and its own way. */
export function keepKeyUp(event: KeyboardEvent<HTMLElement>): void {
  if (event.currentTarget.contains(event.target as Element) && !isText(event.target as Element) && commandOf(event)) event.stopPropagation()
}

/** Copy, cut and paste of notes, while the focus is on the canvas and not in a text. */
export function useClipboard(
  region: RefObject<HTMLElement | null>,
  editor: Editor | null,
  actions: NoteActions | null,
  canWrite: boolean,
  onFiles: (files: readonly File[]) => void,
) {
  const latest = useRef(onFiles)
  latest.current = onFiles
  useEffect(() => {
    if (!editor || !actions) return
    const isOurs = () => {
      const active = document.activeElement
      return active !== null && region.current?.contains(active) === true && !isText(active)
    }
    const give = (event: ClipboardEvent, clip: { plain: string; notes: string } | undefined) => {
      if (!clip || !event.clipboardData) return
      event.clipboardData.setData('text/plain', clip.plain)
      event.clipboardData.setData(NOTES_TYPE, clip.notes)
      event.preventDefault()
    }
    const copy = (event: ClipboardEvent) => isOurs() && give(event, actions.copy())
    const cut = (event: ClipboardEvent) => isOurs() && canWrite && give(event, actions.cut())
    const paste = (event: ClipboardEvent) => {
      if (!isOurs() || !canWrite || !event.clipboardData) return
      event.preventDefault()
      // A page's own text comes along with a copied picture; whoever has words in hand means those.
      const files = [...event.clipboardData.files]
      if (files.length && !event.clipboardData.getData('text/plain').trim()) return latest.current(files)
      actions.paste(textsFrom(event.clipboardData.getData(NOTES_TYPE), event.clipboardData.getData('text/plain')))
    }
    document.addEventListener('copy', copy)
    document.addEventListener('cut', cut)
    document.addEventListener('paste', paste)
    return () => {
      document.removeEventListener('copy', copy)
      document.removeEventListener('cut', cut)
      document.removeEventListener('paste', paste)
    }
  }, [region, editor, actions, canWrite])
}
