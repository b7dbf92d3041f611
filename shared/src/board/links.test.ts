import { expect, it } from 'vitest'
import { linkIn } from './links.ts'

it('[W156] finds the first sound address of a text, without what closes the sentence', () => {
  expect(linkIn('Guideline (https://nice.example/ng42?a=b#c).')).toEqual({ href: 'https://nice.example/ng42?a=b#c', host: 'nice.example' })
  expect(linkIn('http://intranet:8080/plan')?.host).toBe('intranet:8080')
})

it('[W156] takes no address that is none, or made to be misread', () => {
  for (const text of ['', 'no link', 'javascript:alert(1)', 'ftp://x.y', 'https://', 'https://bank.example@evil.example/']) expect(linkIn(text)).toBeUndefined()
})
