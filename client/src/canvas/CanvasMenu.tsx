import type { Point } from '@stocktake/shared/board/layout'
import { type Editor, useValue } from '@tldraw/tldraw'
import { useRef } from 'react'
import { Collection, Keyboard, Menu, MenuItem, MenuSection, Popover, Separator, SubmenuTrigger, Text } from 'react-aria-components'
import { mayKeepLedger, mayName } from '../sync/asks.ts'
import { mayShow } from '../sync/ShowThis.tsx'
import { voteHand } from '../votes.ts'
import { useWords, type WordKey } from '../words/words.ts'
import styles from './CanvasMenu.module.css'
import { gatherable } from './gatherHere.ts'
import { leads } from './handActions.ts'
import { selectedNotes } from './selected.ts'
import type { Command } from './tools/keys.ts'
import { type CanvasContext, mayTouch } from './world.ts'

/** What a press in the menu asks for: all that keys can do, and what the clipboard and the note itself offer. */
export type MenuCommand =
  | Command
  | 'cut'
  | 'copy'
  | 'paste'
  | 'noteHere'
  | 'lineage'
  | 'spotlight'
  | 'picture'
  | 'noPicture'
  | 'enter'
  | 'language'
  | 'giveVote'
  | 'takeVote'
  | 'disagree'
  | 'nameTheme'
  | 'mergeTheme'
  | 'dissolveTheme'

interface Item {
  command: MenuCommand
  word: WordKey
  key?: string
  isOff?: boolean
  /** Said in the word. */
  count?: number
}

export interface CanvasMenuProps {
  editor: Editor
  around: CanvasContext
  /** Where it was asked for, within the canvas; null while it is closed. */
  at: Point | null
  onClose(): void
  onDo(command: MenuCommand): void
}

/** One menu for right click, long press, the menu key and Shift+F10: every action there is, with its key beside it. */
export function CanvasMenu({ editor, around, at, onClose, onDo }: CanvasMenuProps) {
  const t = useWords()
  const anchor = useRef<HTMLSpanElement>(null)
  const count = useValue('selected notes', () => selectedNotes(editor).length, [editor])
  const isOpen = at !== null
  return (
    <>
      <span ref={anchor} className={styles.anchor} style={{ left: at?.x ?? 0, top: at?.y ?? 0 }} />
      <Popover
        className={styles.popover ?? ''}
        triggerRef={anchor}
        isOpen={isOpen}
        onOpenChange={(open) => !open && onClose()}
        placement="bottom start"
        offset={2}
      >
        {isOpen && (
          <Menu
            className={styles.menu ?? ''}
            aria-label={count ? t('canvas.menu.labelNotes', { count }) : t('canvas.menu.label')}
            autoFocus="first"
            onClose={onClose}
            onAction={(key) => onDo(key as MenuCommand)}
          >
            {sectionsFor(editor, around).map(({ name, items, nested }) => (
              <MenuSection key={name}>
                {name !== 'first' && <Separator className={styles.rule ?? ''} />}
                <Collection>
                  {items.map((item) => entry(item, t(item.word, { count: item.count })))}
                  {nested && (
                    <SubmenuTrigger>
                      <MenuItem className={styles.item ?? ''} textValue={t('canvas.menu.arrange')}>
                        <Text slot="label">{t('canvas.menu.arrange')}</Text>
                        <span aria-hidden="true">›</span>
                      </MenuItem>
                      <Popover className={styles.popover ?? ''}>
                        <Menu className={styles.menu ?? ''} onAction={(key) => onDo(key as MenuCommand)}>
                          {nested.map((item) => entry(item, t(item.word, { count: item.count })))}
                        </Menu>
                      </Popover>
                    </SubmenuTrigger>
                  )}
                </Collection>
              </MenuSection>
            ))}
          </Menu>
        )}
      </Popover>
    </>
  )
}

function entry({ command, key, isOff = false }: Item, label: string) {
  return (
    <MenuItem key={command} id={command} className={styles.item ?? ''} textValue={label} isDisabled={isOff}>
      <Text slot="label">{label}</Text>
      {key && <Keyboard className={styles.key ?? ''}>{key}</Keyboard>}
    </MenuItem>
  )
}

interface Section {
  name: string
  items: Item[]
  nested?: Item[]
}

