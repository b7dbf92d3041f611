/** What a key does on the canvas. Pure, so that the list shown to people and the keys that work cannot differ. */
export type Command =
  | 'select'
  | 'hand'
  | 'note'
  | 'draw'
  | 'arrow'
  | 'label'
  | 'eraser'
  | 'edit'
  | 'delete'
  | 'all'
  | 'duplicate'
  | 'undo'
  | 'redo'
  | 'zoomIn'
  | 'zoomOut'
  | 'zoom100'
  | 'fit'
  | 'zoomSelection'
  | 'next'
  | 'previous'
  | 'menu'
  | 'moveTo'
  | 'alignLeft'
  | 'alignTop'
  | 'distribute'
  | 'stack'
  | 'front'
  | 'back'
  | 'lock'
  | 'tension'
  | 'group'
  | 'ungroup'
  | Arrow
  | `far${Capitalize<Arrow>}`
  | `cell${Capitalize<Arrow>}`

export type Arrow = 'left' | 'right' | 'up' | 'down'

export interface Key {
  key: string
  code?: string
  ctrlKey?: boolean
  metaKey?: boolean
  shiftKey?: boolean
  altKey?: boolean
}

const PLAIN: Readonly<Record<string, Command>> = {
  v: 'select',
  h: 'hand',
  n: 'note',
  d: 'draw',
  a: 'arrow',
  t: 'label',
  e: 'eraser',
  enter: 'edit',
  f2: 'edit',
  delete: 'delete',
  backspace: 'delete',
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  tab: 'next',
  m: 'moveTo',
  l: 'lock',
  x: 'tension',
  g: 'group',
  ']': 'front',
  '[': 'back',
  contextmenu: 'menu',
  arrowleft: 'left',
  arrowright: 'right',
  arrowup: 'up',
  arrowdown: 'down',
}
const WITH_CONTROL: Readonly<Record<string, Command>> = {
  a: 'all',
  d: 'duplicate',
  z: 'undo',
  y: 'redo',
  '+': 'zoomIn',
  '=': 'zoomIn',
  '-': 'zoomOut',
  '0': 'zoom100',
  arrowleft: 'cellLeft',
  arrowright: 'cellRight',
  arrowup: 'cellUp',
  arrowdown: 'cellDown',
}
/** By the key's place, since what Shift makes of a digit differs between keyboards. */
const WITH_SHIFT: Readonly<Record<string, Command>> = {
  Digit0: 'zoom100',
  Digit1: 'fit',
  Digit2: 'zoomSelection',
  F10: 'menu',
  ArrowLeft: 'farLeft',
  ArrowRight: 'farRight',
  ArrowUp: 'farUp',
  ArrowDown: 'farDown',
}
/** Letters with Shift by what they say: their places differ between keyboards. */
const SHIFT_LETTERS: Readonly<Record<string, Command>> = { l: 'alignLeft', t: 'alignTop', d: 'distribute', s: 'stack', g: 'ungroup' }

/** Commands that only look or choose; the others are for those who may write. */
export const LOOKING: ReadonlySet<Command> = new Set<Command>([
  'select',
  'hand',
  'all',
  'zoomIn',
  'zoomOut',
  'zoom100',
  'fit',
  'zoomSelection',
  'next',
  'previous',
  'menu',
  'left',
  'right',
  'up',
  'down',
])

export function commandOf({ key, code = '', ctrlKey, metaKey, shiftKey, altKey }: Key): Command | undefined {
  if (altKey) return undefined
  const name = key.toLowerCase()
  if (ctrlKey || metaKey) return shiftKey && name === 'z' ? 'redo' : own(WITH_CONTROL, name)
  if (shiftKey) return name === 'tab' ? 'previous' : name === '+' ? 'zoomIn' : (own(WITH_SHIFT, code) ?? own(SHIFT_LETTERS, name))
  return own(PLAIN, name)
}

const own = (table: Readonly<Record<string, Command>>, name: string) => (Object.hasOwn(table, name) ? table[name] : undefined)
