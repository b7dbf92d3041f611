import type { Note } from '@stocktake/shared/board/schema'
import { createStocktake } from '@stocktake/shared/commands/create'
import { buildModel } from '@stocktake/shared/report/buildModel'
import type { ModelInput } from '@stocktake/shared/report/model'
import { notesTable } from '@stocktake/shared/report/tables/notes'
import type { Matrix } from '@stocktake/shared/session'
import { textOf } from '@stocktake/shared/sheet/decode'
import { guessNotes } from '@stocktake/shared/sheet/guess'
import { rowsOf } from '@stocktake/shared/sheet/rows'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvOf } from './csv.ts'
import { BILINGUAL, EDGES, inputOf, MAIN, NOW } from './testReports.ts'

type Groups = readonly { id: string; label: string }[]

function importedBack(bytes: Uint8Array, matrix: Matrix, groups: Groups) {
  const decoded = textOf(bytes)
  if (!('text' in decoded)) throw new Error(decoded.why)
  const read = rowsOf(decoded.text)
  if (!('rows' in read)) throw new Error(read.why)
  const found = guessNotes(read.rows, matrix, groups)
  if ('why' in found && found.why === 'nothing') return []
  if (!('notes' in found)) throw new Error(found.why)
  return found.notes
}

/** Every note with words as our CSV must give it back: what UTF-8 cannot hold is replaced there. */
function expected(input: ModelInput, groups: Groups) {
  return buildModel(input).notes.flatMap(({ text, cell, group, lang }) => {
    const known = groups.find(({ label }) => label === group?.label)
    return text.trim() ? [{ text: Buffer.from(text).toString(), cell, ...(known ? { group: known.id } : {}), ...(lang ? { lang } : {}) }] : []
  })
}

it.each([MAIN, BILINGUAL])('[X74] every note of a CSV of ours is found again in its cell and group: %s', (name) => {
  for (const { number } of inputOf(name).session.rounds) {
    const input = { ...inputOf(name), rounds: [number] }
    const { matrix, groups } = input.session
    expect(importedBack(csvOf(notesTable(buildModel(input))), matrix, groups)).toEqual(expected(input, groups))
  }
})

it('[X74] whatever people wrote, and whatever they call rows, columns and groups', () => {
  const any = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 }).map((codes) => String.fromCharCode(...codes))
  const text = fc.oneof(any, fc.string(), fc.constantFrom(...EDGES, "'=1", "''tis", '"', '""', '","', 'Policy, Barriers', '', ' '))
  const label = fc.oneof(fc.string({ minLength: 1, maxLength: 20 }), fc.constantFrom('=1+1', "'-", 'Note', 'text', 'Parking lot', 'Row', 'a,b;c\td', '"x"'))
  const labels = fc.uniqueArray(
    label.filter((name) => name.trim() === name && name !== ''),
    { minLength: 4, maxLength: 4 },
  )
  const place = fc.constantFrom(null, 'r0/c0', 'r0/c1', 'r1/c0', 'r1/c1')
  fc.assert(
    fc.property(fc.array(fc.tuple(text, place, fc.constantFrom(null, 'g')), { size: 'max', maxLength: 40 }), labels, (written, [r0, r1, c0, c1]) => {
      const base = createStocktake({ title: 'A', sharedObject: 'B', template: 'blank' }, NOW)
      const matrix: Matrix = {
        dimensions: [r0, r1].map((label = '', i) => ({ id: `r${i}`, label })),
        intelligenceTypes: [c0, c1].map((label = '', i) => ({ id: `c${i}`, label, short: label, core: true })),
      }
      const groups = base.groups.slice(0, 1).map((group) => ({ ...group, id: 'g' }))
      const rounds = base.rounds.slice(0, 1).map((round) => ({ ...round, state: 'open' as const, openedAt: NOW, columns: ['c0', 'c1'] }))
      const notes = written.map(
        ([text, cell, group], i): Note => ({
          id: `n${i}`,
          text,
          at: { cell, x: 0, y: 0 },
          group,
          createdAt: NOW + i,
          comments: [],
          ...(i % 2 ? {} : { lang: 'cy' }),
        }),
      )
      const contents = new Map([[1, { notes, themes: [], contradictions: [], ledger: [], drawing: [] }]])
      const session = { ...base, matrix, groups, rounds }
      const input = { session, contents, records: new Map(), decisions: [], members: [], files: [], now: NOW, rounds: [1] }
      expect(importedBack(csvOf(notesTable(buildModel(input))), matrix, groups)).toEqual(expected(input, groups))
    }),
  )
})
