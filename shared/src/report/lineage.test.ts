import { describe, expect, it } from 'vitest'
import type { Note } from '../board/schema.ts'
import type { CarryAction, CarryDecision, Origin } from '../carry.ts'
import type { BoardContent } from '../record.ts'
import { indexNotes, lineageOf, lineagePaths, longestLineage, MAX_PATHS } from './lineage.ts'

/** Boards from lines such as `1:a`, or `2:b refined 1:a`. */
function boards(...lines: string[]): Map<number, BoardContent> {
  const contents = new Map<number, BoardContent>()
  for (const line of lines) {
    const [key = '', action, ...from] = line.split(' ')
    const { round, note: id } = ref(key)
    const origin = action ? { origin: { action: action as Origin['action'], from: from.map(ref) } } : {}
    const note: Note = { id, text: `says ${id}`, at: { cell: 'practice/current', x: 0, y: 0 }, group: 'g', createdAt: 0, comments: [], ...origin }
    const content = contents.get(round) ?? { notes: [], themes: [], contradictions: [], ledger: [], drawing: [] }
    contents.set(round, { ...content, notes: [...content.notes, note] })
  }
  return contents
}

const ref = (key: string) => {
  const [round = '', note = ''] = key.split(':')
  return { round: Number(round), note }
}

const decided = (action: CarryAction, sources: string[], placedIn: number | null, ...results: string[]): CarryDecision => ({
  id: `${action}-${sources}`,
  round: 1,
  action,
  sources: sources.map(ref),
  results: results.map((id) => ({ id, text: id, cell: null, group: null, as: 'note' })),
  reason: '',
  decidedAt: 0,
  placedIn,
})

describe('lineage', () => {
  const contents = boards('1:a', '1:b', '2:c merged 1:a 1:b', '3:d refined 2:c', '3:e')

  it('[X7] leads back to every first wording', () => {
    const tree = lineageOf({ contents, decisions: [] }, { round: 3, note: 'd' })
    expect(tree).toMatchObject({ text: 'says d', action: 'refined', cell: 'practice/current', group: 'g', to: [] })
    expect(tree?.from).toMatchObject([
      {
        text: 'says c',
        action: 'merged',
        from: [
          { text: 'says a', action: null },
          { text: 'says b', from: [] },
        ],
      },
    ])
  })

  it('[X7] leads on to everything that became of a note, round by round', () => {
    const decisions = [decided('refined', ['2:c'], 3, 'd'), decided('merged', ['1:a', '1:b'], 2, 'c'), decided('kept', ['3:d'], null, 'later')]
    const tree = lineageOf({ contents, decisions }, { round: 1, note: 'a' })
    expect(tree?.to).toEqual([
      { round: 2, note: 'c', text: 'says c', action: 'merged' },
      { round: 3, note: 'd', text: 'says d', action: 'refined' },
    ])
  })

  it('[X7] passes over sources that are gone, of the same or a later round, and circles', () => {
    const odd = boards('1:a refined 2:b', '2:b refined 1:a 2:b 2:x 9:z')
    const tree = lineageOf({ contents: odd, decisions: [decided('kept', ['2:b'], 1, 'a'), decided('kept', ['1:a'], 1, 'a')] }, { round: 2, note: 'b' })
    expect(tree?.from.map((source) => source.note)).toEqual([{ round: 1, note: 'a' }])
    expect(tree?.from[0]?.from).toEqual([])
    expect(tree?.to).toEqual([])
    expect(longestLineage(odd)).toBe(2)
  })

  it('[X7] knows no lineage of a note that does not exist', () => {
    expect(lineageOf({ contents, decisions: [] }, { round: 1, note: 'zzz' })).toBeUndefined()
    expect(lineageOf({ contents, decisions: [] }, { round: 7, note: 'a' })).toBeUndefined()
  })

  it('[X7] stays small where merges of merges multiply', () => {
    const layers = Array.from({ length: 38 }, (_, i) => [2, 3].map((n) => `${i + 2}:n${n} merged ${i + 1}:n2 ${i + 1}:n3`)).flat()
    const braid = boards('1:n2', '1:n3', ...layers)
    const end = { round: 39, note: 'n2' }
    const count = (tree: { from: object[] } | undefined): number => 1 + (tree?.from ?? []).reduce((sum, source) => sum + count(source as { from: object[] }), 0)
    expect(count(lineageOf({ contents: braid, decisions: [] }, end))).toBeLessThan(200)
    expect(lineagePaths(indexNotes(braid), end)).toHaveLength(MAX_PATHS)
    expect(longestLineage(braid)).toBe(39)
  })

  it('[X7] counts the notes of the longest chain', () => {
    expect(longestLineage(contents)).toBe(3)
    expect(longestLineage(boards('1:a'))).toBe(1)
    expect(longestLineage(new Map())).toBe(0)
  })
})
