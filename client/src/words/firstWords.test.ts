import { expect, it } from 'vitest'
import { namedIn, select } from '../../bundle/keysNamed.ts'

const CODE = `
  t('table.addNote', { cell })
  const label = { id: 'write', words: 'workspace.write' } as const
  t(\`readiness.rating.\${rating}\`)
  t(isOwn ? \`vote.own\${kind}\` : \`vote.none\`)
  import { nothing } from './table.more.ts'
`

it('[W200] the first words are those whose keys code names or puts together, with all forms of a plural', () => {
  const words = {
    table: { addNote_one: 'a', addNote_other: 'b', addNotes: 'c' },
    workspace: { write: 'd', writeIn: 'e' },
    readiness: { rating: { low: 'f', high: 'g' }, none: 'h' },
    vote: { ownMark: 'i', none: 'j', left: 'k' },
    setup: { title: 'l' },
  }
  expect(select(words, namedIn([CODE]))).toEqual({
    table: { addNote_one: 'a', addNote_other: 'b' },
    workspace: { write: 'd' },
    readiness: { rating: { low: 'f', high: 'g' } },
    vote: { ownMark: 'i', none: 'j' },
  })
})
