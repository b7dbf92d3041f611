import type { Running, ServerName } from './servers.ts'

/** What one server did under one load, by the name of the column. */
export type Figures = Record<string, number>

/** One load, and how it is run and shown. */
export interface Load extends Way {
  title: string
  servers: readonly ServerName[]
  /** The heap is looked at. */
  watched?: true
  /** Columns that are also shown divided by those of the floors. */
  ratios?: readonly string[]
  /** Of several runs the worst counts, not the median. */
  worst?: true
  /** Columns of which less is worse. */
  least?: readonly string[]
  /** It is repeated within one run, so that one run is enough. */
  once?: true
  /** Milliseconds after which a server is taken to have stopped. */
  within: number
}

/** On a server that was started for it; or alone, when it needs none or starts its own. One row of figures, or several by name. */
interface Way {
  on?: (server: Running, run: Run) => Promise<Rows>
  alone?: (run: Run) => Promise<Rows>
}
export type Rows = Figures | Map<string, Figures>

/** What a load opened is closed at its end, however it ends. */
export class Run {
  private readonly things = new Set<{ close(): void }>()

  keep<T extends { close(): void }>(thing: T): T {
    this.things.add(thing)
    return thing
  }

  /** Closes something before the end. */
  close(thing: { close(): void }): void {
    this.things.delete(thing)
    thing.close()
  }

  every(ms: number, effect: () => void): { close(): void } {
    let repeat: NodeJS.Timeout | undefined
    // Not all in the same moment.
    const first = setTimeout(() => {
      repeat = setInterval(effect, ms)
    }, Math.random() * ms)
    return this.keep({
      close() {
        clearTimeout(first)
        clearInterval(repeat)
      },
    })
  }

  end(): void {
    for (const thing of this.things) thing.close()
    this.things.clear()
  }
}

/** Rejects when something takes longer than this. */
export async function within<T>(ms: number, what: string, event: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: not within ${ms / 1000} s`)), ms)
  })
  return Promise.race([event, late]).finally(() => clearTimeout(timer))
}

/** Opens them in groups: a storm of handshakes is another load. Fails if one does not get in. */
export async function enter(people: readonly { open(): Promise<void> }[], atOnce = 25): Promise<void> {
  const whys: string[] = []
  for (let i = 0; i < people.length; i += atOnce)
    await Promise.all(people.slice(i, i + atOnce).map((person) => person.open().catch((error: Error) => void whys.push(error.message))))
  if (whys.length) throw new Error(`${people.length - whys.length} of ${people.length} got in (${whys[0]})`)
}

/** Runs an effect so many times, some at once. */
export async function each(count: number, atOnce: number, effect: (i: number) => Promise<void>): Promise<void> {
  let next = 0
  const work = async () => {
    while (next < count) await effect(next++)
  }
  await Promise.all(Array.from({ length: Math.min(count, atOnce) }, work))
}

/** The value below which this part of them lies; NaN of none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** Processor time of this process since a moment, in percent of a core. */
export function ownCpu(): () => number {
  const since = process.cpuUsage()
  const began = performance.now()
  return () => {
    const { user, system } = process.cpuUsage(since)
    return (user + system) / 10 / (performance.now() - began)
  }
}
