import { availableParallelism, freemem } from 'node:os'
import { Worker } from 'node:worker_threads'
import { Problem } from '@stocktake/shared/problem'
import { openHandover } from './handover.ts'
import type { ExportOrder, ExportProgress, ExportSource, ExportWriter, FileHead, MadeFile, Told } from './source.ts'
import { writeExport } from './write.ts'

export type Asked = 'head' | 'round' | 'board' | 'file' | 'claim' | 'ahead'

/** What goes to a thread that makes files, and what comes back. */
export type ToThread = { order: ExportOrder } | { answer: number; value: unknown } | { taken: true }
export type FromThread =
  | { ask: number; what: Asked; which: string | number }
  | { progress: ExportProgress }
  | { head: FileHead }
  | { chunk: Uint8Array }
  | { end: true }
  | { failed: string }

/** A file that needs more memory, or says nothing for so long, keeps others from theirs; so does who does not take it. */
export const WRITER_LIMITS: Limits = { files: Math.min(2, availableParallelism()), waiting: 30, each: 4, silence: 120_000, megabytes: 512 }
/** A thread without work is kept for so long: starting one takes longer than most files. One that held everything is not. */
const IDLE = 60_000

/** A second thread holds the whole series a second time, so it helps where there is room for that. */
const HELP_MEMORY = 2 * 1024 * 1024 * 1024
/** Bytes that help may have ready: most rounds of a long series, compressed. */
const HELP_ROOM = 64 * 1024 * 1024

type Limits = Readonly<Record<'files' | 'waiting' | 'each' | 'silence' | 'megabytes', number>>

/** Makes files here and now: for tests, and for programs that have nobody waiting beside them. */
export const writeHere = (): ExportWriter => ({
  write(order, source, { signal, onProgress }) {
    const { out, made, end, fail } = openHandover(onProgress)
    const stop = () => fail(leftBehind())
    signal.addEventListener('abort', stop)
    writeExport(order, source, out)
      .then(end, fail)
      .finally(() => signal.removeEventListener('abort', stop))
    return made
  },
  close: async () => {},
})

