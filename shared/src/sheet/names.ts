import { cellId } from '../matrix.ts'
import type { Matrix } from '../session.ts'
import { plainly } from './headings.ts'

/** The parking lot, where a name says so. */
export const PARKED = Symbol('parking lot')
const PARKING_NAMES = new Set(['parking lot', 'parking', 'parked', 'maes parcio'])

/** How much of a longer name has to be there to know it by. */
const ENOUGH = 4

export interface Names {
  row: (text: string) => string | typeof PARKED | undefined
  column: (text: string) => string | typeof PARKED | undefined
  /** Row and column in one, in any order: "Practice, Barriers". Null is the parking lot. */
  cell: (text: string) => string | null | undefined
  group: (text: string) => string | undefined
}

/** Finds rows, columns, cells and groups by what people call them. */
export function namesOf(matrix: Matrix, groups: readonly { id: string; label: string }[]): Names {
  const row = finder(matrix.dimensions.map(({ id, label }) => ({ id, names: [label, id] })))
  const column = finder(matrix.intelligenceTypes.map(({ id, label, short }) => ({ id, names: [label, short, id] })))
  const group = finder(groups.map(({ id, label }) => ({ id, names: [label, id] })))
  const orParked =
    (find: (text: string) => string | undefined) =>
    (text: string): string | typeof PARKED | undefined =>
      find(text) ?? (PARKING_NAMES.has(plainly(text)) ? PARKED : undefined)
  const cell = (text: string) => {
    if (PARKING_NAMES.has(plainly(text))) return null
    for (const { index, 0: sign } of text.matchAll(/[,;:/|>–—\n-]/g)) {
      const [first, second] = [text.slice(0, index), text.slice(index + sign.length)]
      for (const [a, b] of [
        [row(first), column(second)],
        [row(second), column(first)],
      ])
        if (a !== undefined && b !== undefined) return cellId(a, b)
    }
    return undefined
  }
  return { row: orParked(row), column: orParked(column), cell, group }
}

/** Finds one of several things by its name: as it stands, else without capitals and signs, else by the beginning if only one begins so. */
function finder(things: readonly { id: string; names: readonly string[] }[]): (text: string) => string | undefined {
  const exact = new Map<string, string>()
  const plain = new Map<string, string>()
  for (const { id, names } of things) {
    for (const name of names) {
      if (!exact.has(name)) exact.set(name, id)
      const key = plainly(name)
      if (key && !plain.has(key)) plain.set(key, id)
    }
  }
  return (text) => {
    const known = exact.get(text) ?? exact.get(text.trim())
    if (known !== undefined) return known
    const key = plainly(text)
    const found = plain.get(key)
    if (found !== undefined || key.length < ENOUGH) return found
    const near = new Set([...plain].flatMap(([name, id]) => (name.length >= ENOUGH && (begins(name, key) || begins(key, name)) ? [id] : [])))
    return near.size === 1 ? [...near][0] : undefined
  }
}

/** Does one name begin with the other, whole words? A sentence is no name. */
const begins = (longer: string, shorter: string) => longer.startsWith(`${shorter} `) && longer.length <= 60
