import { expect, it } from 'vitest'
import { commandOf } from './keys.ts'

it('[W111] keys do what the canvas promises', () => {
  expect(commandOf({ key: 'n' })).toBe('note')
  expect(commandOf({ key: 'Enter' })).toBe('edit')
  expect(commandOf({ key: 'Delete' })).toBe('delete')
  expect(commandOf({ key: 'a', ctrlKey: true })).toBe('all')
  expect(commandOf({ key: 'Z', metaKey: true, shiftKey: true })).toBe('redo')
  expect(commandOf({ key: 'z', ctrlKey: true })).toBe('undo')
  expect(commandOf({ key: '!', code: 'Digit1', shiftKey: true })).toBe('fit')
  expect(commandOf({ key: 'Tab', shiftKey: true })).toBe('previous')
  expect([{ key: 'ContextMenu' }, { key: 'F10', code: 'F10', shiftKey: true }].map(commandOf)).toEqual(['menu', 'menu'])
  const arrow = { key: 'ArrowLeft', code: 'ArrowLeft' }
  expect([arrow, { ...arrow, shiftKey: true }, { ...arrow, ctrlKey: true }].map(commandOf)).toEqual(['left', 'farLeft', 'cellLeft'])
  expect(commandOf({ key: 'L', code: 'KeyL', shiftKey: true })).toBe('alignLeft')
})

it('[W111] leaves the browser and the system their own keys', () => {
  for (const key of ['n', 't', 'w', 'c', 'x', 'v', 'f', 'Enter']) expect(commandOf({ key, ctrlKey: true })).toBeUndefined()
  expect(commandOf({ key: 'd', altKey: true })).toBeUndefined()
  for (const key of ['constructor', 'toString', '__proto__']) expect(commandOf({ key })).toBeUndefined()
})
