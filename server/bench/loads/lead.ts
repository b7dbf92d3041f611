import type { Series } from '../../test/seats.ts'
import { Listening } from '../listening.ts'
import { each, enter, type Figures, type Load, percentile, type Run, within } from '../load.ts'
import { Person } from '../person.ts'
import type { Running } from '../servers.ts'

const PEOPLE = 100
/** Notes that each writes alone. */
const NOTES = 3
const TIMES = 5
const LATEST = 20_000

const may = { add: true, edit: true, move: true, group: true, vote: true }
const step = (id: string, kind: string) => ({ id, kind, title: id, instruction: '', minutes: 5, cells: null, may })

/** Somebody who hears the session and the board, and what they were told since they were last asked. */
class Hearer {
  private wanted: { words: string; heard: () => void } | undefined
  private readonly lines: Listening[]

  constructor(live: string, board: string) {
    this.lines = [live, board].map((url) => new Listening(url, (message) => this.hear(message)))
  }

  async open(): Promise<void> {
    await Promise.all(this.lines.map((line) => line.open()))
  }

  close(): void {
    for (const line of this.lines) line.close()
  }

  /** Resolves to the moment at which a message with these words came. */
  hears(words: string): Promise<number> {
    return new Promise((resolve) => {
      this.wanted = { words, heard: () => resolve(performance.now()) }
    })
  }

  private hear(message: Buffer) {
    if (!this.wanted || !message.includes(this.wanted.words)) return
    this.wanted.heard()
    this.wanted = undefined
  }
}

/** A facilitator presses, and a hundred people are told: a step, a reveal of what they wrote alone, the end of a ballot. */
async function lead(server: Running, run: Run): Promise<Figures> {
  const series = await server.series()
  if (!series) throw new Error('nobody leads there')
  const tokens: string[] = []
  const hearers: Hearer[] = []
  await each(PEOPLE, 8, async () => {
    const { url } = await series.seat()
    tokens.push(new URL(url).searchParams.get('token') ?? '')
    hearers.push(run.keep(new Hearer(url.replace(/\/sync\/([^/]+)\/round-1/, '/live/$1'), url)))
  })
  await series.lead('PUT', '/rounds/1/steps', { steps: [step('a', 'talk'), step('b', 'write'), step('c', 'talk')] })
  await series.lead('POST', '/rounds/1/step', { to: 'a', from: null })
  await enter(hearers)

  /** Milliseconds from a press until each of them has heard these words. */
  const told = async (words: string, press: () => Promise<unknown>): Promise<number[]> => {
    const all = Promise.all(hearers.map((hearer) => hearer.hears(words)))
    const began = performance.now()
    const [times] = await Promise.all([within(LATEST, `hear ${words}`, all), press()])
    return times.map((time) => time - began)
  }

  const steps: number[] = []
  const reveals: number[] = []
  const ballots: number[] = []
  // What is voted on.
  const writer = run.keep(new Person(await series.seat()))
  const written = hearers[0]?.hears('~vote')
  await writer.open()
  writer.addNote('~vote')
  await within(LATEST, 'write a note', Promise.resolve(written))
  for (let i = 0; i < TIMES; i++) {
    const ballot = { title: `Ballot ${i}`, scope: { on: 'cells', cells: null }, budget: 1 }
    const { openBallot } = (await series.lead('POST', '/rounds/1/ballots', ballot)) as { openBallot: { id: string } }
    ballots.push(...(await told('"openBallot":null', () => series.lead('POST', `/rounds/1/ballots/${openBallot.id}/close`, {}))))
  }
  for (let i = 0; i < TIMES; i++) {
    steps.push(...(await told('"live":{"step":"b"', () => series.lead('POST', '/rounds/1/step', { to: 'b', from: 'a' }))))
    const written = hearers[0]?.hears(`"notes":${PEOPLE * NOTES}`)
    await writeAlone(series, tokens, run, i)
    await within(LATEST, 'count what is written', Promise.resolve(written))
    reveals.push(...(await told(`~alone${i}`, () => series.lead('POST', '/rounds/1/reveal', {}))))
    steps.push(...(await told('"live":{"step":"c"', () => series.lead('POST', '/rounds/1/step', { to: 'c', from: 'b' }))))
    steps.push(...(await told('"live":{"step":"a"', () => series.lead('POST', '/rounds/1/step', { to: 'a', from: 'c' }))))
  }
  return {
    'step, p50 ms': percentile(steps, 0.5),
    'step, p95 ms': percentile(steps, 0.95),
    'reveal, p50 ms': percentile(reveals, 0.5),
    'reveal, p95 ms': percentile(reveals, 0.95),
    'ballot close, p50 ms': percentile(ballots, 0.5),
    'ballot close, p95 ms': percentile(ballots, 0.95),
  }
}

/** Everybody writes some notes that nobody else sees yet, and stays connected to their own draft. */
async function writeAlone(series: Series, tokens: readonly string[], run: Run, time: number) {
  await each(tokens.length, 25, async (i) => {
    const url = series.url(tokens[i] ?? '').replace('/round-1', '/draft-1')
    const writer = run.keep(new Person({ url, group: series.groups[0] ?? null }))
    await writer.open()
    for (let note = 0; note < NOTES; note++) writer.addNote(`~alone${time}`)
  })
}

export const leads = (): Load[] => [{ title: `leading ${PEOPLE} people`, servers: ['stocktake'], within: 300_000, on: lead }]
