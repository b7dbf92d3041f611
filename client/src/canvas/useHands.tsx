import { cellAt, type Point } from '@stocktake/shared/board/layout'
import type { Note } from '@stocktake/shared/board/schema'
import { may } from '@stocktake/shared/policy'
import { type Editor, useValue } from '@tldraw/tldraw'
import { type MouseEvent, useCallback, useRef, useState } from 'react'
import { ask } from '../sync/asks.ts'
import { askGathering, dissolve } from '../sync/gathering.ts'
import { askToShow, type Place } from '../sync/showing.ts'
import { MoveDialog } from '../ui/MoveDialog.tsx'
import { onDemand } from '../ui/onDemand.tsx'
import { voteHand } from '../votes.ts'
import type { NoteActions } from './actions.ts'
import { CanvasMenu, type MenuCommand } from './CanvasMenu.tsx'
import { giveToClipboard, takeFromClipboard } from './clipboard.ts'
import { gatherable } from './gatherHere.ts'
import type { HandActions } from './handActions.ts'
import { selectedNotes } from './selected.ts'
import type { Command } from './tools/keys.ts'
import { type CanvasContext, mayTouch } from './world.ts'

const NoteLanguage = onDemand(async () => (await import('../noteLanguage/NoteLanguage.tsx')).NoteLanguage, { isOver: true })

export interface HandsOptions {
  editor: Editor | null
  around: CanvasContext
  actions: NoteActions | undefined
  hands: HandActions | undefined
  pictures: { choose(): void; remove(): void }
  run(command: Command): void
  onPasteDenied(): void
}

/** The menu of the canvas, and the question where notes should go: how they are opened, and what their answers do. */
export function useHands({ editor, around, actions, hands, pictures, run, onPasteDenied }: HandsOptions) {
  const [at, setAt] = useState<Point | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [inLanguage, setInLanguage] = useState<readonly Note[] | null>(null)
  const opened = useRef<Point>({ x: 0, y: 0 })

  /** At a point of the window; without one beside what is selected. */
  const openMenu = useCallback(
    (point?: Point) => {
      if (!editor) return
      const screen = editor.getViewportScreenBounds()
      const selection = editor.getSelectionRotatedScreenBounds()
      const inView = selection && screen.collides(selection) ? { x: selection.x + Math.min(selection.w, 40), y: selection.y + 24 } : screen.center
      opened.current = point ?? { x: inView.x, y: inView.y }
      setAt({ x: opened.current.x - screen.x, y: opened.current.y - screen.y })
    },
    [editor],
  )
  const askWhere = useCallback(() => {
    if (editor && selectedNotes(editor).length) setAsking(true)
  }, [editor])

  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const target = event.target as Element
    // The browser's own menu mends spelling in a text, and belongs to what lies over the canvas.
    if (!editor?.getContainer().contains(target) || target.closest('textarea')) return
    event.preventDefault()
    // Keys open it through a command of their own, and fingers by resting.
    if (event.button === 2 && !['touch', 'pen', ''].includes((event.nativeEvent as unknown as { pointerType?: string }).pointerType ?? 'mouse'))
      openMenu({ x: event.clientX, y: event.clientY })
  }

  const mayEdit = (id: string) => mayTouch(around.world.get(), around.mine.get(), 'edit-note', id, [around.scene.peek(id)?.at.cell ?? null])
  const onDo = (command: MenuCommand) => {
    if (!editor || !actions) return
    setAt(null)
    editor.getContainer().focus()
    if (command === 'noteHere') actions.add(editor.screenToPage(opened.current))
    else if (command === 'spotlight') askToShow(placeAsked(editor))
    else if (command === 'picture') pictures.choose()
    else if (command === 'noPicture') pictures.remove()
    else if (command === 'nameTheme' || command === 'mergeTheme' || command === 'dissolveTheme') {
      const { theme } = gatherable(around, selectedNotes(editor))
      if (theme && command === 'dissolveTheme') dissolve(around.connection, theme)
      else if (theme) askGathering({ what: command === 'nameTheme' ? 'name' : 'merge', theme })
    } else if (command === 'language') setInLanguage(selectedNotes(editor).flatMap((id) => (mayEdit(id) ? (around.scene.peek(id) ?? []) : [])))
    else if (command === 'enter') ask({ what: 'enter', notes: selectedNotes(editor) })
    else if (command === 'giveVote' || command === 'takeVote' || command === 'disagree') voteFromMenu(command)
    else if (command === 'lineage') around.onShowLineage(selectedNotes(editor)[0] ?? '')
    else if (command === 'copy' || command === 'cut') {
      const clip = command === 'copy' ? actions.copy() : actions.cut()
      if (clip) void giveToClipboard(clip)
    } else if (command === 'paste') void takeFromClipboard().then((texts) => (texts ? actions.paste(texts) : onPasteDenied()))
    else run(command)
  }
  const voteFromMenu = (command: 'giveVote' | 'takeVote' | 'disagree') => {
    const { view, round } = around.world.get()
    const hand = editor && voteHand(view, round, selectedNotes(editor)[0] ?? '')
    if (!hand) return
    if (command === 'disagree') hand.give(0, !hand.disagree)
    else hand.give(hand.votes + (command === 'giveVote' ? 1 : -1), false)
  }
  /** The note that is selected, else the cell where the menu was opened. */
  const placeAsked = (on: Editor): Place => {
    const [note, ...more] = selectedNotes(on)
    if (note !== undefined && !more.length) return { kind: 'note', id: note }
    const cell = cellAt(around.scene.layout.get(), on.screenToPage(opened.current))
    return cell === null ? { kind: 'parking', id: '' } : { kind: 'cell', id: cell }
  }
  const close = useCallback(() => {
    setAt(null)
    // What had the focus before may be gone; the next key is meant for the canvas.
    requestAnimationFrame(() => document.activeElement === document.body && editor?.getContainer().focus())
  }, [editor])

  const asked = useValue('asked', () => (editor && isAsking ? around.scene.note(selectedNotes(editor)[0] ?? '') : undefined), [editor, isAsking, around])
  const { view, round, me, rules } = useValue('world', () => around.world.get(), [around])
  const shown = editor && (
    <>
      <CanvasMenu editor={editor} around={around} at={at} onClose={close} onDo={onDo} />
      {inLanguage && (
        <NoteLanguage
          connection={around.connection}
          notes={inLanguage}
          onClose={() => {
            setInLanguage(null)
            editor.getContainer().focus()
          }}
        />
      )}
      {asked && hands && (
        <MoveDialog
          view={view}
          round={round}
          cell={selectedNotes(editor).length > 1 ? '' : asked.at.cell}
          text={asked.text}
          allows={(cell) => may(me, 'move-note', rules.inForce, { owner: me.memberId, cells: [cell], enters: cell })}
          onMove={(cell) => {
            setAsking(false)
            hands.toCell(cell)
            editor.getContainer().focus()
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
  return { openMenu, askWhere, onContextMenu, shown }
}
