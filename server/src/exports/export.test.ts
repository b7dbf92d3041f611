import { readFileSync } from 'node:fs'
import type { Note } from '@stocktake/shared/board/schema'
import { createStocktake } from '@stocktake/shared/commands/create'
import { readImport } from '@stocktake/shared/portable'
import { buildModel } from '@stocktake/shared/report/buildModel'
import { guard, unguard } from '@stocktake/shared/report/formulaGuard'
import type { ExportModel } from '@stocktake/shared/report/model'
import type { TableName } from '@stocktake/shared/report/tables'
import { notesTable } from '@stocktake/shared/report/tables/notes'
import { parse } from 'csv-parse/sync'
import exceljs from 'exceljs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exportFile } from './export.ts'
import { jsonName } from './json.ts'
import { sheetText } from './sheetText.ts'

const NOW = Date.UTC(2025, 4, 20, 9, 30)
const scenario = (name: string) => JSON.parse(readFileSync(new URL(`../../examples/${name}.json`, import.meta.url), 'utf8'))

function modelOf(name: string, rounds?: number[]): ExportModel {
  const plan = readImport(scenario(name), NOW)
  const records = new Map(plan.records.map(({ round, record }) => [round, [record]]))
  return buildModel({ ...plan, contents: plan.boards, records, files: [], now: NOW, rounds: rounds ?? plan.session.rounds.map((round) => round.number) })
}

const EDGES = [
  '=SUM(A1:A9)',
  '=HYPERLINK("http://example.org","click")',
  '+44 20 7946 0000',
  '-1',
  '@everyone',
  '\tafter a tab',
  '\rafter a return',
  "'=quoted already",
  "''",
  "'tis",
  '＝1＋1',
  'He said "no", twice',
  'one\ntwo\r\nthree\rfour',
  '  blanks around  ',
  'family 👨‍👩‍👧‍👦 and 🇨🇾 and e\u0301',
  'مرحبا بالعالم, שלום',
  '\u202eoverridden',
  '<script>alert(1)</script> & &amp; ]]>',
  '_x0041_ is not A, nor is _x000D_ a return, and _x0041\r',
  'semi;colon=1',
  'Pneumonoultramicroscopicsilicovolcanoconiosis'.repeat(44),
  '',
]
const CONTROL = 'bell\u0007 nul\u0000 delete\u007f form\u000c half\ud800 none\uffff'

/** A stocktake whose one round holds a note for each text. */
function modelWith(texts: readonly string[], title = 'Edge texts'): ExportModel {
  const session = createStocktake({ title, sharedObject: '=Everybody', template: 'blank' }, NOW)
  const [round] = session.rounds
  if (round) Object.assign(round, { state: 'open', openedAt: NOW })
  const notes = texts.map(
    (text, i): Note => ({
      id: `n${i}`,
      text,
      at: { cell: 'policy/current', x: 0, y: 0 },
      group: session.groups[0]?.id ?? null,
      createdAt: NOW + i,
      comments: [text],
    }),
  )
  const contents = new Map([[1, { notes, themes: [], contradictions: [], ledger: [], drawing: [] }]])
  return buildModel({ session, contents, records: new Map(), decisions: [], members: [], files: [], now: NOW, rounds: [1] })
}

const readCsv = (bytes: Buffer): Record<string, string>[] =>
  parse(bytes, { bom: true, columns: true, record_delimiter: '\r\n' }).map((row) =>
    Object.fromEntries(Object.entries(row as Record<string, string>).map(([key, cell]) => [key, unguard(cell)])),
  )

async function readXlsx(bytes: Buffer): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(Uint8Array.from(bytes).buffer)
  return workbook
}

