/**
 * Which notes look alike. Each text becomes a vector of its words and of the three-letter pieces of its words, weighted by
 * how rare they are on the board, and two texts are as alike as the cosine of the angle between them: 1 for the same, 0
 * for nothing in common. Pieces of words forgive endings, mutations and slips of the pen, and they are what there is in
 * scripts that put no spaces between words.
 *
 * The weights are those of G. Salton and C. Buckley, "Term-weighting approaches in automatic text retrieval", Information
 * Processing & Management 24(5), 1988; pieces of words as a measure of likeness are those of M. Damashek, "Gauging
 * similarity with n-grams: language-independent categorization of text", Science 267, 1995.
 *
 * It only suggests: a note that says the opposite in the same words looks alike too.
 */

export interface Comparable {
  id: string
  text: string
  /** Where it is gathered already. */
  theme?: string | undefined
}

export interface LookAlike {
  /** Ids of notes that look alike, in the order of the notes that were given. */
  notes: string[]
  /** Of the two that are least alike, from 0 to 1. */
  likeness: number
  /** They say the same, but for capitals, accents and punctuation. */
  same: boolean
}

/** So many suggestions are made, the best. */
const MOST_LOOKALIKES = 60
/** So many notes are in one. */
export const MOST_IN_ONE = 30

/** Words that say little by themselves, in English and in Welsh. Those that turn a sentence round (not, no, dim, heb) are kept. */
const STOP = new Set(
  (
    'a about all also am an and any are as at be been being but by can could did do does for from get got had has have he her here him his how i if in into is it ' +
    'its just me more most my of on or our she should so some than that the their them then there these they this those to too up us very was we were what when ' +
    'where which who will with would you your ' +
    'ac ag ar bod bydd chi dros dy ei ein eu eich er fe fod fy gan gyda hefyd hi hon hwn hwy hyd hyn i iawn mae maen mewn na neu ni nhw nid o oed oedd oes ond os pan ' +
    'roedd rydym sy sydd syn ti un wedi wrth y ydy ydyn yn yng ym yr yw'
  )
    .split(' ')
    .filter((word) => !['na', 'nid'].includes(word)),
)

/** Scripts without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/** A text as it is compared: small letters without accents, words and digits alone, one space between them. */
export function plainWords(text: string): string {
  const letters = text.normalize('NFKD').toLowerCase()
  const plain = letters
    // Accents of Latin, Greek and Cyrillic; the signs of other scripts are their vowels.
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
  // A note of signs alone (a heart, three question marks) is compared by them.
  return plain || letters.replace(/\s+/g, ' ').trim()
}

interface Prepared {
  note: Comparable
  plain: string
  /** How many words it has that say something. */
  words: number
  features: Map<string, number>
}

/** A piece of a word says less than a word. */
const PIECE = 0.8

function prepare(note: Comparable): Prepared {
  const plain = plainWords(note.text)
  const all = plain ? plain.split(' ') : []
  const telling = all.filter((word) => !STOP.has(word))
  const words = telling.length ? telling : all
  const features = new Map<string, number>()
  const add = (feature: string, weight: number) => features.set(feature, (features.get(feature) ?? 0) + weight)
  let count = 0
  for (const word of words) {
    const signs = [...word]
    if (UNSPACED.test(word)) {
      // Two signs are about a word.
      for (let i = 0; i < Math.max(1, signs.length - 1); i++) add(`w${signs.slice(i, i + 2).join('')}`, 1)
      count += signs.length / 2
      continue
    }
    add(`w${word}`, 1)
    count++
    const padded = [' ', ...signs, ' ']
    for (let i = 0; i + 3 <= padded.length; i++) add(`p${padded.slice(i, i + 3).join('')}`, PIECE)
  }
  return { note, plain, words: count, features }
}

/** From which likeness on two texts are offered. The fewer words, the more chance is in it. */
const enough = (words: number) => (words < 2 ? 0.52 : words < 4 ? 0.42 : 0.38)

const LEAST = enough(Number.POSITIVE_INFINITY)

/** How alike two texts are among a set of texts, from 0 to 1. */
export function likeness(a: string, b: string, among: readonly string[]): number {
  const [first, second] = finish(weigh([a, b, ...among].map((text, i) => prepare({ id: String(i), text }))))
  return first && second ? cosine(first, second) : 0
}

/** What more than this part of many notes has in it tells nothing, and would make every note a candidate for every other. */
const COMMON = 0.2
const MANY = 60

interface Weighed extends Prepared {
  /** In the order of the features, so that sums are the same whatever the order of the notes. */
  weights: [feature: string, weight: number][]
}

function* weigh(prepared: readonly Prepared[]): Generator<void, Weighed[]> {
  const holders = new Map<string, number>()
  for (const { features } of prepared) for (const feature of features.keys()) holders.set(feature, (holders.get(feature) ?? 0) + 1)
  const most = prepared.length < MANY ? prepared.length : prepared.length * COMMON
  const weighed: Weighed[] = []
  for (const one of prepared) {
    yield
    const raw = [...one.features]
      .filter(([feature]) => (holders.get(feature) ?? 0) <= most)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([feature, times]): [string, number] => [feature, times * Math.log(1 + prepared.length / (holders.get(feature) ?? 1))])
    const length = Math.sqrt(raw.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1
    weighed.push({ ...one, weights: raw.map(([feature, weight]) => [feature, weight / length]) })
  }
  return weighed
}

