import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cameraFor } from './camera.ts'

it('[W112] shows a rectangle whole, in the middle between the edges, never larger than asked', () => {
  const side = fc.double({ min: 10, max: 8000, noNaN: true })
  const place = fc.double({ min: -5000, max: 5000, noNaN: true })
  fc.assert(
    fc.property(place, place, side, side, (x, y, w, h) => {
      const edges = { top: 48, left: 124, right: 12, bottom: 64 }
      const camera = cameraFor({ x, y, w, h }, { w: 1200, h: 700 }, edges)
      const left = (x + camera.x) * camera.z
      const top = (y + camera.y) * camera.z
      expect(camera.z).toBeLessThanOrEqual(1)
      expect(left - edges.left).toBeCloseTo(1200 - edges.right - (left + w * camera.z), 3)
      expect(top - edges.top).toBeCloseTo(700 - edges.bottom - (top + h * camera.z), 3)
      if (camera.z > 0.05) expect(left).toBeGreaterThanOrEqual(edges.left - 0.01)
    }),
  )
})
