import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cameraFor, cameraToWrite } from './camera.ts'

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
      // In the middle, to the nearest pixel.
      expect(Math.abs(left - edges.left - (1200 - edges.right - (left + w * camera.z)))).toBeLessThan(1.001)
      expect(Math.abs(top - edges.top - (700 - edges.bottom - (top + h * camera.z)))).toBeLessThan(1.001)
      expect(Math.abs((camera.x * camera.z) % 1)).toSatisfy((part: number) => part < 0.001 || part > 0.999)
      if (camera.z > 0.02) expect(left).toBeGreaterThanOrEqual(edges.left - 0.501)
    }),
  )
})

it('[W112] shows a note that is typed in whole and large enough to read, wherever one looked', () => {
  const edges = { top: 48, left: 124, right: 12, bottom: 64 }
  const place = fc.double({ min: -5000, max: 5000, noNaN: true })
  fc.assert(
    fc.property(place, place, place, place, fc.double({ min: 0.05, max: 2, noNaN: true }), (x, y, cx, cy, z) => {
      const note = { x, y, w: 200, h: 120 }
      const camera = cameraToWrite(note, { x: cx, y: cy, z }, { w: 1200, h: 700 }, edges)
      expect(camera.z).toBeGreaterThanOrEqual(0.6)
      const left = (x + camera.x) * camera.z
      const top = (y + camera.y) * camera.z
      expect(left).toBeGreaterThanOrEqual(edges.left - 0.01)
      expect(left + note.w * camera.z).toBeLessThanOrEqual(1200 - edges.right + 0.01)
      expect(top).toBeGreaterThanOrEqual(edges.top - 0.01)
      expect(top + note.h * camera.z).toBeLessThanOrEqual(700 - edges.bottom + 0.01)
      // Who could read it already and had it in sight is not moved.
      if (z >= 0.6)
        expect(cameraToWrite(note, camera, { w: 1200, h: 700 }, edges)).toEqual({ x: expect.closeTo(camera.x, 5), y: expect.closeTo(camera.y, 5), z })
    }),
  )
})
