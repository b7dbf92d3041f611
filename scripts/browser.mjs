import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { root } from './prepare.mjs'

// The first has no window and nothing of the desktop: the same engine, started in half the time.
const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const PLACES = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe']

function find() {
  if (process.env.BROWSER_PATH) return process.env.BROWSER_PATH
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  const own = createRequire(join(root, 'e2e/package.json'))('@playwright/test').chromium.executablePath()
  return [...onPath, ...PLACES, own].find((path) => existsSync(path))
}

/** The path of a Chromium; installs one if there is none and it can. */
export function findBrowser() {
  const found = find()
  if (found) return found
  console.log('Installing a browser for the tests ...')
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    spawnSync('apt-get', ['update'], quiet)
    for (const name of ['chromium-headless-shell', 'chromium']) if (!find()) spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], quiet)
  }
  if (!find()) spawnSync(process.execPath, [join(root, 'e2e/node_modules/@playwright/test/cli.js'), 'install', 'chromium'], quiet)
  const installed = find()
  if (installed) return installed
  console.error('No browser found. Debian or Ubuntu: apt-get install chromium. Elsewhere: npx playwright install chromium, or set BROWSER_PATH.')
  process.exit(1)
}
