import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build, install, root, run } from './prepare.mjs'

/** The sync server beside its peers. The peers are installed for this alone; see server/bench/run.ts for the options. */
install()
build()
const peers = join(root, 'bench')
if (!existsSync(join(peers, 'node_modules'))) run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: peers })
const loads = process.argv[process.argv.indexOf('--loads') + 1]
const counts = !process.argv.includes('--loads') || loads?.includes('flushes')
// One try: where it does not work, the bench says that flushes were not counted.
if (counts && process.platform === 'linux' && spawnSync('strace', ['-V']).error)
  spawnSync('apt-get', ['install', '--yes', '--quiet', 'strace'], { stdio: 'ignore', timeout: 120_000 })
run(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'bench/run.ts', ...process.argv.slice(2)], { cwd: join(root, 'server') })
