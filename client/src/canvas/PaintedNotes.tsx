import { overlap, type Rect } from '@stocktake/shared/board/layout'
import { linkIn } from '@stocktake/shared/board/links'
import type { Note } from '@stocktake/shared/board/schema'
import type { SessionView } from '@stocktake/shared/view'
import { type Editor, react, unsafe__withoutCapture, useEditor, useIsDarkMode } from '@tldraw/tldraw'
import { useEffect, useRef } from 'react'
import { fileAddress } from '../files.ts'
import { whoseNote } from '../sync/whoseNote.ts'
import { closedVotes, votesWords } from '../votes.ts'
import { words } from '../words/words.ts'
import { createFrames } from './frames.ts'
import styles from './Ground.module.css'
import { createRest } from './moving.ts'
import { createPainter, HINT_FROM, type Painted, TEXT_FROM } from './paint.ts'
import { type Palette, readPalette } from './palette.ts'
import { above } from './pick.ts'
import { createThumbnails } from './thumbnails.ts'
import { type CanvasContext, useAround } from './world.ts'

/** How far beyond the view is painted, in views: so far one can move before it must be painted again. */
const MARGIN = { coarse: 0.15, fine: 0.1 } as const
/** A picture is stretched while the zoom changes, as long as it is no more than this off. */
const STRETCH = 1.25
const SETTLED = 120
/** Least time between two pictures of blocks, in milliseconds, while only notes change: what many hands do far away moves no smoother than this. */
const CALM = 32

/** The notes that are no shapes, on one canvas. Moving the view moves the picture; it is painted anew when its edge comes near. */
export function PaintedNotes() {
  const editor = useEditor()
  const around = useAround()
  const canvas = useRef<HTMLCanvasElement>(null)
  const dark = useIsDarkMode()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme means other colours
  useEffect(() => (canvas.current ? paintNotes(canvas.current, editor, around) : undefined), [editor, around, dark])
  return <canvas ref={canvas} className={styles.notes} data-painted="" />
}

/** What a note says beside its group of whom it is from. */
function whoWrote(view: SessionView, note: Note): string {
  if (!note.author && !note.typedFor && !note.anonymous) return ''
  const { author, anonymous, typedFor } = whoseNote(view, note)
  const isApart = anonymous && view.settings.attribution !== 'anonymous'
  return [isApart && words('identity.anonymous'), author, typedFor && words('identity.typedFor')].filter(Boolean).join(', ')
}

const NONE: readonly string[] = []
/** From so far away that a note is a block of colour, nothing it says is looked up. */
const UNREAD = { theme: undefined, by: '', votes: '', picture: undefined, origin: undefined, link: undefined, states: NONE } as const

/** What a note says at the end of its foot. */
const statesOf = ({ locked, late }: Note, isMine: boolean): string[] => [
  ...(locked ? [words('canvas.locked')] : []),
  ...(late ? [words('table.late')] : []),
  ...(isMine ? [words('canvas.mine')] : []),
]

interface Picture {
  /** What it shows, in canvas units. */
  area: Rect
  zoom: number
}

