// @vitest-environment jsdom
import type { Round } from '@stocktake/shared/session'
import { expect, it } from 'vitest'
import { usualRound } from './WorkspaceRound.ts'

const view = (role: 'participant' | 'facilitator', ...states: Round['state'][]) => ({
  me: { memberId: 'm', role, groupId: null, name: null },
  rounds: states.map((state, i) => ({ number: i + 1, state }) as Round),
})
const shown = (...args: Parameters<typeof view>) => usualRound(view(...args))?.number

it('[W14] everybody is shown the open round', () => {
  expect([shown('participant', 'closed', 'open', 'draft'), shown('facilitator', 'closed', 'open', 'draft')]).toEqual([2, 2])
})

it('[W14] between rounds the team prepares the next one and the others read the last one', () => {
  expect([shown('participant', 'closed', 'closed', 'draft'), shown('facilitator', 'closed', 'closed', 'draft')]).toEqual([2, 3])
})

it('[W14] before the first round the others wait for it', () => {
  expect([shown('participant', 'draft', 'draft'), shown('participant')]).toEqual([1, undefined])
})
