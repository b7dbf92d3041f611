import { type Block, type NoteLine, type Report, type Said, type Section, saysSomething, type TableCell } from '@stocktake/shared/report/blocks'
import { visibleText } from '@stocktake/shared/report/visible'

/** A report as Markdown (CommonMark with tables). People's words are escaped, so that they read as they were written. */
export function markdownOf(report: Report): Buffer {
  const parts = [
    `# ${words(report.title)}`,
    words(report.subtitle),
    `**Shared object:** ${words(report.sharedObject)}`,
    report.facts.map(({ label, value }) => `- **${words(label)}:** ${words(value)}`).join('\n'),
    ...report.sections.filter(saysSomething).flatMap((section) => sectionParts(section, 2)),
    '---',
    words(report.versionLine),
  ]
  return Buffer.from(`${parts.filter(Boolean).join('\n\n')}\n`)
}

function sectionParts(section: Section, level: number): string[] {
  return [
    `${'#'.repeat(Math.min(6, level))} ${words(section.title)}`,
    ...section.blocks.flatMap((block) => blockParts(block)),
    ...section.sections.filter(saysSomething).flatMap((inner) => sectionParts(inner, level + 1)),
  ]
}

function blockParts(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [block.look === 'strong' ? `**${words(block.text)}**` : words(block.text)]
    case 'list':
      return [block.items.map(({ text }) => `- ${words(text)}`).join('\n')]
    case 'notes':
      return [block.notes.map(noteItem).join('\n')]
    case 'table':
      return [`*${words(block.caption)}*`, tableLines(block.columns, block.rows, block.rowHeads)]
    case 'figure':
      return [`*${words(block.caption)}.* ${words(block.text)}`]
    case 'own':
      return block.text.trim() ? [words(block.text)] : []
    case 'messages':
      return block.messages.flatMap(({ title, paragraph, question, notes, groups }) => [
        `**${words(title.trim() || 'Without a title')}**`,
        ...(paragraph.trim() ? [words(paragraph)] : []),
        ...(question.trim() ? [`*Open question:* ${words(question)}`] : []),
        ...(groups.length ? [`Groups: ${words(groups.map(({ label }) => label).join(', '))}`] : []),
        ...(notes.length ? [notes.map(noteItem).join('\n')] : []),
      ])
  }
}

function noteItem(note: NoteLine): string {
  const about = [note.group?.label ?? '', ...note.facts].filter(Boolean)
  return [`- ${said(note)}${about.length ? ` (${words(about.join('; '))})` : ''}`, ...note.comments.map((comment) => `    - Comment: ${words(comment)}`)].join(
    '\n',
  )
}

/** Words with their language, where they say it, for whoever reads them aloud. */
const said = ({ text, lang }: Said) => (lang ? `<span lang="${lang}">${words(text)}</span>` : words(text))

function tableLines(columns: readonly { label: string }[], rows: readonly (readonly TableCell[])[], rowHeads: boolean): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell || ' ').join(' | ')} |`
  return [
    line(columns.map(({ label }) => words(label))),
    line(columns.map(() => '---')),
    ...rows.map((row) => line(row.map((cell, i) => (rowHeads && i === 0 && cell.text ? `**${said(cell)}**` : said(cell))))),
  ].join('\n')
}

/** What Markdown would take for its own, anywhere in a line and at its beginning. */
const ANYWHERE = /[\\`*_[\]<>#|~&$]/g
const AT_FIRST = /^([+\-=:]|\d{1,9}(?=[.)]))/gm

/** A text that reads in Markdown as it was written. Blanks at the edges would be cut off, so they are written by number. */
export const words = (text: string) =>
  visibleText(text)
    .replace(ANYWHERE, (character) => `\\${character}`)
    .replace(AT_FIRST, (found) => (/\d/.test(found) ? `${found}\\` : `\\${found}`))
    .replace(/^[ \t]+|[ \t]+$/gm, (blanks) => [...blanks].map((blank) => `&#${blank.charCodeAt(0)};`).join(''))
    .replace(/\n/g, '<br>')
