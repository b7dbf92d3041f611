import { cellAt } from '@stocktake/shared/board/layout'
import type { Presence } from '../sync/connection.ts'
import type { Scene } from './scene.ts'

/** Who is in which cell; null is the parking lot. */
export type Company = ReadonlyMap<string | null, readonly Presence[]>

/** The cell in which somebody's hands are: what they say, else the note they write in, else their pointer. */
export function whereIs({ cell, editing, cursor }: Presence, scene: Pick<Scene, 'boxes' | 'layout'>): string | null | undefined {
  if (editing !== undefined) {
    const box = scene.boxes().get(editing)
    if (box) return box.cell
  }
  if (cell !== undefined) return cell === null || scene.layout.get().cells.has(cell) ? cell : undefined
  return cursor && cellAt(scene.layout.get(), cursor)
}

export function companyOf(presences: readonly Presence[], scene: Pick<Scene, 'boxes' | 'layout'>): Company {
  const found = new Map<string | null, Presence[]>()
  for (const presence of presences) {
    const cell = whereIs(presence, scene)
    if (cell === undefined) continue
    const there = found.get(cell)
    if (there) there.push(presence)
    else found.set(cell, [presence])
  }
  return found
}

/** Whether two companies look the same at the headings: pointers move far more often than people change cells. */
export function sameCompany(a: Company, b: Company): boolean {
  if (a.size !== b.size) return false
  for (const [cell, there] of a) {
    const now = b.get(cell)
    if (now?.length !== there.length) return false
    if (!there.every((one, i) => one.client === now[i]?.client && one.name === now[i]?.name && one.group === now[i]?.group)) return false
  }
  return true
}
