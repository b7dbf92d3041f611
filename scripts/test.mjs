import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { build, install, root } from './prepare.mjs'

/** Everything: style, types, unit to browser. Ends with one line "N passed, N failed". */
install()
const browser = findBrowser()
build()

const results = join(root, 'test-results')
mkdirSync(results, { recursive: true })
let passed = 0
let failed = 0

const node = (args, options = {}) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', ...options }).status === 0

function check(name, args) {
  const ok = node(args)
  console.log(`${ok ? 'ok' : 'FAILED'}: ${name}`)
  ok ? passed++ : failed++
}

check('style and arrows (biome)', ['node_modules/@biomejs/biome/bin/biome', 'check', '--diagnostic-level=error', '.'])
for (const name of ['shared', 'server', 'client', 'e2e']) check(`types (${name})`, ['node_modules/typescript/bin/tsc', '-p', name])

/** Runs a test runner that leaves a JSON report. One that crashes, or that runs nothing, counts as a failure. */
function suite(name, file, args, options, count) {
  const report = join(results, file)
  rmSync(report, { force: true })
  const ok = node(args, options)
  const counts = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 }
  passed += counts.passed
  failed += counts.failed
  if ((!ok && counts.failed === 0) || counts.passed + counts.failed === 0) {
    console.log(`FAILED: ${name} did not run to its end`)
    failed++
  }
}

suite(
  'unit tests',
  'unit.json',
  ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${join(results, 'unit.json')}`],
  {},
  (report) => ({
    passed: report.numPassedTests,
    failed: report.numTotalTests - report.numPassedTests,
  }),
)

suite(
  'browser tests',
  'browser.json',
  ['node_modules/@playwright/test/cli.js', 'test'],
  { cwd: join(root, 'e2e'), env: { ...process.env, BROWSER_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: join(results, 'browser.json') } },
  ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped }),
)

console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
