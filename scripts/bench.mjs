import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { build, install, root, run } from './prepare.mjs'

/**
 * The sync server beside its peers, and the canvas beside the library's own shapes. Options: server/bench/run.ts and
 * e2e/bench/canvas.ts. `--loads canvas` is the canvas alone.
 */
const args = process.argv.slice(2)
const at = args.indexOf('--loads')
const loads = at === -1 ? ['crowd', 'echo', 'join', 'cold', 'rooms', 'soak', 'hostile', 'kill', 'flushes', 'gate', 'canvas'] : (args[at + 1] ?? '').split(',')
const others = loads.filter((load) => load !== 'canvas')
const tsx = join(root, 'server/node_modules/tsx/dist/cli.mjs')

install()
build()
if (others.length) {
  // The peers are installed for this alone.
  const peers = join(root, 'bench')
  if (!existsSync(join(peers, 'node_modules'))) run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: peers })
  // One try: where it does not work, the bench says that flushes were not counted.
  if (others.includes('flushes') && process.platform === 'linux' && spawnSync('strace', ['-V']).error)
    spawnSync('apt-get', ['install', '--yes', '--quiet', 'strace'], { stdio: 'ignore', timeout: 120_000 })
  const rest = at === -1 ? args : args.toSpliced(at, 2)
  run(process.execPath, [tsx, 'bench/run.ts', ...rest, '--loads', others.join()], { cwd: join(root, 'server') })
}
if (loads.includes('canvas')) {
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '-c', 'bench/vite.config.ts'], { cwd: join(root, 'client') })
  run(process.execPath, [tsx, 'bench/canvas.ts', ...args], { cwd: join(root, 'e2e'), env: { ...process.env, BROWSER_PATH: findBrowser() } })
}
