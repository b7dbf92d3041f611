// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest'
import { meaningOf } from './CarryKeys.ts'

const press = (key: string, selector = 'body', more: Partial<KeyboardEvent> = {}) =>
  meaningOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, target: document.querySelector(selector), ...more })

describe('single keys', () => {
  beforeEach(() => {
    document.body.innerHTML = '<button>Keep</button><textarea></textarea><div role="dialog"><button id="inside">Close</button></div>'
  })

  it('[W42] decide, undo and move, wherever the focus is on the page', () => {
    expect(press('k')).toEqual({ action: 'kept' })
    expect(press('N', 'button')).toEqual({ action: 'not_carried' })
    expect(press('u')).toBe('undo')
    expect(press('ArrowDown')).toEqual({ move: 1 })
    expect(press('ArrowLeft')).toEqual({ move: -1 })
  })

  it('[W42] belong to the field or dialog that has the focus', () => {
    expect(press('k', 'textarea')).toBeUndefined()
    expect(press('k', '#inside')).toBeUndefined()
  })

  it('[W42] leave the browser its own shortcuts', () => {
    expect(press('r', 'body', { ctrlKey: true })).toBeUndefined()
    expect(press('a', 'body', { metaKey: true })).toBeUndefined()
    expect(press('x')).toBeUndefined()
  })
})
