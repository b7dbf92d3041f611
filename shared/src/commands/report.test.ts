import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../limits.ts'
import { cellField, commentField, ownField, rowField } from '../report/ownFields.ts'
import { ReportWords } from '../reportSchema.ts'
import type { Session } from '../session.ts'
import { sessionFor } from '../view.ts'
import { createStocktake } from './create.ts'
import { addMessage, editMessage, removeMessage, writeReport } from './report.ts'

const fresh = () => createStocktake({ title: 'T', sharedObject: 'O', template: 'care-standard' }, 1)
const refused = (code: string) => expect.objectContaining({ code })
const write = (session: Session, field: string, text: string, before = '') => writeReport(session, { field, text, before })

describe('texts of reports', () => {
  it('[X15] are kept under fields that some report has, and under no others', () => {
    const fields = [ownField(null, 'summary'), ownField(2, 'next'), commentField(1, 'votes'), cellField(1, 'policy/success'), rowField('current', 'culture')]
    const session = fields.reduce((all, field) => write(all, field, `of ${field}`), fresh())
    expect(session.report.fields).toEqual(Object.fromEntries(fields.map((field) => [field, `of ${field}`])))
    for (const field of [
      '',
      'summary',
      'round-9/summary',
      'round-0/summary',
      'round-1/cell/policy/nowhere',
      'series/row/current/nobody',
      'series/cell/policy/current',
      '__proto__',
      'series/__proto__',
      'round-1/comment/nothing',
    ])
      expect(() => write(fresh(), field, 'x')).toThrow(refused('report-field-not-found'))
  })

  it('[X15] of two people who began with the same words the second is told, and loses nothing of the first', () => {
    const field = ownField(1, 'summary')
    const first = write(fresh(), field, 'Hers')
    expect(() => write(first, field, 'His')).toThrow(refused('changed-meanwhile'))
    expect(write(first, field, 'Both', 'Hers').report.fields[field]).toBe('Both')
    expect(write(first, field, '', 'Hers').report.fields).toEqual({})
  })

  it('[X15] whatever people write one after the other, each knowing the last words, the last words stay', () => {
    const field = cellField(1, 'policy/current')
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 50 }), { minLength: 1, maxLength: 12, size: 'max' }), (texts) => {
        let session = fresh()
        for (const text of texts) session = write(session, field, text, session.report.fields[field] ?? '')
        expect(session.report.fields[field] ?? '').toBe(texts.at(-1))
        expect(ReportWords.parse(session.report)).toEqual(session.report)
      }),
    )
  })

  it('[X15] have a limit for all of a stocktake together', () => {
    const cells = fresh().matrix.dimensions.flatMap(({ id }) => fresh().matrix.intelligenceTypes.map((type) => `${id}/${type.id}`))
    const long = 'x'.repeat(LIMITS.reportText)
    const fill = () => {
      let session = fresh()
      for (const round of [1, 2, 3, 4]) for (const cell of cells) session = write(session, cellField(round, cell), long)
      return session
    }
    expect(fill).toThrow(refused('bad-request'))
  })

  it('[X16] are told to facilitators alone', () => {
    const session = addMessage(write(fresh(), ownField(1, 'summary'), 'Not yet for everybody'), { round: 1, notes: [] })
    for (const role of ['scribe', 'participant', 'observer'] as const) expect(sessionFor(session, role).report).toEqual({ fields: {}, messages: [] })
    expect(sessionFor(session, 'facilitator').report).toEqual(session.report)
  })
})

describe('key messages', () => {
  it('[X15] are written part by part, put in order within their report, and removed', () => {
    let session = fresh()
    for (const [id, round] of [
      ['a', 1],
      ['s', null],
      ['b', 1],
      ['c', 1],
    ] as const)
      session = addMessage(session, { round, notes: [] }, id)
    session = write(session, 'message/b/title', 'Second')
    session = write(session, 'message/b/question', 'Who?')
    expect(() => write(session, 'message/b/title', 'Other')).toThrow(refused('changed-meanwhile'))
    expect(() => write(session, 'message/b/title', 'x'.repeat(LIMITS.title + 1), 'Second')).toThrow(refused('bad-request'))
    expect(() => write(session, 'message/gone/title', 'x')).toThrow(refused('report-field-not-found'))
    const order = (of: Session, round: number | null) => of.report.messages.filter((one) => one.round === round).map(({ id }) => id)
    session = editMessage(session, 'c', { place: 0 })
    expect([order(session, 1), order(session, null)]).toEqual([['c', 'a', 'b'], ['s']])
    session = editMessage(session, 'b', { notes: [{ round: 1, note: 'n' }], groups: [session.groups[0]?.id ?? ''] })
    expect(session.report.messages.find(({ id }) => id === 'b')).toMatchObject({ title: 'Second', question: 'Who?', notes: [{ round: 1, note: 'n' }] })
    expect(() => editMessage(session, 'b', { groups: ['nobody'] })).toThrow(refused('group-not-found'))
    expect(order(removeMessage(session, 'a'), 1)).toEqual(['c', 'b'])
    expect(() => addMessage(session, { round: 77, notes: [] })).toThrow(refused('round-not-found'))
  })
})
