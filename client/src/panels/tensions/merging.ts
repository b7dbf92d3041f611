/**
 * A form that stays open while others change the same thing. `base` is what it said when the form began, `mine` what the
 * form says, `theirs` what the board says now.
 */
export interface Merged<T> {
  /** What saving writes: the fields that were changed here. */
  changes: Partial<T>
  /** Fields that were changed here and, otherwise, elsewhere: saving them is a decision. */
  clashes: (keyof T)[]
  /** What the form should say: what was changed here, and of the rest what the board says now. */
  shown: T
}

export const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)

export function merge<T extends object>(base: T, mine: T, theirs: T): Merged<T> {
  const fields = Object.keys(mine) as (keyof T)[]
  const changed = fields.filter((field) => !isSame(mine[field], base[field]))
  const changes: Partial<T> = {}
  const shown = { ...theirs }
  for (const field of changed) {
    shown[field] = mine[field]
    if (!isSame(mine[field], theirs[field])) changes[field] = mine[field]
  }
  return { changes, clashes: changed.filter((field) => !isSame(theirs[field], base[field]) && !isSame(theirs[field], mine[field])), shown }
}