const TABLE_SHEETS = [
  ...['All notes', 'Coverage', 'Lineage', 'Contradictions', 'Ballots', 'Readiness', 'Stimulus'],
  ...['Decisions', 'Actions', 'Parking lot', 'Attendance'],
]
const cellText = (cell: exceljs.Cell) => (typeof cell.value === 'string' ? cell.value : '')
function column(workbook: exceljs.Workbook, name: string, label: string): string[] {
  const sheet = workbook.getWorksheet(name)
  if (!sheet) throw new Error(`no sheet ${name}`)
  const at = (sheet.getRow(1).values as string[]).indexOf(label)
  return (sheet.getRows(2, sheet.rowCount - 1) ?? []).map((row) => cellText(row.getCell(at)))
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

describe.each(['pcsp-mental-health-ics', 'information-prescriptions-bilingual'])('files of %s', (name) => {
  const { expected, notes, stakeholder_groups, matrix, contradictions, decisions, actions, parking_lot } = scenario(name)

  it('[X1] [X6] CSV read back counts as the scenario says', async () => {
    const rows = readCsv((await exportFile('csv', modelOf(name))).bytes)
    const groupId = (label: string) => stakeholder_groups.find((group: { label: string }) => group.label === label).id
    const idOf = (items: { id: string; label: string }[], label: string | undefined) => items.find((item) => item.label === label)?.id
    expect(rows).toHaveLength(expected.notes_total)
    expect(tally(rows.map((row) => row.round ?? ''))).toEqual(expected.notes_by_round)
    expect(tally(rows.map((row) => groupId(row.group ?? '')))).toEqual(expected.notes_by_group)
    expect(tally(rows.map((row) => row['carry action'] ?? ''))).toEqual(expected.carry_actions)
    expect(tally(rows.map((row) => row.outcome ?? ''))).toEqual(expected.fates)
    const placed = rows.filter((row) => row.row)
    expect(rows.length - placed.length).toBe(expected.notes_unplaced)
    const cells = placed.map((row) => `${idOf(matrix.dimensions, row.row)}/${idOf(matrix.intelligence_types, row.column)}`)
    expect(tally(cells)).toEqual(expected.notes_by_cell)
    expect(rows.map((row) => row.text).sort()).toEqual(notes.map((note: { text: string }) => note.text).sort())
  })

  it('[X1] [X6] XLSX read back has a sheet per round with every note in it, and the same rows', async () => {
    const model = modelOf(name)
    const workbook = await readXlsx((await exportFile('xlsx', model)).bytes)
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([...model.rounds.map((round) => `Round ${round.number}`), ...TABLE_SHEETS])
    expect(column(workbook, 'All notes', 'text')).toEqual(model.notes.map((note) => note.text))
    for (const round of model.rounds) {
      const sheet = workbook.getWorksheet(`Round ${round.number}`)
      const lines: string[] = []
      // Merged cells repeat their value; each column but the merged ones is read once.
      sheet?.eachRow((row) => row.eachCell((cell) => void (cell.master === cell && lines.push(...cellText(cell).split('\n')))))
      for (const note of model.notes.filter((row) => row.ref.round === round.number)) {
        const line = lines.filter((candidate) => candidate.startsWith(`• ${note.text} [${note.group?.short}`))
        expect(line, note.text).toHaveLength(1)
      }
      expect(lines.filter((line) => line === 'Nobody wrote here')).toHaveLength(expected.empty_cells_in_use[round.number].length)
      expect(lines[0]).toBe(model.series.sharedObject)
      expect(lines.join('\n')).toContain(round.stateWords)
      expect(sheet?.pageSetup).toMatchObject({ orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 })
    }
    const lengths = model.lineage.map((row) => row.steps.length)
    expect(Math.max(...lengths)).toBe(expected.longest_lineage)
    expect(column(workbook, 'Lineage', 'path')).toHaveLength(lengths.length)
  })

  it('[X1] [X11] has each contradiction, decision, action and parked item once, as it says itself', async () => {
    const model = modelOf(name)
    const workbook = await readXlsx((await exportFile('xlsx', model)).bytes)
    const csv = async (table: TableName) => readCsv((await exportFile('csv', model, table)).bytes)
    const words = (items: { text: string }[]) => items.map(({ text }) => text).sort()
    const named = (await csv('contradictions')).sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1))
    expect(
      named.map(({ id, round, title, 'pole A': a, 'pole B': b, level, kind, cue, status }) => ({
        id,
        round: Number(round),
        title,
        a,
        b,
        level,
        kind,
        cue,
        status,
      })),
    ).toEqual(
      contradictions.map((found: Record<string, string>) => ({
        ...{ id: found.id, round: found.round, title: found.title, a: found.pole_a, b: found.pole_b },
        ...{ level: found.level, kind: found.manifestation, cue: found.cue, status: found.status },
      })),
    )
    expect((await csv('decisions')).map(({ decision }) => decision).sort()).toEqual(words(decisions))
    expect((await csv('actions')).map(({ action }) => action).sort()).toEqual(words(actions))
    expect((await csv('parking')).map(({ parked }) => parked).sort()).toEqual(words(parking_lot))
    expect(column(workbook, 'Contradictions', 'pole A').sort()).toEqual(named.map((row) => row['pole A']).sort())
    for (const [sheet, label, items] of [
      ['Decisions', 'decision', decisions],
      ['Actions', 'action', actions],
      ['Parking lot', 'parked', parking_lot],
    ])
      expect(column(workbook, sheet, label).sort()).toEqual(words(items))
  })

  it('[X6] [X65] counts cells, groups and people as the scenario says, a row each, in the workbook as in CSV', async () => {
    const model = modelOf(name)
    const workbook = await readXlsx((await exportFile('xlsx', model)).bytes)
    const csv = async (table: TableName) => readCsv((await exportFile('csv', model, table)).bytes)
    const rows = await csv('coverage')
    const sum = (list: typeof rows, what: string) => list.reduce((total, row) => total + Number(row[what]), 0)
    const by = (what: (row: (typeof rows)[number]) => string, of = 'notes') => {
      const sums: Record<string, number> = {}
      for (const row of rows) sums[what(row)] = (sums[what(row)] ?? 0) + Number(row[of])
      return Object.fromEntries(Object.entries(sums).filter(([, count]) => count > 0))
    }
    expect(by(({ round = '' }) => round)).toEqual(expected.notes_by_round)
    expect(by(({ round = '' }) => round, 'votes')).toEqual(expected.votes_by_round)
    const idOf = (items: { id: string; label: string }[], label: string | undefined) => items.find((item) => item.label === label)?.id
    const cellOf = (row: (typeof rows)[number]) => `${idOf(matrix.dimensions, row.row)}/${idOf(matrix.intelligence_types, row.column)}`
    const { 'undefined/undefined': parked = 0, ...placed } = by(cellOf)
    expect([placed, parked]).toEqual([expected.notes_by_cell, expected.notes_unplaced])
    for (const { id, label } of stakeholder_groups) expect([id, sum(rows, label)]).toEqual([id, expected.notes_by_group[id]])
    const empty = rows.filter((row) => row['in words'] === 'Nobody wrote here')
    for (const [round, cells] of Object.entries(expected.empty_cells_in_use)) expect(empty.filter((row) => row.round === round).map(cellOf)).toEqual(cells)

    const { participants, rounds, stimulus } = scenario(name)
    const here = await csv('attendance')
    for (const { number } of rounds) {
      const came = participants.filter(({ rounds_attended }: { rounds_attended: number[] }) => rounds_attended.includes(number)).length
      const own = here.filter((row) => row.round === String(number) && row.group !== 'Team and guests')
      expect([number, sum(own, 'people'), sum(own, 'first time') + sum(own, 'returned')]).toEqual([number, came, came])
    }
    const shown = await csv('stimulus')
    expect(shown.map(({ round, 'item id': id, version }) => `${round} ${id} ${version}`)).toEqual(
      rounds.flatMap((round: { number: number; first_stimulus: { id: string; version: number }[] }) =>
        round.first_stimulus.map(({ id, version }) => `${round.number} ${id} ${version}`),
      ),
    )
    for (const { text } of shown) expect(stimulus.flatMap(({ versions }: { versions: { text: string }[] }) => versions.map((one) => one.text))).toContain(text)
    expect(column(workbook, 'Stimulus', 'text')).toEqual(shown.map(({ text }) => text))
  })

  it('[X5] [X65] sheets of tables have a filter and a head that stays in view, and no cell of the workbook is a formula', async () => {
    const model = modelOf(name)
    const workbook = await readXlsx((await exportFile('xlsx', { ...model, notes: model.notes.map((note) => ({ ...note, text: `=1+1 ${note.text}` })) })).bytes)
    for (const sheet of workbook.worksheets) {
      expect(sheet.views[0]?.state).toBe('frozen')
      if (TABLE_SHEETS.includes(sheet.name)) expect(sheet.autoFilter).toBeTruthy()
      sheet.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(exceljs.ValueType.Formula)))
    }
    expect(column(workbook, 'All notes', 'text').every((text) => text.startsWith('=1+1 '))).toBe(true)
  })

  it('[X8] says of each round in the workbook when it was closed, and its version', async () => {
    const workbook = await readXlsx((await exportFile('xlsx', modelOf(name, [1]))).bytes)
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['Round 1', ...TABLE_SHEETS])
    expect(cellText(workbook.worksheets[0]?.getCell('A4') as exceljs.Cell)).toMatch(/^Closed on \d+ \w+ 2025, \d\d:\d\d UTC, version 1/)
  })
})

