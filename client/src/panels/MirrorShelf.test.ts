import type { StimulusItem } from '@stocktake/shared/stimulusSchema'
import { describe, expect, it } from 'vitest'
import { asSensitivity, carriedInto, contentNoteOf, fileFault, moved, shownOn, siteOf } from './MirrorShelf.ts'

const version = (number: number) => ({ version: number, round: number, text: `v${number}`, alt: '', changeNote: '', fromNotes: [], createdAt: number })
const item = (id: string, versions: number): StimulusItem => ({
  id,
  kind: 'case',
  kindLabel: '',
  title: id,
  source: '',
  sensitivity: '',
  versions: Array.from({ length: versions }, (_, i) => version(i + 1)),
})

describe('the shelf', () => {
  const stimulus = [item('a', 3), item('b', 1)]
  const round = {
    shelf: [
      { id: 'b', version: 1, hidden: true },
      { id: 'a', version: 2, hidden: false },
      { id: 'gone', version: 1, hidden: false },
    ],
  }

  it('[W34] shows the version on the shelf with those before it, newest first, and never a later one', () => {
    const shown = shownOn(stimulus, { shelf: [{ id: 'a', version: 3, hidden: false }] }, false)
    expect(shown[0]?.version.text).toBe('v3')
    expect(shown[0]?.earlier.map(({ text }) => text)).toEqual(['v2', 'v1'])
    expect(shownOn(stimulus, round, false)[0]?.earlier.map(({ text }) => text)).toEqual(['v1'])
  })

  it('[W34] shows hidden items to the team alone and passes over what it cannot find', () => {
    expect(shownOn(stimulus, round, true).map((s) => s.item.id)).toEqual(['b', 'a'])
    expect(shownOn(stimulus, round, false).map((s) => s.item.id)).toEqual(['a'])
  })

  it('[W35] knows a content note from another label', () => {
    expect(contentNoteOf('content note: crisis and admission')).toBe('crisis and admission')
    expect(contentNoteOf('redacted, no identifiers')).toBeUndefined()
    expect(asSensitivity('crisis', true)).toBe('Content note: crisis')
    expect(asSensitivity('Content note: crisis', false)).toBe('crisis')
  })

  it('[W36] refuses a file of the wrong type or size before anything is sent', () => {
    expect(fileFault('image', { type: 'image/png', size: 10 })).toBeUndefined()
    expect(fileFault('image', { type: 'image/svg+xml', size: 10 })).toBe('wrong-type')
    expect(fileFault('pdf', { type: 'application/pdf', size: 26 * 1024 * 1024 })).toBe('too-large')
    expect(fileFault('video', { type: 'video/mp4', size: 0 })).toBe('empty')
  })

  it('[W37] moves a place and leaves the list alone beyond its ends', () => {
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
  })

  it('[W38] lists what was placed in this round as notes', () => {
    const result = (id: string, as: 'note' | 'stimulus') => ({ id, text: id, cell: null, group: null, as })
    const base = { id: 'd', round: 1, action: 'kept' as const, sources: [{ round: 1, note: 'n' }], reason: '', decidedAt: 1 }
    const decisions = [
      { ...base, results: [result('r1', 'note'), result('r2', 'stimulus')], placedIn: 2 },
      { ...base, results: [result('r3', 'note')], placedIn: null },
    ]
    expect(carriedInto(decisions, 2).map((c) => c.result.id)).toEqual(['r1'])
  })

  it('[W34] names the site of a link', () => {
    expect(siteOf('https://theprsb.org/standards?x=1')).toBe('theprsb.org')
    expect(siteOf('not an address')).toBe('not an address')
  })
})
