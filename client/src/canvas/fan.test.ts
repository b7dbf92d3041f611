import { overlap } from '@stocktake/shared/board/layout'
import type { Note } from '@stocktake/shared/board/schema'
import { expect, it } from 'vitest'
import { fanOf, pileOf } from './fan.ts'

const places: Record<string, { x: number; y: number; cell?: string }> = {
  bottom: { x: 0, y: 0 },
  middle: { x: 20, y: 10 },
  top: { x: 60, y: 30 },
  touching: { x: 230, y: 30 },
  far: { x: 900, y: 0 },
  next: { x: 10, y: 10, cell: 'c/d' },
}
const boxes = new Map(Object.entries(places).map(([id, { x, y, cell = 'a/b' }]) => [id, { x, y, w: 200, h: 96, cell }]))
const scene = {
  boxes: () => boxes,
  peek: (id: string) =>
    ({ id, text: id, at: { cell: 'a/b', x: 0, y: 0, z: Object.keys(places).indexOf(id) }, group: null, createdAt: 0, comments: [] }) as Note,
}

it('[W128] notes that cover one another are a pile; those that only touch, or stand in another cell, are not of it', () => {
  expect(pileOf(scene, 'top')).toEqual(['bottom', 'middle', 'top'])
  expect(pileOf(scene, 'far')).toEqual([])
  expect(pileOf(scene, 'touching')).toEqual([])
})

it('[W128] a fan shows every note of the pile whole, within the view', () => {
  const view = { x: 0, y: 0, w: 700, h: 500 }
  const fan = fanOf(scene, pileOf(scene, 'top'), view)
  const spread = [...fan].map(([id, by]) => {
    const box = boxes.get(id)
    return { x: (box?.x ?? 0) + by.x, y: (box?.y ?? 0) + by.y, w: 200, h: 96 }
  })
  expect(spread).toHaveLength(3)
  for (const [i, a] of spread.entries()) {
    for (const b of spread.slice(i + 1)) expect(overlap(a, b)).toBe(false)
    expect(a.x >= 0 && a.y >= 0 && a.x + a.w <= view.w && a.y + a.h <= view.h).toBe(true)
  }
})
