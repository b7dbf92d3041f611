import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shortLabels } from './shortLabels.ts'

describe('short labels of groups', () => {
  it.each([
    ['Primary care', 'Primary care'],
    ['Clinic and library staff', 'Clinic and library staff'],
    ['People with lived experience and carers', 'Lived experience'],
    ['People who use services and carers', 'People who use services'],
    ['Community mental health clinicians', 'Mental health clinicians'],
    ['Digital, information governance and system supplier', 'Digital'],
    ['Transformation and commissioning', 'Transformation'],
    ['Donaudampfschifffahrtsgesellschaft', 'Donaudampfschifffahrtsg…'],
  ])('[X1] %s becomes %s', (label, short) => {
    expect(shortLabels([label])).toEqual([short])
  })

  it('[X1] tells apart what would read alike', () => {
    expect(shortLabels(['Nurses in the northern community team', 'Nurses in the southern community team'])).toEqual([
      'Northern community team',
      'Southern community team',
    ])
    expect(shortLabels(['Social care, adults and everybody else', 'Social care, adults and everybody else'])).toEqual(['Social care', 'Adults'])
    expect(shortLabels(['Staff', 'Staff', 'Staff'])).toEqual(['Staff', 'Staff 2', 'Staff 3'])
  })

  it('[X1] are short, said and unlike each other, whatever the labels are', () => {
    const label = fc
      .string({ minLength: 1, maxLength: 80 })
      .map((text) => text.trim())
      .filter(Boolean)
    fc.assert(
      fc.property(fc.array(label, { maxLength: 24 }), (labels) => {
        const shorts = shortLabels(labels)
        expect(new Set(shorts.map((short) => short.toLowerCase())).size).toBe(labels.length)
        for (const short of shorts) expect(short.trim().length > 0 && short.length <= 24).toBe(true)
      }),
    )
  })
})
