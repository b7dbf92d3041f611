import { expect, it } from 'vitest'
import { heardTime, serverNow } from './serverTime.ts'

it('[L9] the server’s time is told by the quickest of the latest messages, whatever the device’s own clock says', () => {
  heardTime(1_000_400, 5_000_900)
  heardTime(1_001_000, 5_001_020)
  heardTime(1_002_000, 5_002_700)
  heardTime('yesterday', 5_002_800)
  expect(serverNow(5_010_000)).toBe(1_009_980)
  for (let i = 0; i < 8; i++) heardTime(2_000_000 + i, 2_000_010 + i)
  expect(serverNow(2_000_100)).toBe(2_000_090)
})
