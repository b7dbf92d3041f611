import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'

interface Run {
  args?: string[]
  signal?: NodeJS.Signals
  /** Where its data are, if they are to outlive it. */
  folder?: string
  /** What is done with it before it is told to end. */
  meanwhile?: (said: string) => Promise<void>
}

/** The program itself, from source, as a process of its own, until it has said that. */
async function run(environment: Record<string, string>, until: RegExp, { args = [], signal = 'SIGTERM', folder, meanwhile }: Run = {}) {
  const data = folder ?? (await newFolder())
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'main.ts'), ...args], {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', DATA_DIR: data, LOG_LEVEL: 'warn', ...environment },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  let heard: Promise<void> | undefined
  const listen = (chunk: Buffer) => {
    said += chunk
    if (until.test(said)) heard ??= Promise.resolve(meanwhile?.(said)).finally(() => child.kill(signal))
  }
  child.stdout.on('data', listen)
  child.stderr.on('data', listen)
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  await heard
  return { code, said }
}

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'stocktake-main-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

describe('the program', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('[W66] prints its address as one line, and ends cleanly on %s', async (signal) => {
    const { code, said } = await run({}, /ready/, { signal })
    expect(said).toMatch(/^Stocktake is ready: http:\/\/localhost:\d+$/m)
    expect(code).toBe(0)
  })

  it('[W61] stops with one line that names the variable', async () => {
    const { code, said } = await run({ PORT: 'eighty' }, /never/)
    expect(code).toBe(1)
    expect(said).toMatch(/^Stocktake could not start\. PORT must be a port number/)
    expect(said.trim().split('\n')).toHaveLength(1)
  })

  it('[W66] says nothing but its addresses when it starts, at the usual level of its log too', async () => {
    const { said } = await run({ LOG_LEVEL: 'info' }, /ready/)
    expect(said.split('\n')[0]).toMatch(/^Stocktake is ready: /)
  })

  it('[X33] has the example when asked for it: links that work, the fourth round open, the same again the next time', async () => {
    const folder = await newFolder()
    const linksIn = (said: string) => [...said.matchAll(/^Example, as (\w+): (\S+)$/gm)].map(([, role, link]) => [role, new URL(link ?? '').pathname])
    const first = await run({}, /as participant: .*\n/, {
      args: ['--demo'],
      folder,
      meanwhile: async (said) => {
        const [origin = ''] = /http:\/\/localhost:\d+/.exec(said) ?? []
        const code = String(linksIn(said)[1]?.[1]).replace('/j/', '')
        const preview = (await (await fetch(`${origin}/api/join/${code}`)).json()) as { roundTitle: string; joinOpen: boolean }
        expect(preview).toMatchObject({ roundTitle: 'What we try first', joinOpen: true })
        const key = String(linksIn(said)[0]?.[1]).replace('/k/', '')
        const joined = await fetch(`${origin}/api/join`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ key }) })
        const { stocktakeId, token, role } = (await joined.json()) as { stocktakeId: string; token: string; role: string }
        expect(role).toBe('facilitator')
        const view = await (await fetch(`${origin}/api/stocktakes/${stocktakeId}`, { headers: { authorization: `Bearer ${token}` } })).json()
        expect((view as { rounds: { state: string }[] }).rounds.map(({ state }) => state)).toEqual(['closed', 'closed', 'closed', 'open'])
      },
    })
    expect(linksIn(first.said)).toEqual([
      ['facilitator', expect.stringMatching(/^\/k\//)],
      ['participant', expect.stringMatching(/^\/j\/[A-Z0-9]{6}$/)],
    ])
    expect(first.code).toBe(0)
    const second = await run({}, /as participant: .*\n/, { args: ['--demo'], folder })
    expect(linksIn(second.said)).toEqual(linksIn(first.said))
  })
})
