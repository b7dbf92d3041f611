import fc from 'fast-check'
import { expect, it } from 'vitest'
import { clipOf, textsFrom } from './clipboard.ts'

it('[W109] pastes one note for each line, without bullets and empty lines', () => {
  expect(textsFrom('', 'one\r\n\n  - two\n• three\n\t* four \n5. five')).toEqual(['one', 'two', 'three', 'four', '5. five'])
})

it('[W110] what was copied here comes back as it was, line breaks and all', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 60 }).filter((text) => text.trim() !== '')), (texts) => {
      expect(textsFrom(clipOf(texts).notes, 'something else')).toEqual(texts)
    }),
  )
})

it('[W110] a clipboard that only looks like ours is read as plain text', () => {
  for (const ours of ['nonsense', '{"a":1}', '[1,2]', 'null']) expect(textsFrom(ours, 'plain')).toEqual(['plain'])
})
