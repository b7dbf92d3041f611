/**
 * Where a text may be cut. What people see as one character can be many code units: two for most emoji, and a dozen for a
 * family joined from four. A cut inside one leaves two characters that nobody wrote.
 */

const JOINER = 0x200d
const isPicture = (point: number) => /\p{Extended_Pictographic}/u.test(String.fromCodePoint(point))
const isTone = (point: number) => point >= 0x1f3fb && point <= 0x1f3ff
const isFlagLetter = (point: number) => point >= 0x1f1e6 && point <= 0x1f1ff
/** Chooses the coloured look, makes a key cap, or spells the flag of a region: each belongs to what stands before it. */
const isMark = (point: number) => point === 0xfe0f || point === 0x20e3 || (point >= 0xe0020 && point <= 0xe007f)

/** Would a cut before index `at` go through a character? */
export function cutsCharacter(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false
  const unit = text.charCodeAt(at)
  const before = text.charCodeAt(at - 1)
  if (isLow(unit) && isHigh(before)) return true
  // Most letters can be told to stand for themselves without looking around.
  if (unit < JOINER && before < JOINER) return false
  const next = text.codePointAt(at) ?? 0
  const last = pointBefore(text, at)
  if (isMark(next)) return true
  if (isTone(next)) return isPicture(last)
  if (next === JOINER) return isPicture(last) || isTone(last) || isMark(last)
  if (last === JOINER) return isPicture(next)
  if (!isFlagLetter(next) || !isFlagLetter(last)) return false
  let letters = 0
  for (let i = at; i > 0 && isFlagLetter(pointBefore(text, i)); i -= 2) letters++
  return letters % 2 === 1
}

/** The text, no longer than `most` code units and with its last character whole. */
export function fitting(text: string, most: number): string {
  if (text.length <= most) return text
  let end = most
  while (cutsCharacter(text, end)) end--
  return text.slice(0, end)
}

function pointBefore(text: string, at: number): number {
  const unit = text.charCodeAt(at - 1)
  return isLow(unit) && at > 1 && isHigh(text.charCodeAt(at - 2)) ? (text.codePointAt(at - 2) ?? 0) : unit
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff
