import type { Rect } from './layout.ts'
import { GAP } from './place.ts'

/** A note of a theme where it stands. */
export interface Member {
  id: string
  theme: string
  cell: string | null
  box: Rect
}

/** A frame around notes of one theme that stand together. */
export interface ThemeFrame extends Rect {
  theme: string
  cell: string | null
  notes: string[]
}

/** Notes this near stand together. */
const NEAR = 2 * GAP
/** Below this zoom a frame's name stands inside it, where the words of notes are too small to read; above, on its edge. */
export const NAMES_INSIDE = 0.5
/** A frame that is narrower on the screen has no room for its name. In pixels. */
export const LEAST_NAMED = 44
/** Between a frame and its notes. */
export const FRAME_PAD = 8

/**
 * Frames around the notes of each theme: one around all that stand together, so that what stands between two far ones is
 * not framed with them. Notes stay where hands put them; frames follow.
 */
export function themeFrames(members: readonly Member[]): ThemeFrame[] {
  const groups = new Map<string, Member[]>()
  for (const member of members) {
    const key = `${member.theme} ${member.cell ?? ''}`
    const group = groups.get(key)
    if (group) group.push(member)
    else groups.set(key, [member])
  }
  return [...groups.values()].flatMap((group) => together(group).map(frameOf))
}

/** The members in sets that stand together, directly or through others. */
function together(members: readonly Member[]): Member[][] {
  const sorted = [...members].sort((a, b) => a.box.y - b.box.y || a.box.x - b.box.x || (a.id < b.id ? -1 : 1))
  const home = new Map(sorted.map((member) => [member, [member]]))
  for (const [i, one] of sorted.entries()) {
    for (let j = i + 1; j < sorted.length; j++) {
      const other = sorted[j] as Member
      if (other.box.y > one.box.y + one.box.h + NEAR) break
      const [a, b] = [home.get(one) ?? [], home.get(other) ?? []]
      if (a === b || one.box.x > other.box.x + other.box.w + NEAR || other.box.x > one.box.x + one.box.w + NEAR) continue
      a.push(...b)
      for (const member of b) home.set(member, a)
    }
  }
  return [...new Set(home.values())]
}

function frameOf(members: readonly Member[]): ThemeFrame {
  const [first] = members as [Member]
  const x = Math.min(...members.map(({ box }) => box.x)) - FRAME_PAD
  const y = Math.min(...members.map(({ box }) => box.y)) - FRAME_PAD
  const right = Math.max(...members.map(({ box }) => box.x + box.w)) + FRAME_PAD
  const bottom = Math.max(...members.map(({ box }) => box.y + box.h)) + FRAME_PAD
  return { theme: first.theme, cell: first.cell, notes: members.map(({ id }) => id).sort(), x, y, w: right - x, h: bottom - y }
}
