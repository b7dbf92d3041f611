import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Note } from './board/schema.ts'
import { createStocktake } from './commands/create.ts'
import { readImport, toPortable, type WholeStocktake } from './portable.ts'
import type { Portable } from './portableSchema.ts'
import { Problem } from './problem.ts'
import { canonical } from './record.ts'

const TENSION = {
  ...{ id: 'k', poleA: '', poleB: '', level: '', manifestation: '', nodes: [], betweenGroups: ['gone'], cue: '', status: 'partly' },
  ...{ evidence: [{ round: 9, note: 'gone' }], addressedBy: [] },
}
const NOW = Date.UTC(2025, 4, 20)
const HASH = 'a'.repeat(64)

/** What a server would hold after importing: hashes made, and the importer there as a facilitator without a name. */
function held(json: unknown): WholeStocktake {
  const plan = readImport(json, NOW)
  const records = plan.records.map((record) => ({ ...record, hash: record.hash ?? HASH }))
  const rounds = plan.session.rounds.map((round) => (round.records ? { ...round, recordHash: round.recordHash ?? HASH } : round))
  const importer = { id: 'me', role: 'facilitator' as const, groupId: null, name: null, joinedAt: NOW, attended: [], removed: null }
  return { ...plan, session: { ...plan.session, rounds, version: 7 }, members: [...plan.members, importer], records }
}

const scenario = (name: string) => JSON.parse(readFileSync(new URL(`../../server/examples/${name}.json`, import.meta.url), 'utf8'))
const throughText = (value: unknown) => JSON.parse(JSON.stringify(value))
const withoutOwn = ({ exportedAt: _time, session: { id: _id, ...session }, ...rest }: Portable) => ({ ...rest, session })

describe('our own export', () => {
  it.each(['pcsp-mental-health-ics', 'information-prescriptions-bilingual'])('[X3] gives the same stocktake elsewhere: %s', (name) => {
    const first = toPortable(held(scenario(name)), NOW)
    const there = held(throughText(first))
    const second = toPortable(there, NOW + 1)
    expect(withoutOwn(second)).toEqual(withoutOwn(first))
    expect(there.session.id).not.toBe(first.session.id)
    expect(canonical(second.records)).toBe(canonical(first.records))
  })

  it('[X3] holds neither join code nor ids of people', () => {
    const whole = held(scenario('information-prescriptions-bilingual'))
    const text = JSON.stringify(toPortable(whole, NOW))
    expect(text).not.toContain(whole.session.joinCode)
    for (const member of whole.members) expect(text).not.toContain(`"${member.id}"`)
  })

  it('[X3] gives the same stocktake whatever people wrote, and ties up what points nowhere', () => {
    const session = createStocktake({ title: 'A', sharedObject: 'B', template: 'care-standard' }, NOW)
    const any = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 }).map((codes) => String.fromCharCode(...codes))
    const text = fc.oneof(any, fc.constantFrom('=1+1', '"\r\n', ' blanks ', '👩‍👧', '\u202eabc', '</script>'))
    const note = fc.record<Partial<Note>>({
      text,
      at: fc.record({
        cell: fc.constantFrom(null, 'policy/current', 'gone/away'),
        x: fc.double({ min: -1000, max: 1000, noNaN: true }),
        y: fc.integer({ min: 0, max: 1000 }),
      }),
      group: fc.constantFrom(null, session.groups[0]?.id ?? null, 'gone'),
      createdAt: fc.integer({ min: 0, max: NOW }),
      comments: fc.array(text, { maxLength: 3 }),
    })
    const more = fc.record<Partial<Note>>(
      {
        theme: fc.constantFrom('t', 'gone'),
        lang: fc.constantFrom('cy', 'ar'),
        stimulus: fc.constant('gone'),
        origin: fc.constant({ action: 'kept', from: [{ round: 9, note: 'gone' }] }),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(note, more), { maxLength: 8 }), fc.option(text.filter((t) => t.length > 0)), (written, kept) => {
        const notes = written.map(([plain, extra], i) => ({ id: `n${i}`, ...plain, ...extra }) as Note)
        const content = {
          notes,
          themes: [{ id: 't', label: 'T', cell: 'gone/away', createdAt: 0 }],
          contradictions: kept === null ? [] : [{ ...TENSION, title: kept, createdAt: NOW, since: { round: 1, id: 'k0' } }],
          ledger:
            kept === null ? [] : [{ id: 'l', kind: 'action' as const, text: kept, fromNotes: [{ round: 1, note: 'gone' }], since: { round: 1, id: 'l0' } }],
          drawing: [{ id: 'shape:1', x: 1 }],
        }
        const decision = { id: 'd', round: 1, action: 'kept' as const, sources: [{ round: 1, note: 'n0' }], reason: '', decidedAt: 1, placedIn: null }
        const decisions = kept === null ? [] : [{ ...decision, results: [{ id: 'r', text: kept, cell: null, group: null, as: 'note' as const }] }]
        const first = toPortable({ session, members: [], boards: new Map([[1, content]]), decisions, records: [], files: [] }, NOW)
        expect(withoutOwn(toPortable(held(throughText(first)), NOW))).toEqual(throughText(withoutOwn(first)))
      }),
    )
  })
})

