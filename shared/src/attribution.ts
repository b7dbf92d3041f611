import type { Settings } from './session.ts'

/**
 * What a note tells of its writer. It is written into the note when the note is, by what people are promised then, and never
 * changes: a promise that is loosened later is one about later notes.
 */
export interface Signing {
  group: string | null
  author?: string
  anonymous?: true
  typedFor?: true
}

/** For whom the team writes, where it is not for itself. */
export interface OnBehalf {
  group: string | null
  /** For somebody without a device. */
  typedFor: boolean
}

/** What a note written now says of whose it is. */
export function signingOf(
  attribution: Settings['attribution'] | undefined,
  { groupId, name = null }: { groupId: string | null; name?: string | null },
  onBehalf?: OnBehalf,
): Signing {
  const typedFor = onBehalf?.typedFor ? { typedFor: true as const } : {}
  if (attribution === 'anonymous') return { group: null, anonymous: true, ...typedFor }
  if (onBehalf) return { group: onBehalf.group, ...typedFor }
  return { group: groupId, ...(attribution === 'named' && name ? { author: name } : {}) }
}

/** From the strictest promise to the loosest. */
const LOOSER = ['anonymous', 'group', 'named'] as const

/** Does the change promise people less for what they write from now on? */
export const isLooser = (before: Settings['attribution'], after: Settings['attribution']) => LOOSER.indexOf(after) > LOOSER.indexOf(before)

/** What remains of a signing where less is promised to be told now than when it was written. */
export function signingNow({ group, author, anonymous, typedFor }: Signing, attribution: Settings['attribution']): Signing {
  const typed = typedFor ? { typedFor } : {}
  if (anonymous || attribution === 'anonymous') return { group: null, anonymous: true, ...typed }
  return { group, ...(author && attribution === 'named' ? { author } : {}), ...typed }
}

/**
 * Does a note leave the board when its writer is removed with their notes hidden? An anonymous one stays: whoever saw which
 * notes go, or which are not revealed with the others, would know whose they are.
 */
export const goesWithWriter = ({ anonymous }: Pick<Signing, 'anonymous'>, attribution: Settings['attribution']): boolean =>
  !anonymous && attribution !== 'anonymous'
