import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Message } from './bundle.ts'
import { presenceFor, presenceFrame } from './frames.ts'

const entry = fc.record({ client: fc.nat(), clock: fc.nat(), json: fc.oneof(fc.constant('null'), fc.string({ unit: 'grapheme', maxLength: 300 })) })

const whole = (message: Message) => (message instanceof Uint8Array ? message : Buffer.concat(message))

it('[S34] whereabouts without somebody are those of all the others, to the byte', () => {
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: ({ client }) => client, size: 'max', maxLength: 200 }), fc.nat(), (entries, pick) => {
      const without = entries[pick % Math.max(1, entries.length)]?.client ?? pick
      const frame = presenceFrame(entries)
      const rest = presenceFrame(entries.filter(({ client }) => client !== without))
      // Twice: the second time from what was looked up the first time.
      for (let i = 0; i < 2; i++) expect(Buffer.compare(whole(presenceFor({ without }, frame)), rest)).toBe(0)
      expect(presenceFor({}, frame)).toBe(frame)
    }),
  )
})