describe('an export that is not sound', () => {
  const good = toPortable(held(scenario('information-prescriptions-bilingual')), NOW)
  // A type would forbid the very faults that are put in.
  // biome-ignore lint/suspicious/noExplicitAny: a hostile file has no type
  const wrong: [string, (file: any) => void][] = [
    [
      'a note in an unknown cell',
      (f) => {
        f.boards[0].content.notes[0].at.cell = 'x/y'
      },
    ],
    [
      'a note of an unknown group',
      (f) => {
        f.boards[0].content.notes[0].group = 'x'
      },
    ],
    [
      'two notes with one id',
      (f) => {
        f.boards[0].content.notes[1].id = f.boards[0].content.notes[0].id
      },
    ],
    [
      'a note that is too long',
      (f) => {
        f.boards[0].content.notes[0].text = 'x'.repeat(2001)
      },
    ],
    [
      'a note whose text is a number',
      (f) => {
        f.boards[0].content.notes[0].text = 5
      },
    ],
    [
      'a place beyond all bounds',
      (f) => {
        f.boards[0].content.notes[0].at.x = 1e300
      },
    ],
    [
      'a board of no round',
      (f) => {
        f.boards[0].round = 39
      },
    ],
    [
      'two boards of a round',
      (f) => {
        f.boards[1].round = f.boards[0].round
      },
    ],
    [
      'two open rounds',
      (f) => {
        Object.assign(f.session.rounds[0], { state: 'open', closedAt: null })
      },
    ],
    [
      'a closed round without a record',
      (f) => {
        f.records = []
      },
    ],
    [
      'a hash that is not the newest record’s',
      (f) => {
        f.session.rounds[0].recordHash = 'b'.repeat(64)
      },
    ],
    [
      'a record that lacks what others read',
      (f) => {
        delete f.records[0].record.round.shelf
      },
    ],
    [
      'a record whose board is a lie',
      (f) => {
        f.records[0].record.board.notes = 'none'
      },
    ],
    [
      'a shelf with unknown stimulus',
      (f) => {
        f.session.rounds[0].shelf[0].id = 'x'
      },
    ],
    [
      'stimulus with a script for an address',
      (f) => {
        f.session.stimulus[0].versions[0].url = 'javascript:alert(1)'
      },
    ],
    [
      'stimulus with a file that is not there',
      (f) => {
        f.session.stimulus[0].versions[0].file = 'x'
      },
    ],
    [
      'a person of an unknown group',
      (f) => {
        f.members[0].groupId = 'x'
      },
    ],
    [
      'two decisions with one id',
      (f) => {
        f.decisions[1].id = f.decisions[0].id
      },
    ],
    [
      'a decision of no round',
      (f) => {
        f.decisions[0].round = 39
      },
    ],
    [
      'a drawing without an id',
      (f) => {
        f.boards[0].content.drawing = [{}]
      },
    ],
    [
      'nesting without end',
      (f) => {
        f.boards[0].content.drawing = [{ id: 'a', deep: JSON.parse('['.repeat(5000) + ']'.repeat(5000)) }]
      },
    ],
    [
      'no session',
      (f) => {
        delete f.session
      },
    ],
  ]

  it.each(wrong)('[X2] is refused with the place of the mistake: %s', (_what, spoil) => {
    const file = throughText(good)
    spoil(file)
    expect(() => readImport(file, NOW)).toThrow(expect.objectContaining({ code: 'import-refused' }))
    try {
      readImport(file, NOW)
    } catch (error) {
      expect((error as Problem).details.errors).toEqual(expect.arrayContaining([{ path: expect.any(String), message: expect.any(String) }]))
    }
  })

  it('[X2] never fails in another way, whatever is changed in the file', () => {
    const paths = leaves(good)
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue({ maxDepth: 2 }), (path, value) => {
        const file = throughText(good)
        put(file, path, value)
        try {
          readImport(file, NOW)
        } catch (error) {
          expect(error).toBeInstanceOf(Problem)
        }
      }),
    )
  })
})

type Path = (string | number)[]

/** Every place in a value, as a list of keys. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path]
  return [...(path.length ? [path] : []), ...Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]))]
}

function put(value: Record<string, unknown>, [key, ...rest]: Path, next: unknown): void {
  if (key === undefined) return
  if (rest.length) put(value[key] as Record<string, unknown>, rest, next)
  else value[key] = next
}
