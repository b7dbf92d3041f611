import type { Group } from '@stocktake/shared/session'
import markStyles from '../ui/GroupMark.module.css'
import styles from './Sticky.module.css'

/** The colours of a note of one group, as the stylesheets give them here and now: light or dark, print or screen. */
export interface NoteColours {
  paper: string
  line: string
  mark: string
}

export interface Palette {
  ink: string
  quiet: string
  accent: string
  font: string
  /** For notes of nobody in particular. */
  plain: NoteColours
  groups: ReadonlyMap<string, NoteColours & Pick<Group, 'shape' | 'short'>>
}

/** Reads the colours from elements that look as notes do, so that the painted note and the shape cannot differ. */
export function readPalette(host: HTMLElement, groups: readonly Group[]): Palette {
  const probe = document.createElement('div')
  probe.className = styles.note ?? ''
  probe.style.visibility = 'hidden'
  probe.style.position = 'absolute'
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('class', markStyles.mark ?? '')
  probe.append(svg)
  host.append(probe)
  const colours = (group?: Group): NoteColours => {
    probe.style.setProperty('--group', group?.colour ?? 'transparent')
    if (group) probe.dataset.tinted = ''
    const { backgroundColor, borderTopColor } = getComputedStyle(probe)
    return { paper: inBytes(backgroundColor), line: inBytes(borderTopColor), mark: inBytes(group ? getComputedStyle(svg).fill : borderTopColor) }
  }
  const plain = colours()
  const all = new Map(groups.map((group) => [group.id, { ...colours(group), shape: group.shape, short: group.short }]))
  const { color, fontFamily } = getComputedStyle(probe)
  const quiet = resolved(probe, 'var(--quiet)')
  const accent = resolved(probe, 'var(--accent)')
  probe.remove()
  return { ink: color, quiet, accent, font: fontFamily, plain, groups: all }
}

let pixel: CanvasRenderingContext2D | null = null

/** A mixed colour comes as a formula, and a canvas reads it anew for each of five thousand notes. */
function inBytes(colour: string): string {
  pixel ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true })
  if (!pixel) return colour
  pixel.fillStyle = colour
  pixel.fillRect(0, 0, 1, 1)
  const [r, g, b] = pixel.getImageData(0, 0, 1, 1).data
  return `rgb(${r}, ${g}, ${b})`
}

function resolved(probe: HTMLElement, colour: string): string {
  probe.style.color = colour
  return getComputedStyle(probe).color
}