describe('texts', () => {
  it('[X4] [X5] come back unchanged from CSV, and none begins as a formula', async () => {
    const { bytes } = await exportFile('csv', modelWith([...EDGES, CONTROL.replace('\ud800', '')]))
    const raw = parse(bytes, { bom: true, record_delimiter: '\r\n' }).flat() as string[]
    expect(raw.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    expect(readCsv(bytes).map((row) => row.text)).toEqual([...EDGES, CONTROL.replace('\ud800', '')])
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  })

  it('[X4] the guard of CSV can be undone for every text', () => {
    const risky = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '＝', 'a', ' '), maxLength: 6 })
    fc.assert(fc.property(fc.oneof(risky, fc.string()), (text) => unguard(guard(text)) === text && !/^[=+\-@\t\r\n＝＋－＠]/.test(guard(text))))
  })

  it('[X4] [X5] come back unchanged from XLSX, as strings', async () => {
    const workbook = await readXlsx((await exportFile('xlsx', modelWith(EDGES))).bytes)
    const sheet = workbook.getWorksheet('All notes')
    expect(column(workbook, 'All notes', 'text')).toEqual(EDGES)
    sheet?.eachRow((row) => row.eachCell((cell) => expect(cell.type).not.toBe(exceljs.ValueType.Formula)))
  })

  it('[X4] that a workbook cannot hold are replaced visibly', async () => {
    const workbook = await readXlsx((await exportFile('xlsx', modelWith([CONTROL]))).bytes)
    expect(column(workbook, 'All notes', 'text')).toEqual(['bell␇ nul␀ delete␡ form␌ half\ufffd none\ufffd'])
  })

  it('[X4] of any kind make a workbook that can be read', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
    const unsound = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/
    const any = fc.array(fc.integer({ min: 0, max: 0xffff })).map((codes) => String.fromCharCode(...codes))
    fc.assert(fc.property(any, (text) => !unsound.test(sheetText(text))))
  })

  it('[X4] that are too much for one cell of the matrix go on in the next row', async () => {
    const texts = Array.from({ length: 300 }, (_, i) => `${i} ${'word '.repeat(40)}`)
    const workbook = await readXlsx((await exportFile('xlsx', modelWith(texts))).bytes)
    const sheet = workbook.getWorksheet('Round 1')
    const lines: string[] = []
    sheet?.getColumn(2).eachCell((cell) => void (cell.master === cell && lines.push(...cellText(cell).split('\n'))))
    expect(lines.filter((line) => line.startsWith('• '))).toHaveLength(300)
    expect(cellText(sheet?.getCell('A8') as exceljs.Cell)).toBe('Policy (continued)')
  })
})

