import type { Editor } from '@tldraw/tldraw'
import type { Rect } from './layout.ts'

/** What lies over the canvas at its edges: the headings and the toolbars. In screen pixels. */
export interface Edges {
  top: number
  left: number
  right: number
  bottom: number
}

export interface CameraPlace {
  x: number
  y: number
  z: number
}

export const ZOOM_STEPS = [0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 4] as const
const LEAST = ZOOM_STEPS[0]

/** The camera that shows a rectangle whole and as large as fits between the edges, in the middle. */
export function cameraFor(rect: Rect, screen: { w: number; h: number }, edges: Edges, most = 1): CameraPlace {
  const room = { w: Math.max(40, screen.w - edges.left - edges.right), h: Math.max(40, screen.h - edges.top - edges.bottom) }
  const z = Math.max(LEAST, Math.min(most, room.w / Math.max(1, rect.w), room.h / Math.max(1, rect.h)))
  return {
    x: (edges.left + (room.w - rect.w * z) / 2) / z - rect.x,
    y: (edges.top + (room.h - rect.h * z) / 2) / z - rect.y,
    z,
  }
}

export function showRect(editor: Editor, rect: Rect, edges: Edges, options: { most?: number; glide?: boolean } = {}): CameraPlace {
  const { w, h } = editor.getViewportScreenBounds()
  const camera = cameraFor(rect, { w, h }, edges, options.most)
  // A short glide shows where one has been taken; people who want no motion get none.
  const still = !options.glide || editor.user.getAnimationSpeed() === 0
  editor.stopCameraAnimation()
  editor.setCamera(camera, still ? { immediate: true } : { animation: { duration: 200 } })
  return camera
}

/** Keeps where somebody looked on a board, for as long as the tab lives. */
export const cameraMemory = (stocktakeId: string, round: number) => {
  const key = `stocktake/camera/${stocktakeId}/${round}`
  return {
    read(): CameraPlace | undefined {
      try {
        const value = JSON.parse(sessionStorage.getItem(key) ?? 'null') as Partial<CameraPlace> | null
        const sound = value && [value.x, value.y, value.z].every((n) => typeof n === 'number' && Number.isFinite(n)) && (value.z ?? 0) >= LEAST
        return sound ? (value as CameraPlace) : undefined
      } catch {
        return undefined
      }
    },
    write({ x, y, z }: CameraPlace) {
      try {
        sessionStorage.setItem(key, JSON.stringify({ x, y, z }))
      } catch {
        // Storage may be full or blocked: the next visit then starts with the whole matrix.
      }
    },
  }
}
