import type { Said } from '@stocktake/shared/report/blocks'
import { escaped, runsRightToLeft, visibleText } from '@stocktake/shared/report/visible'

/** WordprocessingML as text. Elements stand in the order that its schema asks for: Word offers to repair what does not. */

export const LANGUAGE = 'en-GB'
export const HEAD = '074648'
export const QUIET = '55615D'

/** How a paragraph looks where it differs from its style. */
export interface ParagraphLook {
  style?: string
  /** It stays on the page of what follows. */
  keepNext?: boolean
  onNewPage?: boolean
  /** How deep it is in a list, from 0. */
  level?: number
  rightToLeft?: boolean
  /** Twentieths of a point. */
  before?: number
  after?: number
}

/** What a paragraph begins with. */
export function properties({ style, keepNext, onNewPage, level, rightToLeft, before, after }: ParagraphLook, sectionEnd = ''): string {
  const spacing = `${before === undefined ? '' : ` w:before="${before}"`}${after === undefined ? '' : ` w:after="${after}"`}`
  const all = [
    style ? `<w:pStyle w:val="${style}"/>` : '',
    keepNext ? '<w:keepNext/>' : '',
    onNewPage ? '<w:pageBreakBefore/>' : '',
    level === undefined ? '' : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr>`,
    rightToLeft ? '<w:bidi/>' : '',
    spacing ? `<w:spacing${spacing}/>` : '',
    sectionEnd,
  ].join('')
  return all && `<w:pPr>${all}</w:pPr>`
}

export interface RunLook {
  bold?: boolean
  colour?: string
  /** Half points. */
  size?: number
}

/** Words of ours, in the language of the document. */
export const run = (words: string, { bold, colour, size }: RunLook = {}, language = '') =>
  `<w:r><w:rPr>${bold ? '<w:b/><w:bCs/>' : ''}${colour ? `<w:color w:val="${colour}"/>` : ''}${size ? `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>` : ''}${language || `<w:lang w:val="${LANGUAGE}"/>`}</w:rPr>${inRun(words)}</w:r>`

/** Somebody's words with their language and direction. */
export const said = ({ text, lang }: Said, look: RunLook = {}) => run(text, look, languageOf(text, lang))

function languageOf(text: string, lang: string | undefined): string {
  if (!runsRightToLeft(text)) return `<w:lang w:val="${escaped(lang ?? LANGUAGE)}"/>`
  const own = lang ?? (/[\u0590-\u05ff]/.test(text) ? 'he-IL' : 'ar-SA')
  return `<w:rtl/><w:lang w:val="${LANGUAGE}" w:bidi="${escaped(own)}"/>`
}

/** Words with their line breaks and tabs. */
function inRun(words: string): string {
  const text = visibleText(words)
  if (!/[\n\t]/.test(text)) return written(text)
  return text
    .split(/([\n\t])/)
    .map((part) => (part === '\n' ? '<w:br/>' : part === '\t' ? '<w:tab/>' : part && written(part)))
    .join('')
}

const written = (text: string) => `<w:t xml:space="preserve">${escaped(text)}</w:t>`

/** A paragraph in a cell, a footer, or another place of its own. */
export const paragraph = (look: ParagraphLook, inside: string) => `<w:p>${properties(look)}${inside}</w:p>`

/** A number that Word finds: of this page, or of all. */
export const field = (name: 'PAGE' | 'NUMPAGES', size: number) => {
  const look = `<w:rPr><w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`
  const part = (inside: string) => `<w:r>${look}${inside}</w:r>`
  return `${part('<w:fldChar w:fldCharType="begin"/>')}${part(`<w:instrText xml:space="preserve">${name}</w:instrText>`)}${part('<w:fldChar w:fldCharType="separate"/>')}${part('<w:t>1</w:t>')}${part('<w:fldChar w:fldCharType="end"/>')}`
}
