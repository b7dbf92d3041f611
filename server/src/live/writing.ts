import type { Writing } from '@stocktake/shared/wire'
import type { Rooms } from '../rooms/rooms.ts'

/** Counts are told at most once in this many milliseconds, however fast people write. */
const WRITING_EVERY = 1000

/** How many notes somebody has in a draft, by cell. */
type Tally = Record<string, number>

interface Counted {
  tallies: Map<string, Tally>
  changed: Set<string>
  loading: Promise<void> | undefined
  timer: NodeJS.Timeout | undefined
}

/** Counts what people write alone, for those who want to know how far the others are: notes by cell, and how many people. */
export interface WritingCounts {
  /** Begins to count if nobody has asked yet. */
  read(stocktakeId: string, round: number): Promise<{ counts: Writing; writers: ReadonlySet<string> }>
  /** A draft has changed; if anybody asked for the counts of its round they are told anew, before long. */
  changed(stocktakeId: string, round: number, member: string): void
  /** Nobody of this stocktake listens any more. */
  forget(stocktakeId: string): void
  close(): void
}

export function createWritingCounts(
  drafts: Rooms['drafts'],
  tell: (stocktakeId: string, writing: Writing, writers: ReadonlySet<string>) => void,
  inBackground: (promise: Promise<unknown>, what: string) => void,
): WritingCounts {
  const rounds = new Map<string, Counted>()
  const keyOf = (stocktakeId: string, round: number) => `${stocktakeId}/${round}`

  async function count(counted: Counted, stocktakeId: string, round: number, members: Iterable<string>) {
    for (const member of members) {
      const { notes } = await drafts.read({ stocktakeId, round, draftOf: member })
      const tally: Tally = {}
      for (const { text, at } of notes) if (text.trim()) tally[at.cell ?? ''] = (tally[at.cell ?? ''] ?? 0) + 1
      counted.tallies.set(member, tally)
    }
  }

  function sum({ tallies }: Counted, round: number): Writing {
    const writing: Writing = { round, writers: 0, notes: 0, byCell: {} }
    for (const tally of tallies.values()) {
      const counts = Object.entries(tally)
      if (counts.length) writing.writers++
      for (const [cell, notes] of counts) {
        writing.notes += notes
        writing.byCell[cell] = (writing.byCell[cell] ?? 0) + notes
      }
    }
    return writing
  }

  const writersOf = ({ tallies }: Counted) => new Set([...tallies].flatMap(([member, tally]) => (Object.keys(tally).length ? member : [])))

  async function flush(counted: Counted, stocktakeId: string, round: number) {
    await counted.loading
    const members = [...counted.changed]
    counted.changed.clear()
    // What changes from here on is told the next time.
    counted.timer = undefined
    await count(counted, stocktakeId, round, members)
    if (rounds.get(keyOf(stocktakeId, round)) === counted) tell(stocktakeId, sum(counted, round), writersOf(counted))
  }

  return {
    async read(stocktakeId, round) {
      const key = keyOf(stocktakeId, round)
      const counted = rounds.get(key) ?? { tallies: new Map(), changed: new Set(), loading: undefined, timer: undefined }
      rounds.set(key, counted)
      counted.loading ??= drafts.members(stocktakeId, round).then((members) => count(counted, stocktakeId, round, members))
      try {
        await counted.loading
      } catch (error) {
        rounds.delete(key)
        throw error
      }
      return { counts: sum(counted, round), writers: writersOf(counted) }
    },
    changed(stocktakeId, round, member) {
      const counted = rounds.get(keyOf(stocktakeId, round))
      if (!counted) return
      counted.changed.add(member)
      counted.timer ??= setTimeout(() => inBackground(flush(counted, stocktakeId, round), 'counting drafts'), WRITING_EVERY)
      counted.timer.unref()
    },
    forget(stocktakeId) {
      for (const [key, { timer }] of rounds) {
        if (!key.startsWith(`${stocktakeId}/`)) continue
        clearTimeout(timer)
        rounds.delete(key)
      }
    },
    close() {
      for (const { timer } of rounds.values()) clearTimeout(timer)
      rounds.clear()
    },
  }
}
