import { readFileSync } from 'node:fs'
import type { Note } from '@stocktake/shared/board/schema'
import { createStocktake } from '@stocktake/shared/commands/create'
import { readImport } from '@stocktake/shared/portable'
import type { Report } from '@stocktake/shared/report/blocks'
import type { ModelInput } from '@stocktake/shared/report/model'
import { roundPack } from '@stocktake/shared/report/pack'

/** Reports that tests of documents are made with. */

export const NOW = Date.UTC(2025, 4, 20, 9, 30)
export const scenario = (name: string) => JSON.parse(readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8'))
export const MAIN = 'pcsp-mental-health-ics'
export const BILINGUAL = 'information-prescriptions-bilingual'

export function inputOf(name: string): ModelInput {
  const plan = readImport(scenario(name), NOW)
  const records = new Map(plan.records.map(({ round, record }) => [round, [record]]))
  return { ...plan, contents: plan.boards, records, files: [], now: NOW, rounds: [] }
}

export const EDGES = [
  '=SUM(A1:A9)',
  '+44 20 7946 0000',
  '-1',
  '- not a list',
  '1. nor a number',
  '# nor a heading',
  '> nor a quotation',
  '@everyone',
  '\tafter a tab',
  '    four blanks before',
  'one\ntwo\r\nthree\rfour',
  'with\n\nan empty line',
  'family 👨‍👩‍👧‍👦 and 🇨🇾 and e\u0301',
  'مرحبا بالعالم',
  'שלום',
  '\u202eoverridden',
  '<script>alert(1)</script> & &amp; ]]> <!-- -->',
  '**not bold** _nor this_ `nor code` ~~nor gone~~ [nor](a link) ![nor a picture](x) | nor a cell | \\ $x$',
  'https://example.org/_a_?b=1&c=2#d',
  'bell\u0007 nul\u0000 delete\u007f form\u000c half\ud800 none\uffff',
  'Pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(30),
]

/** A round whose notes are these texts, carried on and named in every place that quotes a note. */
export function edgePack(): Report {
  const base = createStocktake({ title: '=Title & <b>', sharedObject: '*Everybody*', template: 'blank' }, NOW)
  const session = {
    ...base,
    rounds: base.rounds.map((round) => ({ ...round, state: 'open' as const, openedAt: NOW })),
    report: {
      fields: { 'round-1/summary': EDGES.join('\n') },
      messages: [{ id: 'm', round: 1, title: '# Title', paragraph: '- words', question: '<b>?', notes: [], groups: [] }],
    },
  }
  const notes = EDGES.map(
    (text, i): Note => ({ id: `n${i}`, text, at: { cell: 'policy/current', x: 0, y: 0 }, group: base.groups[0]?.id ?? null, createdAt: NOW, comments: [text] }),
  )
  const contents = new Map([[1, { notes, themes: [], contradictions: [], ledger: [], drawing: [] }]])
  return roundPack({ session, contents, records: new Map(), decisions: [], members: [], files: [], now: NOW, rounds: [] }, 1)
}
