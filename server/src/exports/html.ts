import { type Block, type NoteLine, type Report, type Said, type Section, saysSomething, type TableCell } from '@stocktake/shared/report/blocks'
import { shape } from '@stocktake/shared/report/svg/draw'
import { svgOf } from '@stocktake/shared/report/svg/figures'
import { escaped } from '@stocktake/shared/report/visible'
import type { GroupMark } from '@stocktake/shared/session'
import { HTML_STYLE } from './htmlStyle.ts'

/** A report as one page that needs nothing else: no script, no file, no address. */
export function htmlOf(report: Report): Buffer {
  const sections = report.sections.filter(saysSomething)
  return Buffer.from(`<!DOCTYPE html>
<html lang="${report.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Stocktake">
<title>${escaped(`${report.title}: ${report.subtitle}`)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<header>
<p class="series">${escaped(report.subtitle)}</p>
<h1>${escaped(report.title)}</h1>
<p class="object"><strong>Shared object:</strong> ${words(report.sharedObject)}</p>
<dl>${report.facts.map(({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${words(value)}</dd></div>`).join('')}</dl>
</header>
<nav aria-labelledby="contents"><h2 id="contents">Contents</h2><ol>${sections.map(({ id, title }) => `<li><a href="#${escaped(id)}">${escaped(title)}</a></li>`).join('')}</ol></nav>
<main>
${sections.map((section) => sectionHtml(section, 2)).join('\n')}
</main>
<footer><p>${escaped(report.versionLine)}</p></footer>
</body>
</html>
`)
}

function sectionHtml({ id, title, blocks, sections }: Section, level: number): string {
  const heading = `h${Math.min(6, level)}`
  return `<section id="${escaped(id)}"><${heading}>${words(title)}</${heading}>
${blocks.map(blockHtml).filter(Boolean).join('\n')}
${sections
  .filter(saysSomething)
  .map((inner) => sectionHtml(inner, level + 1))
  .join('\n')}</section>`
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p${block.look ? ` class="${block.look}"` : ''}${langOf(block)}>${words(block.text)}</p>`
    case 'list':
      return `<ul>${block.items.map((item) => `<li${langOf(item)}>${words(item.text)}</li>`).join('')}</ul>`
    case 'notes':
      return notesHtml(block.notes)
    case 'table':
      return tableHtml(block)
    case 'figure':
      return `<figure>${svgOf(block.figure, block.caption)}<figcaption><strong>${escaped(block.caption)}.</strong> In words: ${words(block.text)}</figcaption></figure>`
    case 'own':
      return block.text.trim() ? `<p class="own" dir="auto">${words(block.text)}</p>` : ''
    case 'messages':
      return block.messages
        .map(
          ({ title, paragraph, question, notes, groups }) =>
            `<article class="message"><p class="title" dir="auto">${words(title.trim() || 'Without a title')}</p>${paragraph.trim() ? `<p dir="auto">${words(paragraph)}</p>` : ''}${
              question.trim() ? `<p><strong>Open question:</strong> <span dir="auto">${words(question)}</span></p>` : ''
            }${groups.length ? `<p class="quiet">${groups.map((group) => markHtml(group)).join(', ')}</p>` : ''}${notes.length ? notesHtml(notes) : ''}</article>`,
        )
        .join('\n')
  }
}

const notesHtml = (notes: readonly NoteLine[]) =>
  `<ul class="notes">${notes
    .map((note) => {
      const about = [...(note.group ? [markHtml(note.group)] : []), ...note.facts.map((fact) => escaped(fact))]
      const comments = note.comments.length ? `<ul>${note.comments.map((comment) => `<li dir="auto">Comment: ${words(comment)}</li>`).join('')}</ul>` : ''
      return `<li><span class="text"${langOf(note)}>${words(note.text)}</span>${about.length ? ` <span class="about">${about.join('; ')}</span>` : ''}${comments}</li>`
    })
    .join('')}</ul>`

/** A group's shape beside its name. */
const markHtml = (mark: GroupMark) =>
  `<span class="group"><svg viewBox="-7 -7 14 14" width="11" height="11" aria-hidden="true">${shape(mark, 0, 0)}</svg> ${escaped(mark.label)}</span>`

function tableHtml({ caption, columns, rows, rowHeads }: Extract<Block, { kind: 'table' }>): string {
  const all = columns.reduce((sum, { width }) => sum + width, 0) || 1
  const cell = (own: TableCell, i: number) => {
    const isHead = rowHeads && i === 0
    const content = own.mark ? markHtml(own.mark) : words(own.text)
    return isHead ? `<th scope="row"${langOf(own)}>${content}</th>` : `<td${own.heat ? ` class="heat${own.heat}"` : ''}${langOf(own)}>${content}</td>`
  }
  return `<div class="table"><table><caption>${words(caption)}</caption><colgroup>${columns.map(({ width }) => `<col style="width:${Math.round((1000 * width) / all) / 10}%">`).join('')}</colgroup><thead><tr>${columns.map(({ label }) => (label ? `<th scope="col">${words(label)}</th>` : '<td></td>')).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('')}</tbody></table></div>`
}

const langOf = ({ lang }: Partial<Said>) => ` dir="auto"${lang ? ` lang="${escaped(lang)}"` : ''}`

/** Escaped, with line breaks kept by the style sheet. */
const words = escaped
