import type { Rect } from '@stocktake/shared/board/layout'
import type { Editor } from '@tldraw/tldraw'
import { onPixels } from './moving.ts'
import { wake } from './rest.ts'

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

export const ZOOM_STEPS = [0.02, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 4] as const
const LEAST = ZOOM_STEPS[0]

/** The camera that shows a rectangle whole and as large as fits between the edges, in the middle. */
export function cameraFor(rect: Rect, screen: { w: number; h: number }, edges: Edges, most = 1): CameraPlace {
  const room = { w: Math.max(40, screen.w - edges.left - edges.right), h: Math.max(40, screen.h - edges.top - edges.bottom) }
  const z = Math.max(LEAST, Math.min(most, room.w / Math.max(1, rect.w), room.h / Math.max(1, rect.h)))
  return onPixels({
    x: (edges.left + (room.w - rect.w * z) / 2) / z - rect.x,
    y: (edges.top + (room.h - rect.h * z) / 2) / z - rect.y,
    z,
  })
}

export function showRect(editor: Editor, rect: Rect, edges: Edges, options: { most?: number; glide?: boolean } = {}): CameraPlace {
  const { w, h } = editor.getViewportScreenBounds()
  const camera = cameraFor(rect, { w, h }, edges, options.most)
  // A short glide shows where one has been taken; people who want no motion get none.
  const still = !options.glide || editor.user.getAnimationSpeed() === 0
  go(editor, camera, still)
  return camera
}

/** Brings what is being typed in close enough to be read. */
export function showWriting(editor: Editor, edges: Edges): void {
  const id = editor.getEditingShapeId()
  const bounds = id && editor.getShapePageBounds(id)
  if (!bounds) return
  const { w, h } = editor.getViewportScreenBounds()
  const now = editor.getCamera()
  const camera = cameraToWrite(bounds, now, { w, h }, edges)
  if (Math.abs(camera.x - now.x) + Math.abs(camera.y - now.y) > 0.5 || camera.z !== now.z) go(editor, camera, editor.user.getAnimationSpeed() === 0)
}

function go(editor: Editor, camera: CameraPlace, still: boolean) {
  wake(editor)
  editor.stopCameraAnimation()
  editor.setCamera(camera, still ? { immediate: true } : { animation: { duration: 200 } })
}

/** Below this zoom the letters of a note are too small to write in. */
const LEGIBLE = 0.6
const WRITING = 0.9

/** The camera to write in a note with: close enough to read it, the note whole, and as near as can be to where it was. */
export function cameraToWrite(note: Rect, { x, y, z }: CameraPlace, screen: { w: number; h: number }, edges: Edges): CameraPlace {
  const zoom = z < LEGIBLE ? WRITING : z
  const within = (at: number, size: number, low: number, high: number) => Math.max(low + size / 2, Math.min(high - size / 2, at))
  const middle = { x: note.x + note.w / 2, y: note.y + note.h / 2 }
  const at = {
    x: within((middle.x + x) * z, note.w * zoom, edges.left, screen.w - edges.right),
    y: within((middle.y + y) * z, note.h * zoom, edges.top, screen.h - edges.bottom),
  }
  return { x: at.x / zoom - middle.x, y: at.y / zoom - middle.y, z: zoom }
}

/** Keeps where somebody looked on a board, on this device. */
export const cameraMemory = (stocktakeId: string, round: number) => {
  const key = `stocktake/camera/${stocktakeId}/${round}`
  return {
    read(): CameraPlace | undefined {
      try {
        const value = JSON.parse(localStorage.getItem(key) ?? 'null') as Partial<CameraPlace> | null
        const sound = value && [value.x, value.y, value.z].every((n) => typeof n === 'number' && Number.isFinite(n)) && (value.z ?? 0) >= LEAST
        return sound ? (value as CameraPlace) : undefined
      } catch {
        return undefined
      }
    },
    /** Without a place: the next visit starts with everything. */
    write(place: CameraPlace | undefined) {
      try {
        if (place) localStorage.setItem(key, JSON.stringify({ x: place.x, y: place.y, z: place.z }))
        else localStorage.removeItem(key)
      } catch {
        // Storage may be full or blocked: the next visit then starts with the whole matrix.
      }
    },
  }
}
