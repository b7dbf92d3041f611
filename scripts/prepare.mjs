import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Installing and building, each skipped when nothing it reads has changed since it last ended well. */

export const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const PACKAGES = ['client', 'server', 'shared', 'e2e']
const MANIFESTS = ['package.json', 'pnpm-workspace.yaml', 'pnpm-lock.yaml', ...PACKAGES.map((name) => `${name}/package.json`)]
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Runs a command in sight of the person; ends this process with its status if it fails. */
export function run(command, args, { cwd = root, env = process.env, quiet = false } = {}) {
  const done = spawnSync(command, args, {
    cwd,
    env,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (done.error) throw done.error
  if (done.status !== 0) {
    if (quiet) process.stderr.write(`${done.stdout}${done.stderr}`)
    console.error(`\n"${command} ${args.join(' ')}" ended with ${done.status ?? done.signal}.`)
    process.exit(done.status || 1)
  }
}

export function install() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Stocktake needs Node 20.19 or later; this is ${process.versions.node}.`)
    process.exit(1)
  }
  const hash = createHash('sha256').update(process.version)
  for (const file of MANIFESTS) hash.update(readFileSync(join(root, file)))
  const installed = PACKAGES.filter((name) => name !== 'shared').every((name) => existsSync(join(root, name, 'node_modules')))
  once('install', hash.digest('hex'), installed, () => {
    console.log('Installing packages (the first time takes some minutes) ...')
    run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'], { quiet: true })
  })
}

export function build() {
  const hash = createHash('sha256')
  for (const path of [
    'shared/src',
    'server/src',
    'server/build.mjs',
    'scripts/prepare.mjs',
    'client/src',
    'client/bundle',
    'client/public',
    'client/index.html',
    'client/vite.config.ts',
    'pnpm-lock.yaml',
  ])
    digest(join(root, path), hash)
  const built = existsSync(join(root, 'server/dist/main.js')) && existsSync(join(root, 'client/dist/index.html'))
  once('build', hash.digest('hex'), built, () => {
    console.log('Building ...')
    run(process.execPath, ['build.mjs'], { cwd: join(root, 'server'), quiet: true })
    run(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], { cwd: join(root, 'client'), quiet: true })
    compress(join(root, 'client/dist'))
  })
}

/** Beside each file of text its smaller forms, so that the server never compresses while a room is waiting. */
function compress(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(js|css|html|svg|json|txt)$/.test(name)) continue
    const file = join(folder, name)
    const bytes = readFileSync(file)
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  }
}

function once(name, key, there, work) {
  const stamp = join(root, '.cache', `${name}.stamp`)
  if (there && existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return
  work()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, key)
}

function digest(path, hash) {
  if (!existsSync(path)) return
  if (!statSync(path).isDirectory()) return void hash.update(path).update(readFileSync(path))
  for (const name of readdirSync(path).sort()) digest(join(path, name), hash)
}