/** Makes files in threads of their own, so that nobody who writes on a board waits for them. */
export function openWriter(limits: Limits = WRITER_LIMITS): ExportWriter {
  const idle = new Map<Worker, NodeJS.Timeout>()
  const running = new Set<Worker>()
  const waiting: (() => void)[] = []
  /** Files that people have asked for and not got, by who they are. */
  const asked = new Map<string, number>()
  let active = 0

  /** Resolves when it is this one's turn; who goes away while it waits frees its place. */
  async function turn(signal: AbortSignal): Promise<void> {
    if (active < limits.files) return void active++
    if (waiting.length >= limits.waiting) throw new Problem('exports-busy')
    await new Promise<void>((resolve, reject) => {
      const go = () => {
        signal.removeEventListener('abort', leave)
        active++
        resolve()
      }
      const leave = () => {
        waiting.splice(waiting.indexOf(go), 1)
        reject(leftBehind())
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.push(go)
    })
  }

  function threadFor(): Worker {
    const [kept] = idle
    const thread = kept?.[0] ?? startThread(limits.megabytes)
    // Whoever has work for it hears more; a thread that ends without work is replaced when there is some.
    if (!kept) thread.on('error', () => {}).on('exit', () => idle.delete(thread))
    if (kept) clearTimeout(kept[1])
    idle.delete(thread)
    running.add(thread)
    thread.ref()
    return thread
  }

  function giveBack(thread: Worker, isSound: boolean): void {
    running.delete(thread)
    if (isSound) {
      thread.unref()
      const drop = setTimeout(() => {
        idle.delete(thread)
        void thread.terminate()
      }, IDLE)
      idle.set(thread, drop.unref())
    } else void thread.terminate()
    active--
    waiting.shift()?.()
  }

  /** What one thread makes for another. It counts as a file like any other, and is only had where nobody waits for its place. */
  async function withHelp(order: ExportOrder, source: ExportSource, told: Told, onOver: () => void): Promise<MadeFile> {
    active++
    const claimed = new Set<number>()
    const shared: ExportSource = { ...source, claim: async (round) => !claimed.has(round) && Boolean(claimed.add(round)) }
    const leave = new AbortController()
    const stop = () => leave.abort()
    told.signal.addEventListener('abort', stop)
    const helper = run({ ...order, part: 'help' }, shared, { who: told.who, signal: leave.signal }, HELP_ROOM)
    // Whoever asks for its pieces hears of it.
    helper.catch(() => {})
    let pieces: AsyncIterator<Uint8Array> | undefined
    const ahead = async () => {
      pieces ??= (await helper).bytes[Symbol.asyncIterator]()
      const { done, value } = await pieces.next()
      if (done) throw new Error('help ended too early')
      return value
    }
    return run({ ...order, part: 'with-help' }, { ...shared, ahead }, told, undefined, () => {
      stop()
      onOver()
    })
  }

  function run(order: ExportOrder, source: ExportSource, { signal, onProgress }: Told, room?: number, onOver = () => {}): Promise<MadeFile> {
    const { out, made, end, fail } = openHandover(onProgress, room)
    const thread = threadFor()
    const post = (message: ToThread) => thread.postMessage(message)
    let isOver = false
    const finish = (isSound: boolean, done: () => void) => {
      if (isOver) return
      isOver = true
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      thread.off('message', hear).off('error', tooMuch).off('exit', ended)
      giveBack(thread, isSound)
      onOver()
      done()
    }
    const stop = () => finish(false, () => fail(leftBehind()))
    const tooMuch = (cause?: unknown) => finish(false, () => fail(new Problem('export-failed', {}, { cause })))
    const timer = setTimeout(() => tooMuch(new Error(`nothing was heard of it for ${limits.silence} ms`)), limits.silence)
    signal.addEventListener('abort', stop)
    const ended = () => tooMuch(new Error('the thread ended'))
    const hear = (message: FromThread) => {
      timer.refresh()
      if ('ask' in message)
        answer(source, message).then(
          (value) => {
            if (!isOver) post({ answer: message.ask, value })
          },
          (error: Error) => finish(false, () => fail(error)),
        )
      else if ('progress' in message) out.progress(message.progress)
      else if ('head' in message) out.head(message.head)
      else if ('chunk' in message)
        out.chunk(message.chunk).then(
          () => {
            timer.refresh()
            if (!isOver) post({ taken: true })
          },
          () => {},
        )
      else if ('end' in message) finish(order.kind !== 'zip', end)
      else finish(true, () => fail(new Error(message.failed)))
    }
    thread.on('message', hear).on('error', tooMuch).on('exit', ended)
    post({ order })
    return made
  }

  return {
    async write(order, source, told) {
      const { signal, who } = told
      if (signal.aborted) throw leftBehind()
      if ((asked.get(who) ?? 0) >= limits.each) throw new Problem('exports-busy')
      asked.set(who, (asked.get(who) ?? 0) + 1)
      const got = () => {
        const left = (asked.get(who) ?? 1) - 1
        if (left) asked.set(who, left)
        else asked.delete(who)
      }
      await turn(signal).catch((error) => {
        got()
        throw error
      })
      const hasHelp = order.kind === 'zip' && active < limits.files && freemem() > HELP_MEMORY
      return hasHelp ? withHelp(order, source, told, got) : run(order, source, told, undefined, got)
    },
    async close() {
      const threads = [...idle.keys(), ...running]
      for (const drop of idle.values()) clearTimeout(drop)
      await Promise.all(threads.map((thread) => thread.terminate()))
    },
  }
}

const leftBehind = () => new Error('nobody waits for the file any more')

function answer(source: ExportSource, { what, which }: Extract<FromThread, { ask: number }>): Promise<unknown> {
  switch (what) {
    case 'head':
      return source.head()
    case 'round':
      return source.round(Number(which))
    case 'board':
      return source.board(Number(which))
    case 'file':
      return source.file(String(which))
    case 'claim':
      return source.claim?.(Number(which)) ?? Promise.resolve(true)
    case 'ahead':
      return source.ahead?.() ?? Promise.reject(new Error('nobody helps'))
  }
}

/** Built, the thread is a file beside this one; from source it is TypeScript, which needs its loader. */
function startThread(megabytes: number): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: megabytes }
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./writerThread.js', import.meta.url), { resourceLimits, execArgv: [] })
  const loader = import.meta.resolve('tsx/esm/api')
  const thread = new URL('./writerThread.ts', import.meta.url).href
  const code = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(thread)}) })`
  return new Worker(code, { eval: true, resourceLimits, execArgv: [] })
}
