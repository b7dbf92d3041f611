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
const loads = at === -1 ? ['crowd', 'echo', 'join', 'cold', 'canvas'] : (args[at + 1] ?? '').split(',')
const others = loads.filter((load) => load !== 'canvas')
const tsx = join(root, 'server/node_modules/tsx/dist/cli.mjs')

install()
build()
if (others.length) {
  // The peers are installed for this alone.
  const peers = join(root, 'bench')
  if (!existsSync(join(peers, 'node_modules'))) run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: peers })
  const rest = at === -1 ? args : args.toSpliced(at, 2)
  run(process.execPath, [tsx, 'bench/run.ts', ...rest, '--loads', others.join()], { cwd: join(root, 'server') })
}
if (loads.includes('canvas')) {
  run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn', '-c', 'bench/vite.config.ts'], { cwd: join(root, 'client') })
  run(process.execPath, [tsx, 'bench/canvas.ts', ...args], { cwd: join(root, 'e2e'), env: { ...process.env, BROWSER_PATH: findBrowser() } })
}