/** Runs such a generator at once. */
function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function cosine(a: Weighed, b: Weighed): number {
  if (a.plain === b.plain) return a.plain ? 1 : 0
  const other = new Map(b.weights)
  let sum = 0
  for (const [feature, weight] of a.weights) sum += weight * (other.get(feature) ?? 0)
  return Math.min(1, sum)
}

export const pairKey = (a: string, b: string) => (a < b ? `${a} ${b}` : `${b} ${a}`)

/** All pairs of some notes, as `pairKey` writes them. */
export const pairsOf = (ids: readonly string[]) => ids.flatMap((a, i) => ids.slice(i + 1).map((b) => pairKey(a, b)))

/**
 * Notes that look alike, the most alike first. Offers nothing that is in one theme already or in two, and no two that
 * `apart` has (as `pairKey`). Between two steps of this generator others may do something.
 */
export function* findLookalikes(notes: readonly Comparable[], apart: ReadonlySet<string> = new Set()): Generator<void, LookAlike[]> {
  const prepared: Prepared[] = []
  for (const note of notes) {
    const one = prepare(note)
    if (one.plain) prepared.push(one)
    yield
  }
  prepared.sort((a, b) => (a.note.id < b.note.id ? -1 : 1))
  const weighed = yield* weigh(prepared)
  const likes = yield* pairs(weighed, apart)
  const order = new Map(notes.map(({ id }, i) => [id, i]))
  const joined = yield* sets(weighed, likes)
  const found = joined.map((members): LookAlike => {
    const known = members.flatMap((a, i) => members.slice(i + 1).flatMap((b) => likes.get(pairKey(a.note.id, b.note.id)) ?? []))
    return {
      notes: members.map(({ note }) => note.id).sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0)),
      likeness: Math.min(...known),
      same: members.every(({ plain }) => plain === members[0]?.plain),
    }
  })
  const first = (a: LookAlike) => [...a.notes].sort()[0] ?? ''
  return found.sort((a, b) => Number(b.same) - Number(a.same) || b.likeness - a.likeness || (first(a) < first(b) ? -1 : 1)).slice(0, MOST_LOOKALIKES)
}

/** The likeness of all pairs that may be offered. */
function* pairs(weighed: readonly Weighed[], apart: ReadonlySet<string>): Generator<void, Map<string, number>> {
  const likes = new Map<string, number>()
  /** Which notes before this one have a feature, with its weight there. */
  const holders = new Map<string, { notes: number[]; weights: number[] }>()
  const sums = new Float64Array(weighed.length)
  const byPlain = new Map<string, number[]>()
  for (const [index, one] of weighed.entries()) {
    sums.fill(0)
    for (const [feature, weight] of one.weights) {
      const known = holders.get(feature)
      if (!known) {
        holders.set(feature, { notes: [index], weights: [weight] })
        continue
      }
      for (let i = 0; i < known.notes.length; i++)
        sums[known.notes[i] as number] = (sums[known.notes[i] as number] as number) + weight * (known.weights[i] as number)
      known.notes.push(index)
      known.weights.push(weight)
    }
    for (const other of byPlain.get(one.plain) ?? []) sums[other] = 1
    byPlain.set(one.plain, [...(byPlain.get(one.plain) ?? []), index])
    const own: [key: string, likeness: number][] = []
    for (let i = 0; i < index; i++) {
      const sum = sums[i] as number
      const other = weighed[i]
      if (!other || sum < LEAST || sum < enough(Math.min(one.words, other.words))) continue
      const key = pairKey(one.note.id, other.note.id)
      if (!(one.note.theme && other.note.theme) && !apart.has(key)) own.push([key, Math.min(1, sum)])
    }
    if (own.length > MOST_IN_ONE) own.sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).length = MOST_IN_ONE
    for (const [key, sum] of own) likes.set(key, sum)
    yield
  }
  return likes
}

/** Joins pairs to sets in which every two are alike, or in one theme; the most alike find together first. */
function* sets(weighed: readonly Weighed[], likes: ReadonlyMap<string, number>): Generator<void, Weighed[][]> {
  const home = new Map(weighed.map((one) => [one.note.id, [one]]))
  const fits = (a: Weighed, b: Weighed) => likes.has(pairKey(a.note.id, b.note.id)) || (a.note.theme !== undefined && a.note.theme === b.note.theme)
  for (const [key] of [...likes].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))) {
    yield
    const [a = [], b = []] = key.split(' ').map((id) => home.get(id) ?? [])
    if (a === b || a.length + b.length > MOST_IN_ONE || !a.every((one) => b.every((other) => fits(one, other)))) continue
    const joined = [...a, ...b]
    for (const { note } of joined) home.set(note.id, joined)
  }
  return [...new Set(home.values())].filter((members) => members.length > 1)
}
