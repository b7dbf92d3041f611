import { inflateSync } from 'node:zlib'
import { roundPack } from '@stocktake/shared/report/pack'
import { seriesReport } from '@stocktake/shared/report/series'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { beforeAll, describe, expect, it } from 'vitest'
import { BILINGUAL, edgePack, inputOf, MAIN } from '../testReports.ts'
import { pdfOf } from './pdf.ts'

/**
 * What ISO 14289-1 (PDF/UA-1) asks for and a program can tell, read from the file itself. No checker of others can be had where
 * these tests run; what only a person can tell is in docs/accessibility.md.
 */

interface PdfObject {
  /** Its dictionary as it is written. */
  text: string
  stream: string
}

/** Every object by its number. The writer packs no objects into others. */
function objectsOf(bytes: Buffer): Map<number, PdfObject> {
  const whole = bytes.toString('latin1')
  const found = new Map<number, PdfObject>()
  for (const { 0: head, 1: number, index } of whole.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = index + head.length
    const end = whole.indexOf('\nendobj', from)
    const stream = whole.indexOf('\nstream\n', from)
    const has = stream >= 0 && stream < end
    const text = whole.slice(from, has ? stream : end)
    const raw = has ? bytes.subarray(stream + 8, bytes.lastIndexOf('endstream', end)) : Buffer.from('')
    found.set(Number(number), { text, stream: (text.includes('FlateDecode') ? inflateSync(raw) : raw).toString('latin1') })
  }
  return found
}

const ref = (text: string, key: string) => Number(new RegExp(`/${key} (\\d+) 0 R`).exec(text)?.[1] ?? 0)
const refs = (text: string, key: string) =>
  [...(new RegExp(`/${key} \\[([^\\]]*)\\]`).exec(text)?.[1] ?? '').matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number))

