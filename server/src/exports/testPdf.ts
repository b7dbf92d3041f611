import { inflateSync } from 'node:zlib'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Reads a PDF with what browsers read it with: its tree of tags with the words in it, its bookmarks, and what it says of itself. */

export interface Tag {
  role: string
  alt?: string
  lang?: string
  /** Words right in it, not those of tags inside; a space between lines. */
  text: string
  page: number
  children: Tag[]
}

export interface Placed {
  text: string
  page: number
  left: number
  right: number
  top: number
  bottom: number
}

export interface ReadPdf {
  title: string
  lang: string
  isTagged: boolean
  isTitleShown: boolean
  pages: { width: number; height: number }[]
  /** What stands on each page, one tree a page. */
  trees: Tag[]
  outline: Outline[]
  /** What is no part of the text: what stands on every page, and heads that were said before. */
  artifacts: string[]
  /** Words that are neither in the tree nor said to be none of it. */
  untagged: string[]
  words: Placed[]
  links: number
}

export interface Outline {
  title: string
  items: Outline[]
}

interface Node {
  role?: string
  alt?: string
  lang?: string
  type?: string
  id?: string
  children?: Node[]
}

export async function readPdf(bytes: Buffer): Promise<ReadPdf> {
  const doc = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, isEvalSupported: false }).promise
  const { info } = (await doc.getMetadata()) as { info: { Title?: string; Language?: string } }
  const marks = await doc.getMarkInfo()
  const preferences = (await doc.getViewerPreferences()) as { DisplayDocTitle?: boolean } | null
  const read: ReadPdf = {
    title: info.Title ?? '',
    lang: info.Language ?? '',
    isTagged: marks?.Marked ?? false,
    isTitleShown: preferences?.DisplayDocTitle ?? false,
    pages: [],
    trees: [],
    outline: ((await doc.getOutline()) ?? []) as Outline[],
    artifacts: [],
    untagged: [],
    words: [],
    links: 0,
  }
  for (let number = 1; number <= doc.numPages; number++) {
    const page = await doc.getPage(number)
    const { width, height } = page.getViewport({ scale: 1 })
    read.pages.push({ width, height })
    read.links += (await page.getAnnotations()).length
    const texts = new Map<string, string>()
    const open: { id?: string; isArtifact: boolean }[] = []
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
      if ('type' in item) {
        if (item.type === 'endMarkedContent') open.pop()
        else open.push({ ...(item.id ? { id: item.id } : {}), isArtifact: (item as { tag?: string }).tag === 'Artifact' })
        continue
      }
      if (!item.str) continue
      const [, , , scale = 0, left = 0, bottom = 0] = item.transform as number[]
      if (item.str.trim())
        read.words.push({ text: item.str, page: number, left, right: left + item.width, top: height - bottom - scale, bottom: height - bottom })
      const id = open.findLast((one) => one.id)?.id
      if (open.some(({ isArtifact }) => isArtifact)) read.artifacts.push(item.str)
      else if (id) texts.set(id, (texts.get(id) ?? '') + item.str)
      else if (item.str.trim()) read.untagged.push(item.str)
    }
    const tree = (await page.getStructTree()) as Node | null
    if (tree) read.trees.push(tagOf(tree, texts, number))
  }
  await doc.destroy()
  return read
}

const tagOf = ({ role = '', alt, lang, children = [] }: Node, texts: ReadonlyMap<string, string>, page: number): Tag => ({
  role,
  ...(alt === undefined ? {} : { alt }),
  ...(lang === undefined ? {} : { lang }),
  page,
  text: children.flatMap(({ type, id }) => (type === 'content' && id ? [texts.get(id) ?? ''] : [])).join(' '),
  children: children.filter(({ type }) => type === undefined).map((child) => tagOf(child, texts, page)),
})

/** Every tag of this role, in the order of reading. */
export const tagged = ({ trees }: Pick<ReadPdf, 'trees'>, role: string | RegExp): Tag[] => {
  const all = (tag: Tag): Tag[] => [tag, ...tag.children.flatMap(all)]
  return trees.flatMap(all).filter((tag) => (typeof role === 'string' ? tag.role === role : role.test(tag.role)))
}

/** Without spaces, since a line that is broken has one less and one that is joined one more. */
export const dense = (text: string) => text.replace(/\s+/g, '')

/** What the file says was written where letters stand in another order, or for others: the reader above does not tell. */
export const actualTexts = (bytes: Buffer): string[] =>
  streamsOf(bytes).flatMap((content) => [...content.matchAll(/\/ActualText \(((?:\\[\s\S]|[^\\)])*)\)/g)].map(([, literal = '']) => stringOf(literal)))

/** How many stretches of words say that they are in a language. */
export const spansIn = (bytes: Buffer, lang: string): number => streamsOf(bytes).reduce((sum, content) => sum + content.split(`/Lang (${lang})`).length - 1, 0)

function streamsOf(bytes: Buffer): string[] {
  const found: string[] = []
  let at = bytes.indexOf('stream\n')
  while (at >= 0) {
    const end = bytes.indexOf('endstream', at)
    try {
      found.push(inflateSync(bytes.subarray(at + 7, end)).toString('latin1'))
    } catch {
      // What is not packed says nothing of texts.
    }
    at = bytes.indexOf('stream\n', end + 10)
  }
  return found
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function stringOf(literal: string): string {
  const raw = Buffer.from(
    literal.replace(/\\([\s\S])/g, (_, letter: string) => ESCAPES[letter] ?? letter),
    'latin1',
  )
  return raw[0] === 0xfe && raw[1] === 0xff ? raw.subarray(2).swap16().toString('utf16le') : raw.toString('latin1')
}
