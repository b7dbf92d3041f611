import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Plugin, runnerImport } from 'vite'
import { type Catalogue, namedIn, select } from './keysNamed.ts'
import { FIRST, reached } from './reached.ts'

/**
 * A catalogue imported with `?first` has only what the files that a phone loads before its first note can say. They are
 * searched for the keys that they name; a key that is put together counts as all that begin like it.
 */
export function firstWords(source: string): Plugin {
  let isNamed: (key: string) => boolean
  return {
    name: 'first-words',
    apply: 'build',
    buildStart() {
      isNamed = namedIn([...reached(FIRST.map((path) => join(source, path)))].map((file) => readFileSync(file, 'utf8')))
    },
    async load(id) {
      const [file = '', query] = id.split('?')
      if (query !== 'first') return null
      const isEnglish = file.endsWith('.ts')
      const whole = isEnglish ? (await runnerImport<{ default: Catalogue }>(file)).module.default : JSON.parse(readFileSync(file, 'utf8'))
      const first = isEnglish ? select(whole, isNamed) : { ...whole, words: select(whole.words, isNamed) }
      return { code: `export default ${JSON.stringify(first)}`, moduleType: 'js' }
    },
  }
}