function paintNotes(canvas: HTMLCanvasElement, editor: Editor, { scene, shown, marks, mine, world }: CanvasContext): () => void {
  const context = canvas.getContext('2d')
  if (!context) return () => {}
  const painter = createPainter(context)
  const thumbnails = createThumbnails(() => frames.ask())
  let picture: Picture | undefined
  let palette: Palette | undefined
  let empty = true
  let order: readonly Note[] = []
  let orderOf = -1
  const frames = createFrames(() => paint())
  let paintedAt = 0
  let soon: ReturnType<typeof setTimeout> | undefined
  const rest = createRest(SETTLED, frames.ask)

  const inOrder = () => {
    if (orderOf !== scene.version.get()) {
      orderOf = scene.version.get()
      order = [...scene.notes()].sort(above)
    }
    return order
  }

  function* painted(area: Rect): Generator<Painted> {
    const boxes = scene.boxes()
    const live = shown.live.get()
    const more = shown.more.get()
    const away = shown.away.get()
    const carried = shown.carried.get()
    const themes = scene.themes.get()
    const { view, round } = world.get()
    const voted = closedVotes(view, round.number)
    const own = round.state === 'open' ? mine.get() : undefined
    const zoom = editor.getZoomLevel()
    const isLegible = zoom >= TEXT_FROM
    const isBlock = zoom < HINT_FROM
    const chosen = marks.get()
    const isCarried = carried.x !== 0 || carried.y !== 0
    const last: Painted[] = []
    for (const note of inOrder()) {
      if (live.has(note.id)) continue
      const box = boxes.get(note.id)
      if (!box) continue
      const selected = more.has(note.id)
      const by = selected && isCarried ? carried : away.get(note.id)
      const there = by ? { ...box, x: box.x + by.x, y: box.y + by.y } : box
      if (!overlap(there, area)) continue
      const other = chosen.get(note.id)?.selectedBy
      const one: Painted = isBlock
        ? { note, box: there, selected, other, ...UNREAD }
        : {
            note,
            box: there,
            selected,
            other,
            theme: note.theme === undefined ? undefined : themes.get(note.theme),
            by: whoWrote(view, note),
            votes: voted ? votesWords(voted, note.id) : '',
            // Where they cannot be read there may be thousands: those that are here are shown, and none is fetched.
            picture: note.picture && thumbnails[isLegible ? 'of' : 'peek'](fileAddress(view.id, note.picture.file)),
            origin: note.origin?.from[0] && words('canvas.fromRound', { round: note.origin.from[0].round }),
            link: isLegible ? linkIn(note.text)?.host : undefined,
            states: isLegible ? statesOf(note, own?.has(note.id) === true) : NONE,
          }
      if (by) last.push(one)
      else yield one
    }
    yield* last
  }

  /** Notes changed. Where they can be read they are painted with the next frame, from far away a moment later. */
  function notesChanged() {
    const wait = editor.getZoomLevel() < HINT_FROM ? paintedAt + CALM - performance.now() : 0
    if (wait <= 0) frames.ask()
    else soon ??= setTimeout(frames.ask, wait)
  }

  function paint() {
    clearTimeout(soon)
    soon = undefined
    paintedAt = performance.now()
    const { w, h } = editor.getViewportScreenBounds()
    const zoom = editor.getZoomLevel()
    const live = shown.live.get()
    if (live.size >= scene.boxes().size) {
      // All notes are shapes. A board of a few dozen pays nothing for what five thousand need.
      if (!empty) canvas.width = canvas.height = 0
      empty = true
      picture = undefined
      return
    }
    empty = false
    const { view, round } = world.get()
    palette ??= readPalette(canvas.parentElement ?? document.body, view.settings.attribution === 'anonymous' || !round ? [] : view.groups)
    const scale = Math.min(2, globalThis.devicePixelRatio || 1)
    const margin = scale > 1 ? MARGIN.fine : MARGIN.coarse
    const size = { w: Math.ceil(w * (1 + 2 * margin)), h: Math.ceil(h * (1 + 2 * margin)) }
    const seen = editor.getViewportPageBounds()
    const area = { x: seen.x - (w * margin) / zoom, y: seen.y - (h * margin) / zoom, w: size.w / zoom, h: size.h / zoom }
    if (canvas.width !== size.w * scale || canvas.height !== size.h * scale) {
      canvas.width = size.w * scale
      canvas.height = size.h * scale
      canvas.style.width = `${size.w}px`
      canvas.style.height = `${size.h}px`
    }
    picture = { area, zoom }
    const notes = [...painted(area)]
    // A picture of nothing is moved about like any other, at the price of a whole screen.
    canvas.style.display = notes.length ? '' : 'none'
    if (!notes.length) return
    context?.setTransform(1, 0, 0, 1, 0, 0)
    context?.clearRect(0, 0, canvas.width, canvas.height)
    context?.setTransform(zoom * scale, 0, 0, zoom * scale, -area.x * zoom * scale, -area.y * zoom * scale)
    painter(notes, palette, zoom, scale)
    place()
  }

  /** Lays the picture where the view has moved to. */
  function place() {
    if (!picture) return
    const { x, y, z } = editor.getCamera()
    const stretch = z / picture.zoom
    const left = (picture.area.x + x) * z
    const top = (picture.area.y + y) * z
    // Whole pixels, or the words of a resting picture would be blurred.
    canvas.style.transform = stretch === 1 ? `translate(${Math.round(left)}px, ${Math.round(top)}px)` : `translate(${left}px, ${top}px) scale(${stretch})`
  }

  const stops = [
    react('the picture goes along', () => {
      const { z } = editor.getCamera()
      const seen = editor.getViewportPageBounds()
      if (!picture) return frames.ask()
      place()
      const { area, zoom } = picture
      const within = seen.x >= area.x && seen.y >= area.y && seen.x + seen.w <= area.x + area.w && seen.y + seen.h <= area.y + area.h
      const ratio = z / zoom
      if (!within || ratio > STRETCH || ratio < 1 / STRETCH) frames.ask()
      if (ratio !== 1) rest.touch()
    }),
    react('notes change', () => {
      scene.version.get()
      unsafe__withoutCapture(notesChanged)
    }),
    react('what is painted changes', () => {
      shown.live.get()
      shown.more.get()
      shown.carried.get()
      shown.away.get()
      marks.get()
      mine.get()
      frames.ask()
    }),
    react('other colours', () => {
      world.get()
      palette = undefined
      frames.ask()
    }),
  ]
  const fontsCame = () => frames.ask()
  document.fonts?.addEventListener('loadingdone', fontsCame)
  shown.paint = frames.flush
  return () => {
    shown.paint = () => {}
    document.fonts?.removeEventListener('loadingdone', fontsCame)
    for (const stop of stops) stop()
    clearTimeout(soon)
    rest.close()
    thumbnails.close()
    frames.close()
  }
}
