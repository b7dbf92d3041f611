import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build, install, root, run } from './prepare.mjs'

/** The sync server beside its peers. The peers are installed for this alone; see server/bench/run.ts for the options. */
install()
build()
const peers = join(root, 'bench')
if (!existsSync(join(peers, 'node_modules'))) run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: peers })
run(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'bench/run.ts', ...process.argv.slice(2)], { cwd: join(root, 'server') })
