// @vitest-environment jsdom
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isMoving } from './moving.ts'
import { closeAll, furnish, shownBoard } from './testBoard.ts'

beforeEach(furnish)
afterEach(closeAll)

it('[W158] panning goes by whole pixels, and never strays from where it was asked to go by more than half of one', () => {
  const { editor } = shownBoard({ handled: true })
  const place = fc.double({ min: -20_000, max: 20_000, noNaN: true })
  fc.assert(
    fc.property(fc.double({ min: 0.1, max: 4, noNaN: true }), fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 6 }), (z, steps) => {
      editor.setCamera({ x: 0, y: 0, z }, { immediate: true })
      for (const [x, y] of steps) {
        editor.setCamera({ x, y, z }, { immediate: true })
        const at = editor.getCamera()
        for (const [is, asked] of [
          [at.x * at.z, x * z],
          [at.y * at.z, y * z],
        ] as const) {
          expect(Math.abs(is - Math.round(is))).toBeLessThan(1e-6)
          expect(Math.abs(is - asked)).toBeLessThanOrEqual(0.5 + 1e-6)
        }
      }
    }),
    { numRuns: 50 },
  )
})

it('[W157] the view is said to move from its first step on, and what is on it is a picture until it rests', async () => {
  const { editor, container } = shownBoard({ handled: true })
  expect(isMoving(editor)).toBe(false)
  editor.setCamera({ x: 10, y: 0, z: 1 }, { immediate: true })
  expect(isMoving(editor)).toBe(true)
  expect(container.hasAttribute('data-moving')).toBe(true)
  await expect.poll(() => isMoving(editor)).toBe(false)
  expect(container.hasAttribute('data-moving')).toBe(false)
})
