import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NO_ATTENTION, PAUSE_GRACE, pauseInForce, readyByGroup, readyMark } from './attention.ts'
import { endShowing, setPause, showEverybody } from './commands/attention.ts'
import { createStocktake } from './commands/create.ts'
import { closeRound, openRoundCommand } from './commands/rounds.ts'
import { goToStep, setClock, setSteps, takeBack } from './commands/steps.ts'
import type { Session } from './session.ts'
import { clockLeft, newStep } from './steps.ts'

const NOW = 1_000_000

function led(): Session {
  const session = createStocktake({ title: 'T', sharedObject: 'O', template: 'blank' }, NOW)
  return openRoundCommand(setSteps(session, 1, { steps: [newStep('a', 'talk'), newStep('b', 'vote')] }), 1, NOW)
}
const clockOf = (session: Session) => session.rounds[0]?.live?.clock ?? null

it('[L31] no count tells of one person: groups that are told are large enough, and so is what is left over', () => {
  const person = fc.record({ groupId: fc.constantFrom('a', 'b', 'c', 'd', null), isReady: fc.boolean() })
  fc.assert(
    fc.property(fc.array(person, { maxLength: 40, size: 'max' }), fc.integer({ min: 2, max: 6 }), (people, minimum) => {
      const told = readyByGroup(people, minimum)
      for (const { group, ready, of } of told) {
        const own = people.filter(({ groupId }) => groupId === group)
        expect({ ready, of }).toEqual({ ready: own.filter(({ isReady }) => isReady).length, of: own.length })
        expect(of).toBeGreaterThanOrEqual(minimum)
      }
      const named = new Set(people.flatMap(({ groupId }) => groupId ?? []))
      const leftOver = people.filter(({ groupId }) => groupId !== null && !told.some(({ group }) => group === groupId)).length
      const without = people.filter(({ groupId }) => groupId === null).length
      // Either everything is told, or what is not is as large as a group must be, or nothing is told at all.
      expect(leftOver === 0 || leftOver + without >= minimum || told.length === 0).toBe(true)
      if (told.length === 0) expect(named.size === 0 || leftOver > 0).toBe(true)
    }),
  )
})

it('[L31] tells all groups when all are large enough', () => {
  const people = ['a', 'a', 'b', 'b', 'b'].map((groupId, i) => ({ groupId, isReady: i > 2 }))
  expect(readyByGroup(people, 2)).toEqual([
    { group: 'a', ready: 0, of: 2 },
    { group: 'b', ready: 2, of: 3 },
  ])
  expect(readyByGroup([...people, { groupId: 'c', isReady: true }], 2)).toEqual([{ group: 'b', ready: 2, of: 3 }])
})

it('[L30] every move, and every one that is taken back, is another step to be ready for', () => {
  const marks = [led()]
  for (const [from, to, at] of [
    ['a', 'b', 1],
    ['b', 'a', 2],
  ] as const)
    marks.push(goToStep(marks.at(-1) as Session, 1, { from, to }, NOW + at))
  const all = marks.map(({ rounds }) => readyMark(1, rounds[0]?.live as { step: string; since: number }))
  expect(new Set(all).size).toBe(3)
})

it('[L34] a pause holds the clock, twice is once, and going on brings it back as it was', () => {
  const running = setClock(led(), 1, { start: 5 }, NOW)
  const paused = setPause(setPause(running, 1, { paused: true }, NOW + 60_000), 1, { paused: true }, NOW + 90_000)
  expect(clockOf(paused)).toMatchObject({ endsAt: null, left: 240_000 })
  expect(pauseInForce(paused.attention, 1, NOW + 60_000 + PAUSE_GRACE - 1)).toEqual({ isInForce: false, until: NOW + 60_000 + PAUSE_GRACE })
  expect(pauseInForce(paused.attention, 1, NOW + 60_000 + PAUSE_GRACE).isInForce).toBe(true)
  expect(pauseInForce(paused.attention, 2, NOW * 2).isInForce).toBe(false)
  const on = setPause(paused, 1, { paused: false }, NOW + 1_000_000)
  expect(clockLeft(clockOf(on) as never, NOW + 1_000_000)).toBe(240_000)
  expect(on.attention.paused).toBe(null)
  expect(setPause(on, 1, { paused: false }, NOW)).toBe(on)
})

it('[L34] a clock that stood before the pause stands after it, and none runs on in it', () => {
  const stood = setClock(setClock(led(), 1, { start: 5 }, NOW), 1, { pause: true }, NOW)
  const on = setPause(setPause(stood, 1, { paused: true }, NOW), 1, { paused: false }, NOW)
  expect(clockOf(on)?.endsAt).toBe(null)
  const moved = setPause(goToStep(setClock(led(), 1, { start: 5 }, NOW), 1, { from: 'a', to: 'b' }, NOW), 1, { paused: true }, NOW)
  expect(clockOf(takeBack(moved, 1, { from: 'b' }, NOW + 1000))).toMatchObject({ endsAt: null, left: 299_000 })
})

it('[L32] shows what everybody may see, and nothing else', () => {
  const session = led()
  const show = (kind: 'row' | 'column' | 'cell' | 'parking' | 'note' | 'stimulus', id: string) =>
    showEverybody(session, 1, { kind, id, strength: 'bring' }, NOW).attention.spotlight
  expect(show('row', 'practice')).toEqual({ round: 1, kind: 'row', id: 'practice', strength: 'bring', at: NOW })
  expect(show('column', 'barriers')?.id).toBe('barriers')
  expect(show('cell', 'practice/barriers')?.id).toBe('practice/barriers')
  expect(show('note', 'n1')?.id).toBe('n1')
  expect(show('parking', '')?.kind).toBe('parking')
  for (const [kind, id] of [
    ['row', 'x'],
    ['column', 'plan'],
    ['cell', 'practice/plan'],
    ['note', '<b>'],
    ['stimulus', 's1'],
  ] as const)
    expect(() => show(kind, id)).toThrow('not there for everybody')
  const shelf = [{ id: 's1', version: 1, hidden: true }]
  const withHidden = { ...session, rounds: session.rounds.map((round) => ({ ...round, shelf })) }
  expect(() => showEverybody(withHidden, 1, { kind: 'stimulus', id: 's1', strength: 'suggest' }, NOW)).toThrow('not there for everybody')
})

it('[L32] [L35] showing ends with the step and the round; who ends what they saw leaves what is newer', () => {
  const one = showEverybody(led(), 1, { kind: 'parking', id: '', strength: 'hold' }, NOW)
  const two = showEverybody(one, 1, { kind: 'parking', id: '', strength: 'hold' }, NOW)
  const [at, later] = [one, two].map(({ attention }) => attention.spotlight?.at ?? 0)
  expect(later).toBeGreaterThan(at ?? 0)
  expect(endShowing(two, { at: at ?? 0 })).toBe(two)
  expect(endShowing(two, { at: later ?? 0 }).attention.spotlight).toBe(null)
  expect(goToStep(two, 1, { from: 'a', to: 'b' }, NOW).attention.spotlight).toBe(null)
  expect(closeRound(setPause(two, 1, { paused: true }, NOW), 1, NOW, 'h').attention).toEqual(NO_ATTENTION)
})
