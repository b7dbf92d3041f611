import { expect, it } from 'vitest'
import { clockWords, markBetween } from './useClock.ts'

it('[L10] half, one minute and zero are told, once each, also when seconds are skipped', () => {
  const told = (full: number, ...seconds: number[]) => seconds.flatMap((after, i) => (i ? (markBetween(full, seconds[i - 1] ?? 0, after) ?? []) : []))
  const every = Array.from({ length: 301 }, (_, i) => 300 - i)
  expect(told(300, ...every)).toEqual(['half', 'oneMinute', 'zero'])
  expect(told(300, 300, 140, 20, 0, 0)).toEqual(['half', 'oneMinute', 'zero'])
  expect(told(120, 120, 119, 60, 59, 0)).toEqual(['oneMinute', 'zero'])
  expect(told(60, 60, 59, 30, 0)).toEqual(['zero'])
})

it('[L10] a minute more tells nothing, and its end is told again', () => {
  expect(markBetween(360, 0, 60)).toBeUndefined()
  expect(markBetween(360, 1, 0)).toBe('zero')
})

it('shows minutes and seconds', () => {
  expect([0, 9, 60, 754, 6000].map(clockWords)).toEqual(['00:00', '00:09', '01:00', '12:34', '100:00'])
})
