import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { BUILT, openStocktake } from '../../test/process.ts'
import { openSeries } from '../../test/seats.ts'
import { enter, type Figures, type Load, type Run } from '../load.ts'
import { Person } from '../person.ts'

const EDITS = 200
const EVERY = 10
const FLUSH = /\b(fsync|fdatasync|sync_file_range|msync)\(/g

/** Calls that wait for the disk, seen by strace from outside, while one person makes edits that another one receives. */
async function flushes(run: Run): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'stocktake-strace-'))
  run.keep({ close: () => rmSync(folder, { recursive: true, force: true }) })
  const trace = join(folder, 'calls')
  // As a grandchild, so that the server is our child and can be killed as one.
  const strace = ['-D', '-f', '-qq', '-e', 'trace=fsync,fdatasync,sync_file_range,msync', '-o', trace]
  const server = await openStocktake(BUILT, { command: 'strace', before: [...strace, process.execPath] })
  try {
    const calls = () => readFileSync(trace, 'utf8').match(FLUSH)?.length ?? 0
    const series = await openSeries(server.url)
    const writer = run.keep(new Person(await series.seat()))
    const reader = run.keep(new Person(await series.seat(), { reads: true }))
    await enter([writer, reader])
    writer.addNote()
    await pause(3000)
    const [callsBefore, groupsBefore] = [calls(), reader.updates]
    for (let i = 0; i < EDITS; i++) {
      if (i % 50 === 0) writer.addNote()
      else writer.type()
      await pause(EVERY)
    }
    await pause(2000)
    const during = calls() - callsBefore
    const groups = reader.updates - groupsBefore
    await pause(3500)
    return {
      edits: EDITS,
      flushes: during,
      'messages to others': groups,
      'flushes a message': during / groups,
      'flushes in the 3.5 s after': calls() - callsBefore - during,
    }
  } finally {
    await server.remove()
  }
}

export function flushCounts(): Load[] {
  if (spawnSync('strace', ['-V']).error) {
    process.stdout.write('Flushes were not counted: there is no strace here.\n\n')
    return []
  }
  return [{ title: `${EDITS} edits, ${EVERY} ms apart`, servers: ['stocktake'], within: 120_000, alone: flushes }]
}
