import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Comparable, findLookalikes, type LookAlike, likeness, MOST_IN_ONE, pairKey, pairsOf, plainWords } from './lookalikes.ts'

const find = (notes: readonly Comparable[], apart: readonly string[] = []): LookAlike[] => {
  const steps = findLookalikes(notes, new Set(apart))
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}
const board = (...texts: string[]): Comparable[] => texts.map((text, i) => ({ id: `n${i}`, text }))
const ids = (found: readonly LookAlike[]) => found.map(({ notes }) => notes)

const WORDS = ['plan', 'letter', 'the', 'not', 'reads', 'nobody', 'time', 'amser', 'dim', 'yn', '時間', 'ไม่', 'çok', '!!', 'Plan', '🙂']
const text = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((words) => words.join(' ')),
  fc.string({ unit: 'binary' }),
)
const notesOf = (texts: fc.Arbitrary<string>, maxLength = 40) =>
  fc.uniqueArray(fc.record({ id: fc.stringMatching(/^[a-z0-9]{1,6}$/), text: texts, theme: fc.constantFrom(undefined, undefined, 't', 'u') }), {
    selector: ({ id }) => id,
    maxLength,
    size: 'max',
  })

describe('likeness', () => {
  it('[W180] is the same both ways, from 0 to 1, and 1 for the same words', () => {
    fc.assert(
      fc.property(text, text, fc.array(text, { maxLength: 10 }), (a, b, among) => {
        const found = likeness(a, b, among)
        expect(found).toBeCloseTo(likeness(b, a, among), 12)
        expect(found).toBeGreaterThanOrEqual(0)
        expect(found).toBeLessThanOrEqual(1)
        if (plainWords(a)) expect(likeness(a, a, among)).toBe(1)
      }),
    )
  })

  it.each([
    ['The form is too long', 'the FORM is too long!'],
    ['Dim tŷ', 'dim ty.'],
    ['Café — naïve', 'cafe naive'],
    ['???', ' ??? '],
  ])('[W181] takes %j and %j for the same', (a, b) => {
    expect(find(board(a, b, 'something else'))).toEqual([{ notes: ['n0', 'n1'], likeness: 1, same: true }])
  })

  it.each([
    ['English', 'Letters arrive late', 'Discharge letters arrive too late'],
    ['Welsh', 'Does dim digon o amser', 'Dim amser gyda ni'],
    ['Japanese', '時間が足りない', '時間がない'],
    ['a slip of the pen', 'Everything is typed twice', 'Everyting is tiped twice'],
    ['endings', 'The system logs me out', 'Systems logging out'],
    ['one word', 'Passwords', 'Password'],
  ])('[W180] finds two that are alike in %s among others', (_what, a, b) => {
    const others = ['Nobody asks the family', 'Y meddyg teulu', '医者', 'Consent forms get lost', 'We are afraid of blame']
    expect(ids(find(board(...others, a, b)))).toEqual([['n5', 'n6']])
  })

  it('[W180] offers nothing for words that all sentences share', () => {
    expect(find(board('It is for us', 'What would we do with this', 'The nurse is there', 'It is the lift that was there', ''))).toEqual([])
  })
})

describe('suggestions', () => {
  it('[W180] do not depend on the order of the notes', () => {
    fc.assert(
      fc.property(
        notesOf(text).chain((notes) => fc.tuple(fc.constant(notes), fc.shuffledSubarray(notes, { minLength: notes.length }))),
        ([notes, shuffled]) => {
          const sorted = (found: readonly LookAlike[]) => found.map((one) => ({ ...one, notes: [...one.notes].sort() }))
          expect(sorted(find(shuffled))).toEqual(sorted(find(notes)))
        },
      ),
    )
  })

  it('[W182] never offer notes of one theme alone or of two, nor two that were found not alike, nor one note twice', () => {
    fc.assert(
      fc.property(
        notesOf(
          fc.array(fc.constantFrom('time', 'plan', 'letter'), { minLength: 1, maxLength: 2 }).map((words) => words.join(' ')),
          12,
        ).chain((notes) => fc.tuple(fc.constant(notes), fc.subarray(pairsOf(notes.map(({ id }) => id))))),
        ([notes, apart]) => {
          const themeOf = new Map(notes.map(({ id, theme }) => [id, theme]))
          const seen = new Set<string>()
          for (const { notes: together } of find(notes, apart)) {
            const themes = together.map((id) => themeOf.get(id))
            expect(themes).toContain(undefined)
            expect(new Set(themes.filter(Boolean)).size).toBeLessThanOrEqual(1)
            // Two that are in one theme already come along with a third.
            const loose = together.filter((id) => themeOf.get(id) === undefined)
            for (const pair of pairsOf(loose)) expect(apart).not.toContain(pair)
            for (const id of together) expect(seen.has(id)).toBe(false)
            for (const id of together) seen.add(id)
            expect(together.length).toBeLessThanOrEqual(MOST_IN_ONE)
          }
        },
      ),
    )
  })

  it('[W182] offer a note to the theme that its likes are in', () => {
    const notes = board('The form is too long', 'Form too long', 'This form is too long')
    const gathered = notes.map((note, i) => (i < 2 ? { ...note, theme: 't' } : note))
    expect(ids(find(gathered))).toEqual([['n0', 'n1', 'n2']])
    expect(find(gathered.slice(0, 2))).toEqual([])
    expect(find(notes, pairsOf(['n0', 'n1', 'n2']))).toEqual([])
  })

  it('writes a pair the same both ways', () => {
    expect(pairKey('b', 'a')).toBe(pairKey('a', 'b'))
  })
})
