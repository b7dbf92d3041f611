import type { Block, NoteLine } from '@stocktake/shared/report/blocks'
import { svgOf } from '@stocktake/shared/report/svg/figures'
import { aside, visibleText } from '@stocktake/shared/report/visible'
import { ImageRun, Paragraph, type Table, TextRun } from 'docx'
import { pngOf } from '../picture.ts'
import { QUIET } from './looks.ts'
import { tableOf } from './table.ts'
import { directionOf, line, runs, said } from './words.ts'

/** Pictures are shown where drawings are not: 160 dots in an inch at the width of a page. */
const FALLBACK_SCALE = 1.5

/**
 * One block of a section, as Word has it.
 *
 * @param leads says that a sentence stands over a table or figure, and stays with it
 */
export function blockParts(block: Block, width: number, leads: boolean): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'paragraph': {
      const look = block.look === 'quiet' ? { style: 'Quiet' } : block.look === 'strong' ? { style: 'Theme' } : {}
      return [said(block, leads ? { ...look, keepNext: true } : look)]
    }
    case 'list':
      return block.items.map((item) => said(item, { numbering: { reference: 'points', level: 0 }, spacing: { after: 60 } }))
    case 'notes':
      return notesParts(block.notes)
    case 'table':
      return [line(block.caption, { style: 'Caption' }), tableOf(block, width), new Paragraph({ style: 'Cell', children: [] })]
    case 'figure':
      return figureParts(block, width)
    case 'own':
      return block.text.trim() ? [said(block, { style: 'Own' })] : []
    case 'messages':
      return block.messages.flatMap(({ title, paragraph, question, notes, groups }) => [
        line(title.trim() || 'Without a title', { style: 'Theme' }),
        ...(paragraph.trim() ? [said({ text: paragraph })] : []),
        ...(question.trim() ? [new Paragraph({ children: [new TextRun({ text: 'Open question: ', bold: true }), ...runs({ text: question })] })] : []),
        ...(groups.length ? [line(`Groups: ${groups.map(({ label }) => label).join(', ')}`, { style: 'Quiet' })] : []),
        ...notesParts(notes),
      ])
  }
}

const notesParts = (notes: readonly NoteLine[]): Paragraph[] =>
  notes.flatMap((note) => {
    const about = [note.group?.label ?? '', ...note.facts].filter(Boolean).join('; ')
    return [
      new Paragraph({
        style: 'Note',
        numbering: { reference: 'points', level: 0 },
        ...directionOf(note),
        children: [...runs(note), ...(about ? [new TextRun({ text: ` ${aside(visibleText(about), note.text)}`, color: QUIET })] : [])],
      }),
      ...note.comments.map((comment) => said({ text: `Comment: ${comment}` }, { style: 'Note', numbering: { reference: 'points', level: 1 } })),
    ]
  })

function figureParts({ figure, caption, text }: Extract<Block, { kind: 'figure' }>, width: number): Paragraph[] {
  const svg = svgOf(figure, caption)
  const [, w = 720, h = 300] = (/viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []).map(Number)
  // Pixels of 1/96 inch, as the library wants them; no figure is taller than most of a page.
  const scale = Math.min(width / 15 / w, 800 / h)
  const size = { width: Math.round(w * scale), height: Math.round(h * scale) }
  const alt = visibleText(text)
  return [
    line(caption, { style: 'Caption' }),
    new Paragraph({
      keepNext: true,
      children: [
        new ImageRun({
          type: 'svg',
          data: Buffer.from(svg),
          fallback: { type: 'png', data: pngOf(svg, FALLBACK_SCALE) },
          transformation: size,
          altText: { title: visibleText(caption), description: alt, name: visibleText(caption) },
        }),
      ],
    }),
    said({ text: `In words: ${text}` }, { style: 'Quiet' }),
  ]
}
