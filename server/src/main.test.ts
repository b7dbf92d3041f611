import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'

/** The program itself, from source, as a process of its own. */
async function run(environment: Record<string, string>, until: RegExp, signal: NodeJS.Signals = 'SIGTERM') {
  const folder = await mkdtemp(join(tmpdir(), 'stocktake-main-'))
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'main.ts')], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', DATA_DIR: folder, LOG_LEVEL: 'warn', ...environment },
  })
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })
  let said = ''
  const listen = (chunk: Buffer) => {
    said += chunk
    if (until.test(said)) child.kill(signal)
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { code, said }
}

describe('the program', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('[W66] prints its address as one line, and ends cleanly on %s', async (signal) => {
    const { code, said } = await run({}, /ready/, signal)
    expect(said).toMatch(/^Stocktake is ready: http:\/\/localhost:\d+$/m)
    expect(code).toBe(0)
  })

  it('[W61] stops with one line that names the variable', async () => {
    const { code, said } = await run({ PORT: 'eighty' }, /never/)
    expect(code).toBe(1)
    expect(said).toMatch(/^Stocktake could not start\. PORT must be a port number/)
    expect(said.trim().split('\n')).toHaveLength(1)
  })
})
