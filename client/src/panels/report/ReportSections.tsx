import { LIMITS } from '@stocktake/shared/limits'
import type { Block, Report, Section, TableCell } from '@stocktake/shared/report/blocks'
import { svgOf } from '@stocktake/shared/report/svg/figures'
import type { SessionView } from '@stocktake/shared/view'
import { memo } from 'react'
import { GroupMark } from '../../ui/GroupMark.tsx'
import { useWords } from '../../words/words.ts'
import { OwnText } from './OwnText.tsx'
import styles from './Report.module.css'
import { ReportMessages } from './ReportMessages.tsx'
import { ReportNotes } from './ReportNotes.tsx'

interface Of {
  view: SessionView
  report: Report
}

/** A report as it will be sent, with the facilitators' texts as fields in their places. */
export function ReportSections({ view, report }: Of) {
  return report.sections.map((section) => <Part key={section.id} view={view} report={report} section={section} level={2} />)
}

function Part({ view, report, section, level }: Of & { section: Section; level: number }) {
  const Heading = `h${Math.min(6, level)}` as 'h2'
  return (
    <section id={section.id} className={level === 2 ? styles.part : styles.inner} aria-labelledby={`${section.id}-title`}>
      <Heading id={`${section.id}-title`} dir="auto" tabIndex={-1}>
        {section.title}
      </Heading>
      {section.blocks.map((block, i) =>
        block.kind === 'own' ? (
          <OwnText
            key={block.field}
            stocktakeId={view.id}
            field={block.field}
            label={block.label}
            stored={view.report.fields[block.field] ?? ''}
            max={LIMITS.reportText}
            isOpen={section.id === 'summary'}
          />
        ) : block.kind === 'messages' ? (
          <ReportMessages key="messages" view={view} block={block} />
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no name and keep no state
          <Piece key={i} block={block} />
        ),
      )}
      {section.sections.map((inner) => (
        <Part key={inner.id} view={view} report={report} section={inner} level={level + 1} />
      ))}
    </section>
  )
}

const Piece = memo(function Piece({ block }: { block: Exclude<Block, { kind: 'own' | 'messages' }> }) {
  const t = useWords()
  switch (block.kind) {
    case 'paragraph':
      return (
        <p className={block.look ? styles[block.look] : styles.text} dir="auto" lang={block.lang}>
          {block.text}
        </p>
      )
    case 'list':
      return (
        <ul className={styles.list}>
          {block.items.map((item, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two items may read the same
            <li key={i} dir="auto" lang={item.lang}>
              {item.text}
            </li>
          ))}
        </ul>
      )
    case 'notes':
      return <ReportNotes notes={block.notes} />
    case 'table':
      return <Rows block={block} />
    case 'figure':
      return (
        <figure className={styles.figure}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
          <section className={styles.drawing} tabIndex={0} aria-label={block.caption}>
            <img src={`data:image/svg+xml,${encodeURIComponent(svgOf(block.figure, block.caption))}`} alt={block.text} />
          </section>
          <figcaption>{block.caption}</figcaption>
          <details className={styles.inWords}>
            <summary>{t('report.inWords')}</summary>
            <p>{block.text}</p>
          </details>
        </figure>
      )
  }
})

function Rows({ block: { caption, columns, rows, rowHeads } }: { block: Extract<Block, { kind: 'table' }> }) {
  const all = columns.reduce((sum, { width }) => sum + width, 0) || 1
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={caption}>
      <table className={styles.table} style={{ minWidth: `${Math.min(44, columns.length * 7)}rem` }}>
        <caption>{caption}</caption>
        <colgroup>
          {columns.map(({ width }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
            <col key={i} style={{ width: `${(100 * width) / all}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ label }, i) =>
              label ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
                <th key={i} scope="col" dir="auto">
                  {label}
                </th>
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
                <td key={i} />
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name and keep no state
            <tr key={r}>
              {row.map((cell, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: cells have no name and keep no state
                <Cell key={i} cell={cell} isHead={rowHeads && i === 0} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ cell, isHead }: { cell: TableCell; isHead: boolean }) {
  const content = cell.mark ? (
    <span className={styles.group}>
      <GroupMark group={cell.mark} /> {cell.text}
    </span>
  ) : (
    cell.text
  )
  if (isHead)
    return (
      <th scope="row" dir="auto" lang={cell.lang}>
        {content}
      </th>
    )
  return (
    <td dir="auto" lang={cell.lang} data-heat={cell.heat}>
      {content}
    </td>
  )
}
