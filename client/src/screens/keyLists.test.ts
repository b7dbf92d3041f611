import { expect, it } from 'vitest'
import { type Command, commandOf, LOOKING } from '../canvas/tools/keys.ts'
import { CANVAS_KEYS } from './keyLists.ts'

const ARROWS: Readonly<Record<string, string>> = { '←': 'ArrowLeft', '→': 'ArrowRight', '↑': 'ArrowUp', '↓': 'ArrowDown' }

/** The press that the list names. */
function pressed(press: string) {
  const parts = press === '+' ? ['+'] : press.split('+')
  const name = parts.at(-1) ?? ''
  const key = ARROWS[name] ?? name
  const code = /^\d$/.test(name) ? `Digit${name}` : key
  return { key, code, ctrlKey: parts.includes('Ctrl'), shiftKey: parts.includes('Shift') }
}

const rows = CANVAS_KEYS.flatMap((section) => section.rows)

it('[W211] what the list of the canvas says about a key is what the key does', () => {
  for (const { keys, commands = [] } of rows)
    for (const press of keys) expect([press, commands]).toEqual([press, expect.arrayContaining([commandOf(pressed(press))])])
})

it('[W211] the list of the canvas leaves no command out', () => {
  const listed = new Set(rows.flatMap(({ commands = [] }) => commands))
  const every = new Set<Command>(LOOKING)
  // All that any key can mean, alone, with Shift and with Ctrl.
  const names = [...'abcdefghijklmnopqrstuvwxyz0123456789+-=[]', 'Enter', 'F2', 'F10', 'Delete', 'Backspace', 'Tab', 'ContextMenu', ...Object.values(ARROWS)]
  for (const key of names)
    for (const held of [{}, { shiftKey: true }, { ctrlKey: true }]) {
      const command = commandOf({ key, code: /^\d$/.test(key) ? `Digit${key}` : key, ...held })
      if (command) every.add(command)
    }
  expect([...every].filter((command) => !listed.has(command))).toEqual([])
})
