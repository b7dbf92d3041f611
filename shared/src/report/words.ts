import type { Round } from '../session.ts'

/** Words that reports use for times and states. Times are said in UTC and months by name, so that nobody mixes up day and month. */

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
const two = (n: number) => String(n).padStart(2, '0')

/** `4 March 2025`; empty for a time no calendar has. */
export function dateWords(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? '' : `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** A day such as `2025-03-04` in words; empty for what is none. */
export const dayWords = (day: string) => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? dateWords(Date.parse(day)) : '')

/** `4 March 2025, 12:05 UTC` */
export function timeWords(time: number): string {
  const date = new Date(time)
  const day = dateWords(time)
  return day && `${day}, ${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`
}

/** `2025-03-04`, for columns that programs sort; empty for a time no calendar has. */
export function isoDate(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
}

/** `2025-03-04 12:05`, in UTC, for columns that programs sort. */
export function isoTime(time: number): string {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 16).replace('T', ' ')
}

/** The day of a round: as planned, else as opened. */
export function roundDate(round: Pick<Round, 'plan' | 'openedAt'>): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(round.plan.date)) return round.plan.date
  return round.openedAt === null ? '' : isoDate(round.openedAt)
}

/** What a reader must know about how final a round is: `Closed on …, version 2`, or `Open, as of …`. */
export function stateWords(state: Round['state'], closedAt: number | null, version: number | null, now: number): string {
  if (state === 'closed') return `Closed on ${timeWords(closedAt ?? now)}, version ${version ?? 1}`
  return `${state === 'open' ? 'Open' : 'Not opened yet'}, as of ${timeWords(now)}`
}

export const counted = (n: number, one: string, many = `${one}s`) => `${n} ${n === 1 ? one : many}`

/** As people begin a line with it: `No note`, `1 note`, `2 notes`. */
export const someOrNo = (n: number, one: string, many?: string) => (n ? counted(n, one, many) : `No ${one}`)

/** Letters of a title in the foot of a page, which has more to say. */
export const TITLE_IN_FOOT = 60

/** What imports write as a name of their own, such as `historical_analysis`, for people to read. */
export const idWords = (id: string) =>
  id
    .trim()
    .replaceAll('_', ' ')
    .replace(/^\p{L}/u, (letter) => letter.toUpperCase())

/** A long text in a line or two, for where it is told whole elsewhere. */
export function shortened(text: string, max = 120): string {
  const line = text.trim().replace(/\s+/g, ' ')
  if (line.length <= max) return line
  const cut = line.slice(0, max)
  // A letter that takes two places is not cut in half.
  const whole = /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
  return `${whole.replace(/\s+\S{0,20}$/, '')} …`
}
