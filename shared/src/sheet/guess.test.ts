import { describe, expect, it } from 'vitest'
import { DEFAULT_MATRIX } from '../matrix.ts'
import { textOf } from './decode.ts'
import { guessNotes } from './guess.ts'
import { IMPORT_LIMITS } from './limits.ts'
import { rowsOf } from './rows.ts'

const GROUPS = [
  { id: 'g1', label: 'Clinicians and practitioners' },
  { id: 'g2', label: 'People who use services' },
]

function read(text: string, isPasted = false) {
  const read = rowsOf(text, { isPasted })
  if (!('rows' in read)) return read
  return guessNotes(read.rows, DEFAULT_MATRIX, GROUPS)
}
/** Each note as `cell: text`. */
const told = (text: string, isPasted = false) => {
  const found = read(text, isPasted)
  if (!('notes' in found)) throw new Error(found.why)
  return found.notes.map(({ text, cell, group }) => `${cell}: ${text}${group ? ` (${group})` : ''}`)
}

describe('[X75] a sheet is read by its headings, by names, or by the shape of the matrix', () => {
  it.each([
    ['Dimension,Type of intelligence,Note\nPolicy,Barriers,"Nobody, ever"\nculture,Current practice,Trust'],
    ['Note;Row;Column\n"Nobody, ever";Policy;Real/perceived barriers\nTrust;Culture;Current'],
    ['Testun\tColofn\tRhes\nNobody, ever\tbarriers\tPOLICY\nTrust\tcurrent\tculture'],
    ['Where,What,Idea\n"Policy, Barriers",x,"Nobody, ever"\nCurrent practice / Culture,y,Trust'],
    // Nothing is headed: the names alone say it.
    ['Barriers,Policy,"Nobody, ever"\nCurrent,Culture,Trust'],
    // Headings that nobody knows.
    ['Strand,Kind,What was said in the room\nPolicy,Barriers,"Nobody, ever"\nCulture,Current,Trust'],
  ])('a list: %s', (text) => {
    expect(told(text)).toEqual(['policy/barriers: Nobody, ever', 'culture/current: Trust'])
  })

  it('a matrix, its cells with several lines, either way round, with joined cells and lines above it', () => {
    const matrix = 'Workshop of May\t\t\n\tCurrent practice\tBarriers\nPolicy\t"• one\n• two"\tthree\n\tfour\t\nCulture\t\t"5"" pipe\nsix"'
    const notes = [
      'policy/current: one',
      'policy/current: two',
      'policy/barriers: three',
      'policy/current: four',
      'culture/barriers: 5" pipe',
      'culture/barriers: six',
    ]
    expect(told(matrix, true)).toEqual(notes)
    const turned = '\tPolicy\tCulture\nCurrent\t"one\ntwo"\t\nBarriers\tthree\t"5"" pipe\nsix"'
    expect(told(turned, true).sort()).toEqual(notes.filter((note) => !note.includes('four')).sort())
    expect(read(matrix, true)).toMatchObject({ shape: 'matrix', above: 1, unused: [] })
  })

  it('columns of the matrix without its rows lose nothing, and say no cell', () => {
    expect(told('Current\tBarriers\none\ttwo\nthree\t', true)).toEqual(['undefined: one', 'undefined: two', 'undefined: three'])
  })

  it('groups and the parking lot by their names; what names nothing is asked for', () => {
    const text = 'Group,Cell,Note\nclinicians and practitioners,Parking lot,a\nSomebody else,Nowhere,b\n,"Technology, Enablers",c'
    expect(told(text)).toEqual(['null: a (g1)', 'undefined: b', 'technology/enablers: c'])
  })

  it('what is not taken over is said', () => {
    expect(read('Title of the sheet,,\nNote,Date,\nfirst,1 May,x\nsecond,2 May,')).toMatchObject({ unused: ['Date', 'C'], above: 1 })
  })

  it('what our own export says of notes and an import cannot give to others is said too', () => {
    const head = 'series,note id,row,column,text,language,group,cluster,votes,comments,strongly disagree,reason'
    const full = `${head}\nS,n1,Policy,Barriers,one,,,Typing,3,Seen too,0,\nS,n2,Policy,Barriers,two,,,,0,,0,`
    expect(read(full)).toMatchObject({ shape: 'export', lost: ['cluster', 'votes', 'comments'] })
    expect(read(`${head}\nS,n2,Policy,Barriers,two,,,,0,,0,`)).not.toHaveProperty('lost')
  })

  it('lines with commas that are pasted stay whole; a table with headings does not', () => {
    expect(told('Beds, and nurses\nTime, and money', true)).toEqual(['undefined: Beds, and nurses', 'undefined: Time, and money'])
    expect(told('Row,Column,Note\nPolicy,Barriers,x', true)).toEqual(['policy/barriers: x'])
  })

  it('a copied cell that begins with a quotation mark keeps it', () => {
    expect(told('Row\tColumn\tNote\nPolicy\tBarriers\t"not our job\nPolicy\tBarriers\tnext', true)).toEqual([
      'policy/barriers: "not our job',
      'policy/barriers: next',
    ])
    expect(told('Row\tColumn\tNote\nPolicy\tBarriers\t"No" they said', true)).toEqual(['policy/barriers: "No" they said'])
  })

  it('a text that is longer than a note becomes several, and loses no word', () => {
    const words = Array.from({ length: 900 }, (_, i) => `word${i}`).join(' ')
    const found = read(`Note\n"${words}"`)
    if (!('notes' in found)) throw new Error(found.why)
    expect(found.notes.map(({ goesOn }) => goesOn)).toEqual([undefined, ...found.notes.slice(1).map(() => true)])
    expect(found.notes.map(({ text }) => text).join(' ')).toBe(words)
  })
})