function sectionsFor(editor: Editor, { world, mine, scene }: CanvasContext): Section[] {
  const now = world.get()
  const ids = selectedNotes(editor)
  const shapes = editor.getSelectedShapes()
  const notes = ids.flatMap((id) => scene.peek(id) ?? [])
  const may = (action: 'edit-note' | 'move-note' | 'delete-note') =>
    ids.length ? ids.some((id) => mayTouch(now, mine.get(), action, id, [scene.peek(id)?.at.cell ?? null])) : now.canWrite
  const all: Item = { command: 'all', word: 'canvas.menu.all', key: 'Ctrl+A' }
  const leading: Item = { command: 'spotlight', word: 'attend.showThis' }
  const looks: Item[] = [{ command: 'fit', word: 'canvas.menu.fit', key: 'Shift+1' }]
  if (!shapes.length && !ids.length) {
    const writes: Item[] = [
      { command: 'noteHere', word: 'canvas.menu.noteHere', key: 'N' },
      { command: 'paste', word: 'canvas.menu.paste', key: 'Ctrl+V' },
      { command: 'picture', word: 'canvas.menu.picture' },
      { command: 'undo', word: 'canvas.menu.undo', key: 'Ctrl+Z' },
    ]
    return [
      ...(now.canWrite ? [{ name: 'first', items: writes }] : []),
      { name: now.canWrite ? 'looks' : 'first', items: [...(mayShow(now.view, now.round) ? [leading] : []), all, ...looks] },
    ]
  }
  const isLocked = notes.every((note) => note.locked) && shapes.every((shape) => shape.isLocked || shape.type === 'sticky')
  const some = ids.length > 0
  const first: Item[] = [
    ...(ids.length === 1 && notes[0]?.origin ? [{ command: 'lineage', word: 'canvas.menu.lineage' } as const] : []),
    ...((ids.length === 1 || shapes.length === 1) && (some || shapes[0]?.type === 'label')
      ? [{ command: 'edit', word: 'canvas.menu.edit', key: 'Enter', isOff: !may('edit-note') } as const]
      : []),
    ...(ids.length === 1
      ? [
          {
            command: notes[0]?.picture ? 'noPicture' : 'picture',
            word: notes[0]?.picture ? 'canvas.menu.noPicture' : 'canvas.menu.picture',
            isOff: !may('edit-note'),
          } as const,
        ]
      : []),
    ...(some ? [{ command: 'language', word: 'noteLanguage.menu', isOff: !may('edit-note') } as const] : []),
    ...(some ? [{ command: 'moveTo', word: 'canvas.menu.moveTo', key: 'M', isOff: !may('move-note') } as const] : []),
  ]
  const clip: Item[] = [
    ...(some
      ? ([
          { command: 'cut', word: 'canvas.menu.cut', key: 'Ctrl+X', isOff: !may('delete-note') },
          { command: 'copy', word: 'canvas.menu.copy', key: 'Ctrl+C' },
          { command: 'duplicate', word: 'canvas.menu.duplicate', key: 'Ctrl+D', isOff: !now.canWrite },
        ] as const)
      : []),
    { command: 'delete', word: 'canvas.menu.delete', key: 'Del', isOff: !may('delete-note') || isLocked },
  ]
  const gathers = gatherable({ world, scene }, ids)
  const themes: Item[] = [
    ...(gathers.group ? [{ command: 'group', word: ids.length > 1 ? 'themes.groupThese' : 'themes.groupWith', key: 'G' } as const] : []),
    ...(gathers.takeOut ? [{ command: 'ungroup', word: 'themes.takeOut', key: 'Shift+G' } as const] : []),
    ...(gathers.theme
      ? ([
          { command: 'nameTheme', word: 'themes.nameTheme' },
          { command: 'mergeTheme', word: 'themes.mergeTheme' },
          { command: 'dissolveTheme', word: 'themes.dissolveTheme' },
        ] as const)
      : []),
  ]
  const hand = ids.length === 1 ? voteHand(now.view, now.round, ids[0] ?? '') : undefined
  const voting: Item[] = hand
    ? [
        { command: 'giveVote', word: 'vote.giveHere', count: hand.left, isOff: !hand.mayGive },
        ...(hand.votes > 0 ? [{ command: 'takeVote', word: 'vote.takeHere' } as const] : []),
        { command: 'disagree', word: hand.disagree ? 'vote.agreeHere' : 'vote.disagree' },
      ]
    : []
  const asking: Item[] = [
    ...(some && mayName(now) ? [{ command: 'tension', word: ids.length > 1 ? 'tensions.name' : 'tensions.nameWith', key: 'X' } as const] : []),
    ...(some && mayKeepLedger(now) ? [{ command: 'enter', word: 'ledger.fromNote' } as const] : []),
  ]
  const team: Item[] = [
    { command: 'front', word: 'canvas.menu.front', key: ']' },
    { command: 'back', word: 'canvas.menu.back', key: '[' },
    { command: 'lock', word: isLocked ? 'canvas.menu.unlock' : 'canvas.menu.lock', key: 'L' },
  ]
  const arrange: Item[] = [
    { command: 'alignLeft', word: 'canvas.menu.alignLeft', key: 'Shift+L' },
    { command: 'alignTop', word: 'canvas.menu.alignTop', key: 'Shift+T' },
    { command: 'distribute', word: 'canvas.menu.distribute', key: 'Shift+D' },
    { command: 'stack', word: 'canvas.menu.stack', key: 'Shift+S' },
  ]
  const sections: Section[] = [
    { name: 'voting', items: voting },
    { name: 'first', items: first, ...(ids.length > 1 && may('move-note') ? { nested: arrange } : {}) },
    { name: 'themes', items: themes },
    { name: 'asking', items: asking },
    { name: 'clip', items: clip },
    ...(leads(now) ? [{ name: 'team', items: [...(ids.length === 1 && mayShow(now.view, now.round) ? [leading] : []), ...team] }] : []),
    { name: 'looks', items: [{ command: 'zoomSelection', word: 'canvas.menu.zoomSelection', key: 'Shift+2' }, all] },
  ]
  return sections.filter(({ items, nested }) => items.length > 0 || nested)
}
