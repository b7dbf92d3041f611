import type { Report } from '@stocktake/shared/report/blocks'
import { escaped } from '@stocktake/shared/report/visible'
import { zipOf } from '../zip.ts'
import { bodyOf, type Picture } from './body.ts'
import { field, paragraph, run } from './markup.ts'
import { NUMBERING, STYLES } from './styles.ts'

/**
 * A report as Word: real headings, a table of contents, tables whose head is repeated, and a language for every paragraph. It is
 * written as text, since a tree of objects for each word of a long report costs several times as much time and memory.
 */
export function docxOf(report: Report): Buffer {
  const { xml, pictures } = bodyOf(report)
  return zipOf(
    [
      ['[Content_Types].xml', CONTENT_TYPES],
      [
        '_rels/.rels',
        relations([OFFICE('officeDocument', 'word/document.xml'), [CORE, 'docProps/core.xml'], OFFICE('extended-properties', 'docProps/app.xml')]),
      ],
      ['docProps/core.xml', core(report)],
      [
        'docProps/app.xml',
        `${XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Stocktake</Application></Properties>`,
      ],
      ['word/document.xml', `${XML}<w:document ${NAMESPACES}><w:body>${xml}</w:body></w:document>`],
      ['word/styles.xml', STYLES],
      ['word/numbering.xml', NUMBERING],
      ['word/settings.xml', SETTINGS],
      ['word/footer1.xml', footer(report)],
      ['word/_rels/document.xml.rels', relations([...PARTS, ...pictures.flatMap(({ name }) => [media(`${name}.png`), media(`${name}.svg`)])])],
      ...pictures.flatMap(({ name, svg, png }: Picture): [string, string | Buffer][] => [
        [`word/media/${name}.png`, png],
        [`word/media/${name}.svg`, svg],
      ]),
    ],
    report.madeAt,
  )
}

type Relation = readonly [type: string, target: string]

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const CORE = 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties'
const NAMESPACES = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${RELATIONS}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

const OFFICE = (kind: string, target: string): Relation => [`${RELATIONS}/${kind}`, target]
const media = (name: string) => OFFICE('image', `media/${name}`)
/** The first of the document's relations; those of its pictures follow. */
const PARTS = [OFFICE('styles', 'styles.xml'), OFFICE('numbering', 'numbering.xml'), OFFICE('settings', 'settings.xml'), OFFICE('footer', 'footer1.xml')]

const relations = (list: readonly Relation[]) =>
  `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`).join('')}</Relationships>`

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const part = (name: string, type: string) => `<Override PartName="${name}" ContentType="${type}"/>`
const CONTENT_TYPES = `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="svg" ContentType="image/svg+xml"/>${part('/word/document.xml', `${WORD}.document.main+xml`)}${['styles', 'numbering', 'settings'].map((name) => part(`/word/${name}.xml`, `${WORD}.${name}+xml`)).join('')}${part('/word/footer1.xml', `${WORD}.footer+xml`)}${part('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}${part('/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml')}</Types>`

const SETTINGS = `${XML}<w:settings ${NAMESPACES}><w:defaultTabStop w:val="720"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-GB"/></w:settings>`

function footer({ versionLine }: Report): string {
  const size = 17
  const words = `${versionLine.replace(/\s+/g, ' ')} Page `
  return `${XML}<w:ftr ${NAMESPACES}>${paragraph({ style: 'Quiet' }, run(words, { size }) + field('PAGE', size) + run(' of ', { size }) + field('NUMPAGES', size))}</w:ftr>`
}

function core({ title, subtitle, versionLine, madeAt }: Report): string {
  const time = new Date(madeAt).toISOString().replace(/\.\d+Z$/, 'Z')
  return `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:subject>${escaped(subtitle)}</dc:subject><dc:creator>Stocktake</dc:creator><dc:description>${escaped(versionLine)}</dc:description><dc:language>en-GB</dc:language><cp:lastModifiedBy>Stocktake</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified></cp:coreProperties>`
}