/** Operators that put something on a page, and stand where nothing says what it is. */
function unmarked(content: string): string[] {
  const found: string[] = []
  let depth = 0
  // Strings may hold what looks like an operator.
  for (const [token] of content.replace(/\((?:\\[\s\S]|[^\\)])*\)|<[\da-fA-F\s]*>/g, '()').matchAll(/[^\s[\]<>()/]+|\/[^\s[\]<>()/]*/g)) {
    if (token === 'BDC' || token === 'BMC') depth++
    else if (token === 'EMC') depth--
    else if (!depth && /^(?:S|s|f|F|f\*|B|B\*|b|b\*|sh|Do|Tj|TJ|'|")$/.test(token)) found.push(token)
  }
  return depth ? [...found, `open: ${depth}`] : found
}

/** What may stand right in what, as ISO 32000-1 has it for tables, lists and tables of contents. */
const INSIDE: Readonly<Record<string, RegExp>> = {
  Table: /^(Caption|THead|TBody|TFoot|TR)$/,
  THead: /^TR$/,
  TBody: /^TR$/,
  TR: /^T[HD]$/,
  L: /^(LI|Caption)$/,
  LI: /^(Lbl|LBody)$/,
  TOC: /^(TOCI|TOC|Caption)$/,
  TOCI: /^(Lbl|Reference|P|NonStruct|TOC)$/,
}
const STANDARD = /^(Document|H[1-6]|P|L|LI|Lbl|LBody|Table|THead|TBody|TR|TH|TD|Caption|Figure|TOC|TOCI|Reference|Link|Span)$/

describe.each([
  ['a round', () => roundPack(inputOf(MAIN), 2)],
  ['all rounds', () => seriesReport(inputOf(MAIN))],
  ['a round in two languages', () => roundPack(inputOf(BILINGUAL), 1)],
  ['texts of every kind', edgePack],
])('[X78] the PDF of %s', (_, make) => {
  let bytes: Buffer
  let objects: Map<number, PdfObject>
  const text = (number: number) => objects.get(number)?.text ?? ''
  const all = (has: RegExp) => [...objects.values()].filter((one) => has.test(one.text))
  // They say what they are, and in what; nothing else does both.
  const structs = () => all(/^<<\n\/S \/\w+[\s\S]*\/P \d+ 0 R/).map((one) => ({ ...one, role: /\/S \/(\w+)/.exec(one.text)?.[1] ?? '' }))
  beforeAll(async () => {
    bytes = await pdfOf(make())
    objects = objectsOf(bytes)
  })

  it('says that it is such a file, in its metadata too, with its title, and shows that instead of its name', async () => {
    const doc = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
    const { info, metadata } = (await doc.getMetadata()) as unknown as { info: { Title: string }; metadata: { get(name: string): unknown } | null }
    expect(String(metadata?.get('pdfuaid:part'))).toBe('1')
    expect(JSON.stringify(metadata?.get('dc:title'))).toContain(JSON.stringify(info.Title).slice(1, -1))
    await doc.destroy()
    const [catalogue] = all(/\/Type \/Catalog\b/)
    expect(catalogue?.text).toMatch(/\/Lang \(en-GB\)/)
    const preferences = ref(catalogue?.text ?? '', 'ViewerPreferences')
    expect(`${catalogue?.text}${text(preferences)}`).toMatch(/\/DisplayDocTitle true/)
    expect(`${catalogue?.text}${text(ref(catalogue?.text ?? '', 'MarkInfo'))}`).toMatch(/\/Marked true/)
    expect(`${catalogue?.text}${text(ref(catalogue?.text ?? '', 'MarkInfo'))}`).not.toMatch(/\/Suspects true/)
  })

  it('puts nothing on a page that is neither tagged nor said to be none of the text', () => {
    const pages = all(/\/Type \/Page\b/)
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages) {
      expect(page.text).toMatch(/\/StructParents \d+/)
      expect(unmarked(objects.get(ref(page.text, 'Contents'))?.stream ?? 'S')).toEqual([])
    }
  })

  it('has tags of the standard alone, those of tables, lists and contents where they belong', () => {
    const found = structs()
    expect(found.length).toBeGreaterThan(20)
    for (const { role, text: own } of found) {
      expect(role).toMatch(STANDARD)
      const allowed = INSIDE[role]
      for (const child of allowed ? refs(own, 'K') : [])
        expect(`${role} ${/\/S \/(\w+)/.exec(text(child))?.[1]}`).toMatch(new RegExp(`^${role} ${allowed?.source.slice(1)}`))
    }
  })

  it('has words for every figure, and a scope for every head of a table', () => {
    for (const { role, text: own } of structs()) {
      if (role === 'Figure') expect(own).toMatch(/\/Alt \([\s\S]{5,}/)
      if (role === 'TH') expect(own).toMatch(/\/Scope \/(Column|Row)/)
      if (role === 'TD') expect(own).not.toMatch(/\/Scope/)
    }
  })

  it('has links that say where they lead, are in the tree, and are come to in its order', () => {
    const links = all(/\/Subtype \/Link\b/)
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) {
      expect(link.text).toMatch(/\/Contents \(/)
      expect(link.text).toMatch(/\/StructParent \d+/)
    }
    for (const page of all(/\/Type \/Page\b/)) if (page.text.includes('/Annots')) expect(page.text).toMatch(/\/Tabs \/S\b/)
  })

  it('has its fonts in it, each with the letters that its shapes stand for', () => {
    const fonts = all(/\/Subtype \/Type0\b/)
    expect(fonts.length).toBeGreaterThan(1)
    expect(all(/\/Type \/Font\b/).filter((font) => !/\/Subtype \/(Type0|CIDFontType2)\b/.test(font.text))).toEqual([])
    for (const font of fonts) {
      expect(objects.get(ref(font.text, 'ToUnicode'))?.stream).toContain('beginbfrange')
      const [inner = 0] = refs(font.text, 'DescendantFonts')
      expect(text(ref(text(inner), 'FontDescriptor'))).toMatch(/\/FontFile2 \d+ 0 R/)
    }
  })
})
