import { GROUP_LOOKS } from '@stocktake/shared/commands/create'
import { expect, it } from 'vitest'
import { COLOURS, SHAPES } from './looks.ts'

it('[W4] offers the colours and shapes that new stocktakes come with', () => {
  expect(COLOURS.map((colour, i) => ({ colour: colour.value, shape: SHAPES[i] }))).toEqual(GROUP_LOOKS)
})
