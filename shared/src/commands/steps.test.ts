import { expect, it } from 'vitest'
import type { Session } from '../session.ts'
import { clockLeft, liveStep, newStep, STEP_TEMPLATES, stepsFrom, stepsInForce, TAKE_BACK, TEMPLATE_LENGTHS } from '../steps.ts'
import { sessionFor } from '../view.ts'
import { createStocktake } from './create.ts'
import { closeRound, openRoundCommand, reopenRound } from './rounds.ts'
import { goToStep, SetClock, SetSteps, setClock, setSteps, takeBack } from './steps.ts'

const composed = (): Session => {
  const steps = [newStep('a', 'write'), newStep('b', 'reveal'), newStep('c', 'talk')]
  return setSteps(createStocktake({ title: 'T', sharedObject: 'O', template: 'care-standard' }, 1), 1, { steps })
}
const led = () => openRoundCommand(composed(), 1, 1000)
const live = (session: Session) => session.rounds[0]?.live
const refused = (code: string) => expect.objectContaining({ code })

it('[L1] a round with steps opens at its first, one without at none', () => {
  expect(live(led())).toMatchObject({ step: 'a', since: 1000, clock: null })
  expect(openRoundCommand(composed(), 2, 1000).rounds[1]?.live).toBeNull()
})

it.each(TEMPLATE_LENGTHS)('[L1] the template of %i minutes is that long and can be composed', (minutes) => {
  expect(STEP_TEMPLATES[minutes].reduce((sum, [, length]) => sum + length, 0)).toBe(minutes)
  let count = 0
  const steps = stepsFrom(minutes, () => `s${count++}`)
  expect(SetSteps.parse({ steps })).toEqual({ steps })
})

it('[L2] steps are changed and moved while one is live, which alone cannot be removed', () => {
  const [a, b, c] = led().rounds[0]?.steps ?? []
  expect(() => setSteps(led(), 1, { steps: [b, c] as never })).toThrow(refused('step-is-live'))
  const changed = setSteps(led(), 1, { steps: [c, { ...a, title: 'Think' }] as never })
  expect(liveStep(changed.rounds[0] as never)?.title).toBe('Think')
})

it('[L2] a step names cells of the matrix, and has an id of its own', () => {
  expect(() => setSteps(composed(), 1, { steps: [{ ...newStep('a', 'write'), cells: ['nowhere/at-all'] }] })).toThrow(refused('bad-request'))
  expect(() => setSteps(composed(), 1, { steps: [newStep('a', 'write'), newStep('a', 'talk')] })).toThrow(refused('bad-request'))
})

it('[L3] of two presses at once one moves everybody', () => {
  const moved = goToStep(led(), 1, { to: 'b', from: 'a' }, 2000)
  expect(live(moved)?.step).toBe('b')
  expect(() => goToStep(moved, 1, { to: 'b', from: 'a' }, 2001)).toThrow(refused('changed-meanwhile'))
  expect(() => goToStep(moved, 1, { to: 'nowhere', from: 'b' }, 2001)).toThrow(refused('step-not-found'))
})

it('[L4] a move is taken back within ten seconds, with its clock, and once', () => {
  const ticking = setClock(led(), 1, { start: 5 }, 1500)
  const moved = goToStep(ticking, 1, { to: 'c', from: 'a' }, 2000)
  expect(live(moved)?.clock).toBeNull()
  const back = takeBack(moved, 1, { from: 'c' }, 2000 + TAKE_BACK - 1)
  expect(live(back)).toMatchObject({ step: 'a', clock: live(ticking)?.clock, before: null })
  expect(() => takeBack(moved, 1, { from: 'c' }, 2000 + TAKE_BACK)).toThrow(refused('too-late'))
  expect(() => takeBack(back, 1, { from: 'a' }, 3000)).toThrow(refused('too-late'))
  expect(() => takeBack(back, 1, { from: 'c' }, 3000)).toThrow(refused('changed-meanwhile'))
})

it('[L5] what people did in the step that was left is accepted for a while', () => {
  const moved = goToStep(goToStep(led(), 1, { to: 'b', from: 'a' }, 2000), 1, { to: 'c', from: 'b' }, 3000).rounds[0] as never
  const ids = (now: number) => stepsInForce(moved, now).steps?.map(({ id }) => id)
  expect(ids(3000)).toEqual(['c', 'a', 'b'])
  expect(stepsInForce(moved, 3000).until).toBe(17_000)
  expect(ids(17_000)).toEqual(['c', 'b'])
  expect(ids(18_000)).toEqual(['c'])
})

it('[L6] the clock starts, is lengthened, paused, resumed and stopped, and zero ends nothing', () => {
  const at = (session: Session, now: number) => {
    const clock = live(session)?.clock
    return clock ? clockLeft(clock, now) : null
  }
  const started = setClock(led(), 1, { start: 2 }, 10_000)
  expect(at(started, 70_000)).toBe(60_000)
  const longer = setClock(started, 1, { add: 1 }, 70_000)
  expect(at(longer, 70_000)).toBe(120_000)
  const paused = setClock(longer, 1, { pause: true }, 80_000)
  expect(at(paused, 999_000)).toBe(110_000)
  expect(at(setClock(paused, 1, { resume: true }, 500_000), 510_000)).toBe(100_000)
  expect(at(started, 999_000)).toBe(0)
  expect(at(setClock(started, 1, { add: 1 }, 999_000), 999_000)).toBe(60_000)
  expect(at(setClock(started, 1, { stop: true }, 11_000), 11_000)).toBeNull()
})

it('[L6] two who press +1 at once add one minute', () => {
  const started = setClock(led(), 1, { start: 2 }, 0)
  const longer = setClock(started, 1, { add: 1, full: 120_000 }, 10)
  expect(() => setClock(longer, 1, { add: 1, full: 120_000 }, 11)).toThrow(refused('changed-meanwhile'))
})

it('[L6] a clock is set by one of its presses and nothing else', () => {
  expect(SetClock.safeParse({ start: 5, stop: true }).success).toBe(false)
  expect(SetClock.safeParse({ start: -1 }).success).toBe(false)
  expect(SetClock.parse({ add: 1, full: 5 })).toEqual({ add: 1, full: 5 })
})

it('[L1] closing stops the clock and leaves everybody where they were for a reopening', () => {
  const closed = closeRound(setClock(goToStep(led(), 1, { to: 'b', from: 'a' }, 2000), 1, { start: 9 }, 2000), 1, 3000, 'hash')
  expect(live(closed)).toEqual({ step: 'b', since: 2000, clock: null, before: null, lately: [], reveals: [] })
  expect(live(reopenRound(closed, 1))?.step).toBe('b')
})

it('[R5] others than the team do not see the steps of a draft', () => {
  expect(sessionFor(composed(), 'participant').rounds[0]?.steps).toEqual([])
  expect(sessionFor(led(), 'participant').rounds[0]?.steps).toHaveLength(3)
})
