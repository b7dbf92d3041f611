import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './prepare.mjs'

/** Writes NOTICES.md: what is installed to run Stocktake, by whom, under which licence, with the licence texts. */
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const listed = spawnSync('npx', ['--yes', packageManager, 'licenses', 'list', '--prod', '--json', '-r'], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 })
const packages = Object.values(JSON.parse(listed.stdout)).flat()
packages.sort((a, b) => (a.name < b.name ? -1 : 1))

const texts = new Map()
for (const { name, versions, paths } of packages) {
  const files = readdirSync(paths[0]).filter((file) => /^(licen[sc]e|notice|copying)/i.test(file) && !/\.(js|ts|json)$/.test(file))
  // tldraw's licence file is only a link; its README says the terms in words.
  if (/^(@tldraw\/|tldraw$)/.test(name)) files.push('README.md')
  for (const file of files) {
    const text = readFileSync(join(paths[0], file), 'utf8').replace(/\r/g, '').trim()
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${versions.join(', ')}`])
  }
}

const lines = [
  '# Notices',
  '',
  'Stocktake itself is under the MIT licence (`LICENSE`). It runs with the packages below. Written by `node scripts/notices.mjs`.',
  '',
  '| package | version | licence |',
  '|---|---|---|',
  ...packages.map(({ name, versions, license }) => `| ${name} | ${versions.join(', ')} | ${license} |`),
  '',
  ...[...texts].flatMap(([text, names]) => [`## ${names.join(', ')}`, '', '```text', text.replaceAll('```', "'''"), '```', '']),
]
writeFileSync(join(root, 'NOTICES.md'), lines.join('\n'))
const allowed = /^(\(?(MIT|Apache-2\.0|BSD-\d-Clause|ISC|MPL-2\.0|OFL-1\.1|0BSD|MIT-0|BlueOak-1\.0\.0|CC0-1\.0|Python-2\.0|Unlicense)( (OR|AND) )?)+/
for (const { name, license } of packages) if (!allowed.test(license)) console.log(`Look at ${name}: ${license}`)
