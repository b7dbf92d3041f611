import { HEAD, LANGUAGE, QUIET } from './markup.ts'

/** The looks that paragraphs and tables of a report have by name, and its bullets. */

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const RULE = 'B9C0BD'

const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`
const colour = (value: string) => `<w:color w:val="${value}"/>`
const BOLD = '<w:b/><w:bCs/>'
const KEEP = '<w:keepNext/>'
const spaced = (attributes: string) => `<w:spacing ${attributes}/>`

interface Look {
  id: string
  name?: string
  paragraph?: string
  run?: string
  /** It is offered among the first. */
  quick?: boolean
  next?: boolean
}

const style = ({ id, name = id, paragraph = '', run = '', quick = false, next = true }: Look) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>${next ? '<w:next w:val="Normal"/>' : ''}${quick ? '<w:qFormat/>' : ''}${paragraph && `<w:pPr>${paragraph}</w:pPr>`}${run && `<w:rPr>${run}</w:rPr>`}</w:style>`

/** From the first level on: size in half points, and what is left free above in twentieths of a point. */
const HEADINGS = [
  [34, 420],
  [28, 320],
  [24, 260],
  [22, 220],
  [22, 200],
  [22, 200],
] as const

const border = (side: string) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="${RULE}"/>`
const margin = (side: string, twentieths: number) => `<w:${side} w:w="${twentieths}" w:type="dxa"/>`

const TABLE = `<w:style w:type="table" w:styleId="Grid"><w:name w:val="Report table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>${['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('')}</w:tblBorders><w:tblCellMar>${margin('top', 60)}${margin('left', 90)}${margin('bottom', 60)}${margin('right', 90)}</w:tblCellMar></w:tblPr></w:style>`

export const STYLES = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>${size(22)}<w:lang w:val="${LANGUAGE}" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>${spaced('w:after="120" w:line="276" w:lineRule="auto"')}</w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>${margin('top', 0)}${margin('left', 108)}${margin('bottom', 0)}${margin('right', 108)}</w:tblCellMar></w:tblPr></w:style>${[
  style({ id: 'Title', quick: true, paragraph: spaced('w:after="120"'), run: BOLD + colour(HEAD) + size(52) }),
  ...HEADINGS.map(([letters, before], i) =>
    style({
      id: `Heading${i + 1}`,
      name: `heading ${i + 1}`,
      quick: true,
      paragraph: `${KEEP}${spaced(`w:before="${before}" w:after="120"`)}<w:outlineLvl w:val="${i}"/>`,
      run: BOLD + colour(HEAD) + size(letters),
    }),
  ),
  style({ id: 'Caption', name: 'caption', quick: true, paragraph: KEEP + spaced('w:before="160" w:after="80"'), run: BOLD + colour('1B2422') + size(20) }),
  style({ id: 'ListParagraph', name: 'List Paragraph', quick: true, next: false }),
  style({ id: 'TOC1', name: 'toc 1', paragraph: spaced('w:after="100"') }),
  style({ id: 'TOC2', name: 'toc 2', paragraph: `${spaced('w:after="100"')}<w:ind w:left="220"/>` }),
  style({ id: 'Series', run: colour(QUIET) + size(28) }),
  style({ id: 'Quiet', run: colour(QUIET) }),
  style({ id: 'Theme', paragraph: KEEP + spaced('w:before="160" w:after="60"'), run: BOLD }),
  style({ id: 'Note', quick: true, next: false, paragraph: spaced('w:after="80"') }),
  style({
    id: 'Own',
    name: 'Facilitator',
    quick: true,
    next: false,
    paragraph: '<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="0B5F62"/></w:pBdr><w:ind w:left="240"/>',
  }),
  style({ id: 'Cell', name: 'Table text', next: false, paragraph: spaced('w:after="0" w:line="252" w:lineRule="auto"'), run: size(20) }),
].join('')}${TABLE}</w:styles>`

const bullet = (level: number, sign: string) =>
  `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="${sign}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${360 + 360 * level}" w:hanging="260"/></w:pPr></w:lvl>`

export const NUMBERING = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="${W}"><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>${bullet(0, '•')}${bullet(1, '◦')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>`