describe('[X77] what cannot be read says why', () => {
  const bytes = (...values: number[]) => Uint8Array.from(values)
  const encoded = (text: string) => new TextEncoder().encode(text)

  it('bytes become text, whatever wrote them', () => {
    const text = 'Note\nmŵg “tea” café'
    const wide = (little: boolean) =>
      Uint8Array.from([
        ...(little ? [0xff, 0xfe] : [0xfe, 0xff]),
        ...[...text].flatMap((letter) => {
          const code = letter.charCodeAt(0)
          return little ? [code & 255, code >> 8] : [code >> 8, code & 255]
        }),
      ])
    for (const file of [encoded(text), bytes(0xef, 0xbb, 0xbf, ...encoded(text)), wide(true), wide(false)]) expect(textOf(file)).toEqual({ text })
    expect(textOf(bytes(0x93, 0x63, 0x61, 0x66, 0xe9, 0x94, 0x20, 0x80))).toEqual({ text: '“café” €' })
  })

  it.each([
    ['too-large', new Uint8Array(IMPORT_LIMITS.file + 1)],
    ['workbook', bytes(0x50, 0x4b, 3, 4, 1)],
    ['workbook', bytes(0xd0, 0xcf, 0x11, 0xe0)],
    ['document', encoded('%PDF-1.7')],
    ['not-text', bytes(0x89, 0x50, 0x4e, 0x47, 0, 1, 2)],
    ['not-text', Uint8Array.from({ length: 600 }, (_, i) => 1 + (i % 20))],
    ['empty', encoded(' \n ')],
  ])('%s', (why, file) => {
    expect(textOf(file)).toEqual({ why })
  })

  it('a quotation mark that is never closed is told by its row', () => {
    expect(read('Row,Column,Note\nPolicy,Barriers,fine\nPolicy,Barriers,"not closed\nPolicy,Barriers,after')).toEqual({ why: 'open-quote', row: 3 })
  })

  it('too much, or nothing', () => {
    const many = Array.from({ length: IMPORT_LIMITS.notes + 1 }, (_, i) => `note ${i}`).join('\n')
    expect(read(many, true)).toEqual({ why: 'too-many', count: IMPORT_LIMITS.notes + 1 })
    expect(read(`Note\n${'word '.repeat(IMPORT_LIMITS.characters / 5 + 500)}`)).toMatchObject({ why: 'too-long' })
    expect(read('Row,Column,Note\nPolicy,Barriers,')).toEqual({ why: 'nothing' })
  })
})
