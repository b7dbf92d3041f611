import { Bundle } from './bundle.ts'
import { presenceFor, updateFrame } from './frames.ts'
import { merged } from './merged.ts'
import type { Strain } from './strain.ts'

/** How often something is told: so that it takes at most `share` of the time, and `least` to `most` milliseconds apart. */
export interface Pace {
  share: number
  least: number
  most: number
}

/** Whoever can be sent messages; those of a bundle leave in one write. */
export interface Reader {
  tell(bundle: Bundle): void
  /** The id of awareness that it must not be told of. */
  readonly without?: number | undefined
}

/** Who is where, and who knows it already: for them it may be left out. */
export interface Whereabouts<Who extends Reader> {
  frame: Uint8Array
  known?: Who | undefined
}

/** What a room has to say. A room of ten hears at once; in a room of hundreds writing to each socket is what costs, so
 * what comes within some milliseconds goes out together, each message made once for all. */
export interface Teller {
  /** This is on disk. @param from who wrote it and knows it; undefined for the server itself */
  wrote(update: Uint8Array, from: Reader | undefined): void
  /** Somebody is somewhere else. */
  moved(): void
  close(): void
}

export interface TellerOptions<Who extends Reader> {
  updatePace: Pace
  presencePace: Pace
  /**
   * In a crowd of more than `above` people whereabouts are at least so many milliseconds apart for each of them, and go to
   * `above` of them at a time, so that what is written never waits until all have been told who is where.
   */
  crowd: { above: number; each: number }
  /** That of all rooms: where there are hundreds, the whereabouts of each wait a little for more of them. */
  strain: Strain
  /** May lose somebody while it is gone through. */
  everybody(): ReadonlySet<Who>
  /** A message that says who has moved since it was last asked for. */
  whereabouts(): Whereabouts<Who> | undefined
}

/** Updates that are merged into one message; merging many more costs more than it saves. */
const MERGED = 50

interface Said {
  frame: Uint8Array
  except: Reader | undefined
}

export function createTeller<Who extends Reader>({ updatePace, presencePace, crowd, strain, everybody, whereabouts }: TellerOptions<Who>): Teller {
  let waiting: { update: Uint8Array; from: Reader | undefined }[] = []
  let hasMoved = false
  /** When updates, and whereabouts, may be told next. */
  let updatesFrom = Number.NEGATIVE_INFINITY
  let presenceFrom = Number.NEGATIVE_INFINITY
  let presenceEnded = Number.NEGATIVE_INFINITY
  /** Whereabouts that some have yet to be told, and when the next of them are, if nothing is written before. */
  let rest: { where: Whereabouts<Who>; of: Who[]; from: number } | undefined
  /** Milliseconds that telling what was written took when it went alone. */
  let updatesCost = 0
  let timer: NodeJS.Timeout | undefined
  let timerAt = Number.POSITIVE_INFINITY

  function thin() {
    const people = everybody().size
    return people > crowd.above ? people * crowd.each : 0
  }

  function arm() {
    const now = performance.now()
    const presence = rest?.from ?? (hasMoved ? presenceFrom : Number.POSITIVE_INFINITY)
    const next = Math.min(waiting.length ? updatesFrom : Number.POSITIVE_INFINITY, presence)
    if (next >= timerAt || next === Number.POSITIVE_INFINITY) return
    clearTimeout(timer)
    timerAt = next
    timer = setTimeout(tell, Math.max(0, Math.ceil(next - now)))
  }

  function tell() {
    clearTimeout(timer)
    timer = undefined
    timerAt = Number.POSITIVE_INFINITY
    const began = performance.now()
    const said = waiting.length && began >= updatesFrom ? messages(waiting) : []
    if (said.length) waiting = []
    const begins = !rest && begin(began, said.length > 0)
    // Whereabouts come along with updates where they may: what costs is the write.
    const where = rest && (said.length || begins || began >= rest.from) ? rest.where : undefined
    const some = new Set(where && rest?.of.splice(0, crowd.above))
    if (said.length || where) sendAll(everybody(), said, where, some)
    const ended = performance.now()
    // What whereabouts cost does not slow down what was written.
    if (said.length && !where) updatesCost = ended - began
    if (said.length) updatesFrom = ended + gap(updatePace, where ? Math.min(updatesCost, ended - began) : updatesCost)
    if (where && !said.length) strain.spent(ended - began)
    if (begins) {
      presenceEnded = ended
      presenceFrom = ended + Math.max(gap(presencePace, ended - began), thin())
    }
    if (rest) rest = rest.of.length ? { ...rest, from: ended + presencePace.most } : undefined
    arm()
  }

  /** Looks who has moved, if it is time to tell. In a crowd the bytes cost too, not the writes alone. */
  function begin(now: number, isAlong: boolean): boolean {
    if (!hasMoved || now < (isAlong ? presenceEnded + Math.max(presencePace.least, thin()) : presenceFrom)) return false
    hasMoved = false
    const where = whereabouts()
    rest = where && { where, of: [...everybody()], from: now }
    return where !== undefined
  }

  return {
    wrote(update, from) {
      waiting.push({ update, from })
      if (performance.now() >= updatesFrom) tell()
      else arm()
    },
    moved() {
      if (!hasMoved) presenceFrom = Math.max(presenceFrom, performance.now() + strain.wait())
      hasMoved = true
      if (!waiting.length && !rest && performance.now() >= presenceFrom) tell()
      else arm()
    },
    close: () => clearTimeout(timer),
  }
}

const gap = ({ share, least, most }: Pace, cost: number) => Math.max(least, Math.min(most, cost / share))

/** Nearly all are sent the same, which is made once; who wrote or moved is spared what they know. `some` are told who is where. */
function sendAll<Who extends Reader>(everybody: ReadonlySet<Who>, said: readonly Said[], where: Whereabouts<Who> | undefined, some: ReadonlySet<Who>) {
  const frames = said.map(({ frame }) => frame)
  const news = new Bundle(frames)
  const whole = where ? new Bundle([...frames, where.frame]) : news
  const writers = new Set(said.map(({ except }) => except))
  for (const reader of everybody) {
    const own = writers.has(reader) ? new Bundle(said.flatMap(({ frame, except }) => (except === reader ? [] : [frame]))) : news
    const takes = where && where.known !== reader && some.has(reader) ? presenceFor(reader, where.frame) : undefined
    if (own === news && takes === where?.frame) reader.tell(whole)
    else if (takes) reader.tell(new Bundle([takes], own))
    else if (!own.isEmpty) reader.tell(own)
  }
}

function messages(waiting: readonly { update: Uint8Array; from: Reader | undefined }[]): Said[] {
  const said: Said[] = []
  for (let i = 0; i < waiting.length; i += MERGED) {
    const some = waiting.slice(i, i + MERGED)
    const bytes = merged(some.map(({ update }) => update))
    // Who wrote one part of several gets it back with the rest, which changes nothing for them.
    const [first] = some
    const except = some.every(({ from }) => from === first?.from) ? first?.from : undefined
    if (bytes) said.push({ frame: updateFrame(bytes), except })
    else said.push(...some.map(({ update, from }) => ({ frame: updateFrame(update), except: from })))
  }
  return said
}
