/**
 * Random identifiers. `crypto.randomUUID` does not exist on plain-http pages of a local network, where many
 * workshops run, so ids come from `getRandomValues`, which does.
 */

const WORD = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** Letters and digits that cannot be mistaken for one another on a projector or when read aloud: no 0 O 1 I L 5 S 2 Z 8 B U V. */
const CLEAR = 'ACDEFGHJKMNPQRTWXY34679'

/** What may be an id anywhere in Stocktake: short, printable, safe in a path. */
export const ID_PATTERN = /^[A-Za-z0-9_-]{1,64}$/

/** Names that every plain object has (`constructor`, `__proto__`) are no ids: somebody, somewhere, will look one up. */
export const isId = (value: unknown): value is string => typeof value === 'string' && ID_PATTERN.test(value) && !(value in {})

/** A random id of 16 letters and digits (95 bits). */
export const newId = () => randomFrom(WORD, 16)

/** A join code: 6 characters without look-alikes (27 bits; guessing is rate-limited). */
export const newJoinCode = () => randomFrom(CLEAR, 6)

/** A return code: 12 characters without look-alikes (54 bits), shown in threes. */
export const newReturnCode = () => randomFrom(CLEAR, 12)

/** A secret for a bearer token: 32 letters and digits (190 bits). */
export const newToken = () => randomFrom(WORD, 32)

/** What somebody typed as a code, as it was issued: upper case, without spaces and dashes. */
export const cleanCode = (typed: string) => typed.toUpperCase().replace(/[^A-Z0-9]/g, '')

function randomFrom(alphabet: string, length: number): string {
  let out = ''
  const bytes = new Uint8Array(length * 2)
  // Values beyond the last whole multiple of the alphabet are thrown away, so every character is equally likely.
  const limit = 256 - (256 % alphabet.length)
  while (out.length < length) {
    crypto.getRandomValues(bytes)
    for (const byte of bytes) if (byte < limit && out.length < length) out += alphabet[byte % alphabet.length]
  }
  return out
}
