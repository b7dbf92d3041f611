import type { Group } from '../../session.ts'
import { escaped } from '../visible.ts'

/** What figures are drawn with. Nothing here has a meaning of its own; no colour is the only sign of anything. */

export const INK = '#1b2422'
export const QUIET = '#55615d'
export const LINE = '#7a8581'
/** From none to most; the darkest has light letters. */
export const TINTS = ['#ffffff', '#e4f1ef', '#b9dcd8', '#7fbab5', '#0b5f62'] as const
export const on = (tint: number) => (tint >= 4 ? '#ffffff' : INK)

const round = (n: number) => Math.round(n * 10) / 10

interface TextLook {
  size?: number
  fill?: string
  anchor?: 'start' | 'middle' | 'end'
  bold?: boolean
}

export const text = (x: number, y: number, words: string, { size = 13, fill = INK, anchor = 'start', bold = false }: TextLook = {}) =>
  `<text x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}${bold ? ' font-weight="700"' : ''}>${escaped(words)}</text>`

/** Some lines, the first with its foot at `y`. */
export const lines = (x: number, y: number, list: readonly string[], look: TextLook = {}) =>
  list.map((line, i) => text(x, y + i * lineHeight(look.size), line, look)).join('')

export const lineHeight = (size = 13) => Math.round(size * 1.3)

export const rect = (x: number, y: number, width: number, height: number, fill: string, stroke = LINE) =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, width))}" height="${round(Math.max(0, height))}" fill="${fill}" stroke="${stroke}"/>`

export const path = (d: string, fill: string, stroke = 'none', width = 1) => `<path d="${d}" fill="${fill}" stroke="${stroke}" stroke-width="${width}"/>`

/** A drawing of its own on white, under a name that is read out. */
export const drawing = (title: string, width: number, height: number, inside: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}" role="img" aria-label="${escaped(title)}" font-family="'Atkinson Hyperlegible', 'DejaVu Sans', Arial, sans-serif"><rect width="100%" height="100%" fill="#ffffff"/>${inside}</svg>`

const WIDE = /[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\uff00-\uff60\u{1f000}-\u{3ffff}]/u
const emsOf = (character: string) =>
  WIDE.test(character) ? 1.05 : /[mwMW@%—]/.test(character) ? 0.9 : /[ilj.,;:'|!()[\] ]/.test(character) ? 0.33 : /[A-Z]/.test(character) ? 0.68 : 0.56
/** Known beforehand of nearly all letters that there are to be measured. */
const PLAIN_EMS = Array.from({ length: 0x80 }, (_, code) => emsOf(String.fromCharCode(code)))

/** How wide a text is about: nothing here can measure letters, so they are taken as rather wide than narrow. */
export const widthOf = (words: string, size = 13): number => emsWith(0, words) * size

/** How far a text reaches that begins there, in widths of letters. */
function emsWith(from: number, words: string): number {
  let ems = from
  for (const character of words) ems += PLAIN_EMS[character.charCodeAt(0)] ?? emsOf(character)
  return ems
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Words in lines that fit; what does not fit into the last one ends with an ellipsis. Words that are too long are broken. */
export function wrapped(words: string, width: number, size = 13, most = 3): string[] {
  const found: string[] = []
  let line = ''
  let ems = 0
  const put = (piece: string, gap: string) => {
    const longer = line ? emsWith(ems, gap + piece) : 0
    if (line && longer * size <= width) {
      line += gap + piece
      ems = longer
      return
    }
    if (line) found.push(line)
    line = piece
    ems = emsWith(0, piece)
  }
  for (const word of words.replace(/\s+/g, ' ').trim().split(' ')) {
    if (found.length > most) break
    if (widthOf(word, size) <= width) {
      put(word, ' ')
      continue
    }
    let gap = ' '
    for (const { segment } of letters.segment(word)) {
      if (found.length > most) break
      put(segment, gap)
      gap = ''
    }
  }
  if (line) found.push(line)
  if (found.length <= most) return found
  const last = [...letters.segment(found[most - 1] ?? '')].map(({ segment }) => segment)
  while (last.length && widthOf(`${last.join('')} …`, size) > width) last.pop()
  return [...found.slice(0, most - 1), `${last.join('').trimEnd()} …`]
}

const POLYGONS: Partial<Record<Group['shape'], readonly (readonly [number, number])[]>> = {
  square: [
    [-0.8, -0.8],
    [0.8, -0.8],
    [0.8, 0.8],
    [-0.8, 0.8],
  ],
  triangle: [
    [0, -1],
    [1, 0.8],
    [-1, 0.8],
  ],
  diamond: [
    [0, -1],
    [1, 0],
    [0, 1],
    [-1, 0],
  ],
  pentagon: ring(5, [1]),
  hexagon: ring(6, [1]),
  star: ring(10, [1, 0.45]),
  cross: [
    [-0.35, -1],
    [0.35, -1],
    [0.35, -0.35],
    [1, -0.35],
    [1, 0.35],
    [0.35, 0.35],
    [0.35, 1],
    [-0.35, 1],
    [-0.35, 0.35],
    [-1, 0.35],
    [-1, -0.35],
    [-0.35, -0.35],
  ],
}

function ring(corners: number, radii: readonly number[]): [number, number][] {
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners - Math.PI / 2
    const radius = radii[i % radii.length] ?? 1
    return [radius * Math.cos(angle), radius * Math.sin(angle)]
  })
}

/** A group's shape about a point. */
export function shape({ shape: kind, colour }: Pick<Group, 'shape' | 'colour'>, x: number, y: number, radius = 6): string {
  const points = POLYGONS[kind]
  if (!points) return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius * 0.9)}" fill="${escaped(colour)}"/>`
  return `<polygon points="${points.map(([a, b]) => `${round(x + a * radius)},${round(y + b * radius)}`).join(' ')}" fill="${escaped(colour)}"/>`
}
