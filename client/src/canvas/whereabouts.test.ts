import { arrange, centreOf } from '@stocktake/shared/board/layout'
import { expect, it } from 'vitest'
import type { Presence } from '../sync/connection.ts'
import { createTraces } from './whereabouts.ts'

const { layout, notes } = arrange({ rows: ['policy'], columns: ['current', 'barriers'] }, [{ id: 'n', at: { cell: 'policy/current', x: 16, y: 56 }, h: 96 }])
const scene = { boxes: () => notes }
const at = (cell: string): Presence => {
  const rect = layout.cells.get(cell)
  return { client: 1, name: null, group: null, role: 'participant', ...(rect ? { cursor: centreOf(rect) } : {}) }
}

it('[W130] the group is where most cursors and what was written of late are', () => {
  const traces = createTraces()
  expect(traces.busiest(layout, scene, [], 0)).toBeUndefined()
  expect(traces.busiest(layout, scene, [at('policy/barriers'), at('policy/barriers'), at('policy/current')], 0)).toBe('policy/barriers')
  traces.note(['n', 'gone'], 1000)
  expect(traces.busiest(layout, scene, [], 2000)).toBe('policy/current')
  expect(traces.busiest(layout, scene, [at('policy/barriers')], 2000)).toBe('policy/barriers')
  expect(traces.busiest(layout, scene, [], 100_000)).toBeUndefined()
})
