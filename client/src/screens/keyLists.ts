import type { Command } from '../canvas/tools/keys.ts'
import type { keys as words } from '../words/en/keys.ts'

type Does = keyof typeof words.does

/** The keys of each screen, for people to read. Those of the canvas say which commands they are, so that a test can press them. */
export interface KeyRow {
  does: Does
  /** Each a press: names of keys joined by +. */
  keys: readonly string[]
  commands?: readonly Command[]
}
export interface KeySection {
  title: 'everywhere' | 'tools' | 'notes' | 'move' | 'view' | 'jump' | 'write' | 'edit' | 'read' | 'carry'
  rows: readonly KeyRow[]
}
export type Lists = 'canvas' | 'table' | 'carry'

const canvas = (does: Does, keys: readonly string[], ...commands: readonly Command[]): KeyRow => ({ does, keys, commands })

export const CANVAS_KEYS: readonly KeySection[] = [
  {
    title: 'tools',
    rows: [
      canvas('note', ['N'], 'note'),
      canvas('select', ['V'], 'select'),
      canvas('hand', ['H'], 'hand'),
      canvas('draw', ['D'], 'draw'),
      canvas('arrow', ['A'], 'arrow'),
      canvas('label', ['T'], 'label'),
      canvas('eraser', ['E'], 'eraser'),
    ],
  },
  {
    title: 'notes',
    rows: [
      canvas('edit', ['Enter', 'F2'], 'edit'),
      canvas('moveTo', ['M'], 'moveTo'),
      canvas('menu', ['Shift+F10'], 'menu'),
      canvas('group', ['G'], 'group'),
      canvas('ungroup', ['Shift+G'], 'ungroup'),
      canvas('tension', ['X'], 'tension'),
      canvas('lock', ['L'], 'lock'),
      canvas('duplicate', ['Ctrl+D'], 'duplicate'),
      canvas('delete', ['Delete', 'Backspace'], 'delete'),
      canvas('front', [']'], 'front'),
      canvas('back', ['['], 'back'),
      canvas('align', ['Shift+L', 'Shift+T'], 'alignLeft', 'alignTop'),
      canvas('distribute', ['Shift+D', 'Shift+S'], 'distribute', 'stack'),
    ],
  },
  {
    title: 'move',
    rows: [
      canvas('next', ['Tab', 'Shift+Tab'], 'next', 'previous'),
      canvas('all', ['Ctrl+A'], 'all'),
      canvas('nudge', ['←', '→', '↑', '↓'], 'left', 'right', 'up', 'down'),
      canvas('far', ['Shift+←', 'Shift+→', 'Shift+↑', 'Shift+↓'], 'farLeft', 'farRight', 'farUp', 'farDown'),
      canvas('cell', ['Ctrl+←', 'Ctrl+→', 'Ctrl+↑', 'Ctrl+↓'], 'cellLeft', 'cellRight', 'cellUp', 'cellDown'),
      canvas('undo', ['Ctrl+Z'], 'undo'),
      canvas('redo', ['Ctrl+Y', 'Ctrl+Shift+Z'], 'redo'),
    ],
  },
  {
    title: 'view',
    rows: [
      canvas('zoom', ['+', '-'], 'zoomIn', 'zoomOut'),
      canvas('zoom100', ['Shift+0', 'Ctrl+0'], 'zoom100'),
      canvas('fit', ['Shift+1'], 'fit'),
      canvas('zoomSelection', ['Shift+2'], 'zoomSelection'),
    ],
  },
]

const TABLE_KEYS: readonly KeySection[] = [
  {
    title: 'jump',
    rows: [
      { does: 'jumpCell', keys: ['J', 'K'] },
      { does: 'jumpRow', keys: ['Shift+J', 'Shift+K'] },
      { does: 'noteHere', keys: ['N'] },
    ],
  },
  {
    title: 'write',
    rows: [
      { does: 'add', keys: ['Enter'] },
      { does: 'newLine', keys: ['Shift+Enter'] },
      { does: 'otherCell', keys: ['Alt+←', 'Alt+→', 'Alt+↑', 'Alt+↓'] },
      { does: 'stop', keys: ['Escape'] },
    ],
  },
  {
    title: 'edit',
    rows: [
      { does: 'done', keys: ['Escape', 'Ctrl+Enter'] },
      { does: 'newLine', keys: ['Enter'] },
      { does: 'undo', keys: ['Ctrl+Z'] },
      { does: 'redo', keys: ['Ctrl+Y', 'Ctrl+Shift+Z'] },
    ],
  },
  {
    title: 'read',
    rows: [
      { does: 'headings', keys: ['H'] },
      { does: 'lists', keys: ['L', 'I'] },
    ],
  },
]

const CARRY_KEY_ROWS: readonly KeySection[] = [
  {
    title: 'carry',
    rows: [
      { does: 'earlierNote', keys: ['↑', '↓'] },
      { does: 'takeBack', keys: ['U'] },
    ],
  },
]

const EVERYWHERE: KeySection = {
  title: 'everywhere',
  rows: [
    { does: 'list', keys: ['?'] },
    { does: 'toNext', keys: ['Tab', 'Shift+Tab'] },
    { does: 'press', keys: ['Enter', 'Space'] },
    { does: 'leave', keys: ['Escape'] },
  ],
}

export const keysOf = (list: Lists): readonly KeySection[] => [
  ...(list === 'canvas' ? CANVAS_KEYS : list === 'table' ? TABLE_KEYS : CARRY_KEY_ROWS),
  EVERYWHERE,
]
