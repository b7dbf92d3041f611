import type { Rect } from '@stocktake/shared/board/layout'
import { type Editor, react, useValue } from '@tldraw/tldraw'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useWords } from '../words/words.ts'
import styles from './Minimap.module.css'
import { wake } from './rest.ts'
import type { CanvasContext } from './world.ts'

/** Largest size of the map, in pixels. */
const MOST = { w: 232, h: 168 } as const
const EDGE = 6
/** While others write, the dots are drawn anew so often and no more. */
const PAUSE = 250
const SHADES = 90

/** The whole canvas in little: cells, notes as dots, what is in view, the others' cursors. Press or drag to go there. */
export function Minimap({ editor, around }: { editor: Editor; around: CanvasContext }) {
  const t = useWords()
  const { scene, connection, world } = around
  const canvas = useRef<HTMLCanvasElement>(null)
  const whole = useValue('whole', () => scene.layout.get().whole, [scene])
  const seen = useValue('seen', () => editor.getViewportPageBounds(), [editor])
  const presences = useStore(connection.presences)
  const scale = Math.min((MOST.w - 2 * EDGE) / Math.max(1, whole.w), (MOST.h - 2 * EDGE) / Math.max(1, whole.h))
  const size = { width: whole.w * scale + 2 * EDGE, height: whole.h * scale + 2 * EDGE }
  const onMap = (rect: Rect) => ({ left: EDGE + rect.x * scale, top: EDGE + rect.y * scale, width: rect.w * scale, height: rect.h * scale })

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const draw = () => {
      timer = undefined
      if (canvas.current) drawMap(canvas.current, around, scale)
    }
    draw()
    const stop = react('map', () => {
      scene.version.get()
      world.get()
      timer ??= setTimeout(draw, PAUSE)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [around, scene, world, scale])

  const goTo = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    wake(editor)
    editor.stopCameraAnimation()
    editor.centerOnPoint({ x: (event.clientX - left - EDGE) / scale, y: (event.clientY - top - EDGE) / scale }, { immediate: true })
  }
  const step = (event: KeyboardEvent) => {
    const by = STEPS[event.key]
    if (!by) return
    event.preventDefault()
    event.stopPropagation()
    const { center, w, h } = editor.getViewportPageBounds()
    editor.centerOnPoint({ x: center.x + (by[0] * w) / 4, y: center.y + (by[1] * h) / 4 }, { immediate: true })
  }

  return (
    <div
      role="application"
      aria-label={t('canvas.mapHelp')}
      className={styles.map}
      style={size}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the view
      tabIndex={0}
      onKeyDown={step}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        goTo(event)
      }}
      onPointerMove={(event) => event.buttons > 0 && goTo(event)}
    >
      <canvas ref={canvas} style={size} />
      <div className={styles.seen} style={onMap(seen)} />
      {presences.map(({ client, cursor, group }) => {
        if (!cursor) return null
        const colour = world.get().view.settings.attribution === 'anonymous' ? undefined : world.get().view.groups.find((one) => one.id === group)?.colour
        return (
          <span
            key={client}
            className={styles.cursor}
            style={{ left: EDGE + cursor.x * scale, top: EDGE + cursor.y * scale, ...(colour ? { background: colour } : {}) }}
          />
        )
      })}
    </div>
  )
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

function drawMap(canvas: HTMLCanvasElement, { scene, world }: CanvasContext, scale: number) {
  const { view } = world.get()
  const layout = scene.layout.get()
  const pixels = Math.min(2, globalThis.devicePixelRatio || 1)
  canvas.width = Math.ceil((layout.whole.w * scale + 2 * EDGE) * pixels)
  canvas.height = Math.ceil((layout.whole.h * scale + 2 * EDGE) * pixels)
  const context = canvas.getContext('2d')
  if (!context) return
  const style = getComputedStyle(canvas)
  context.setTransform(scale * pixels, 0, 0, scale * pixels, EDGE * pixels, EDGE * pixels)
  context.fillStyle = style.getPropertyValue('--sunken')
  context.strokeStyle = style.getPropertyValue('--line')
  context.lineWidth = 1 / scale
  for (const { x, y, w, h } of [...layout.cells.values(), layout.parking]) {
    context.fillRect(x, y, w, h)
    context.strokeRect(x, y, w, h)
  }
  const quiet = style.getPropertyValue('--quiet')
  const colours = new Map(view.settings.attribution === 'anonymous' ? [] : view.groups.map((group) => [group.id, group.colour] as const))
  // A dot is at least so large that it can be seen, however many notes there are.
  const least = 1.6 / scale
  context.globalAlpha = SHADES / 100
  for (const [id, { x, y, w, h }] of scene.boxes()) {
    context.fillStyle = colours.get(scene.peek(id)?.group ?? '') ?? quiet
    context.fillRect(x, y, Math.max(least, w * 0.9), Math.max(least, h * 0.9))
  }
  context.globalAlpha = 1
}
