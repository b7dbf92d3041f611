import { expect, it } from 'vitest'
import { createSaveLedger } from './saveLedger.ts'

it('[S1] says saved only when the server has confirmed each message', () => {
  const ledger = createSaveLedger()
  ledger.opened()
  ledger.sent('step2')
  ledger.acknowledged(1)
  ledger.wrote(['a'])
  ledger.sent('update')
  ledger.wrote(['b'])
  ledger.sent('update')
  expect([ledger.isSaved(), ledger.unsaved()]).toEqual([false, ['a', 'b']])

  ledger.acknowledged(2)
  expect([ledger.isSaved(), ledger.unsaved()]).toEqual([false, ['b']])

  ledger.acknowledged(3)
  expect([ledger.isSaved(), ledger.unsaved()]).toEqual([true, []])
})

it('[S1] counts what was written offline as unsaved until the answer with it is confirmed', () => {
  const ledger = createSaveLedger()
  ledger.wrote(['offline'])
  ledger.opened()
  // Typed after the socket opened and before the server asked: this update does not hold the offline note.
  ledger.wrote(['early'])
  ledger.sent('update')
  ledger.acknowledged(1)
  expect(ledger.unsaved()).toEqual(['offline', 'early'])

  ledger.sent('step2')
  ledger.acknowledged(2)
  expect(ledger.isSaved()).toBe(true)
})

it('[S1] starts again with each connection, and forgets no change that was on its way', () => {
  const ledger = createSaveLedger()
  ledger.opened()
  ledger.sent('step2')
  ledger.acknowledged(1)
  ledger.wrote(['lost on the way'])
  ledger.sent('update')
  ledger.closed()
  ledger.opened()
  expect(ledger.unsaved()).toEqual(['lost on the way'])

  ledger.sent('step2')
  ledger.acknowledged(1)
  expect(ledger.isSaved()).toBe(true)
})

it('[S1] counts a change that concerns no note, but names none', () => {
  const ledger = createSaveLedger()
  ledger.wrote([])
  expect([ledger.isSaved(), ledger.unsaved()]).toEqual([false, []])
})

it('[S70] has confirmed nothing before it has answered what the server asked', () => {
  const ledger = createSaveLedger()
  ledger.opened()
  expect(ledger.isSaved()).toBe(false)
  ledger.sent('update')
  ledger.acknowledged(1)
  expect(ledger.isSaved()).toBe(false)
})

it('[S1] remembers what was unsaved before a reload', () => {
  expect(createSaveLedger(['a']).unsaved()).toEqual(['a'])
})
