import { LevelFormat, LineRuleType } from 'docx'

/** How a report looks in Word: the sheet, the styles by their names, and the points of lists. */

/** Twentieths of a point: A4, its margins, and what is left between them. */
export const PAGE = { width: 11_906, height: 16_838, margin: 1080 }
export const PORTRAIT = PAGE.width - 2 * PAGE.margin
export const LANDSCAPE = PAGE.height - 2 * PAGE.margin
export const LANGUAGE = 'en-GB'
export const QUIET = '55615D'

const bullet = (level: number) => ({
  level,
  format: LevelFormat.BULLET,
  text: level ? '◦' : '•',
  style: { paragraph: { indent: { left: 360 + 360 * level, hanging: 260 } } },
})

const heading = (size: number, before: number) => ({
  run: { size, bold: true, color: '074648' },
  paragraph: { spacing: { before, after: 120 }, keepNext: true },
})

export const STYLES = {
  default: {
    document: {
      run: { font: 'Calibri', size: 22, language: { value: LANGUAGE, bidirectional: 'ar-SA', eastAsia: 'ja-JP' } },
      paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
    },
    title: { run: { size: 52, bold: true, color: '074648' }, paragraph: { spacing: { after: 120 } } },
    heading1: heading(34, 420),
    heading2: heading(28, 320),
    heading3: heading(24, 260),
    heading4: heading(22, 220),
    heading5: heading(22, 200),
    heading6: heading(22, 200),
    caption: { run: { size: 20, bold: true, italics: false, color: '1B2422' }, paragraph: { spacing: { before: 160, after: 80 }, keepNext: true } },
  },
  paragraphStyles: [
    { id: 'Series', name: 'Series', basedOn: 'Normal', next: 'Normal', run: { size: 28, color: QUIET } },
    { id: 'Quiet', name: 'Quiet', basedOn: 'Normal', next: 'Normal', run: { color: QUIET } },
    { id: 'Theme', name: 'Theme', basedOn: 'Normal', next: 'Normal', run: { bold: true }, paragraph: { keepNext: true, spacing: { before: 160, after: 60 } } },
    { id: 'Note', name: 'Note', basedOn: 'Normal', quickFormat: true, paragraph: { spacing: { after: 80 } } },
    {
      id: 'Own',
      name: 'Facilitator',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: { indent: { left: 240 }, border: { left: { style: 'single' as const, size: 18, color: '0B5F62', space: 8 } } },
    },
    { id: 'Cell', name: 'Table text', basedOn: 'Normal', run: { size: 20 }, paragraph: { spacing: { after: 0, line: 252, lineRule: LineRuleType.AUTO } } },
  ],
}

export const NUMBERING = { config: [{ reference: 'points', levels: [bullet(0), bullet(1)] }] }