describe('file names', () => {
  it.each([
    ['Keeping information going: a half-day', 'keeping-information-going-a-half-day_round-1_notes_2025-05-20.csv'],
    ['../../etc/passwd', 'etc-passwd_round-1_notes_2025-05-20.csv'],
    ['Ŵyl Ýmŷl', 'wyl-ymyl_round-1_notes_2025-05-20.csv'],
    ['计划', 'stocktake_round-1_notes_2025-05-20.csv'],
    ['a'.repeat(200), `${'a'.repeat(60)}_round-1_notes_2025-05-20.csv`],
  ])('[X9] say series, round, kind and date: %s', async (title, fileName) => {
    expect((await exportFile('csv', modelWith([], title))).fileName).toBe(fileName)
  })

  it('[X9] of a whole stocktake say so', () => {
    expect(jsonName(scenario('information-prescriptions-bilingual').title, NOW)).toMatch(
      /^keeping-information-prescriptions-going.*_all-rounds_stocktake_2025-05-20\.json$/,
    )
  })
})

describe('tables', () => {
  it('[X6] have the columns that were agreed', () => {
    const agreed =
      'series, round, round date, note id, row, column, text, language, group, anonymous, stimulus and version, cluster, votes, rank in round, carry action, from ids, to ids, outcome, reason, comments, minute'
    const labels = notesTable(modelWith([])).columns.map(({ label }) => label)
    expect(labels.slice(0, 21).join(', ')).toBe(agreed)
  })
})
