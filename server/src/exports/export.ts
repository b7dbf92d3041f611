import type { Portable } from '@stocktake/shared/portableSchema'
import type { Report } from '@stocktake/shared/report/blocks'
import type { ExportModel } from '@stocktake/shared/report/model'
import { TABLES, type TableName } from '@stocktake/shared/report/tables'
import { isoDate } from '@stocktake/shared/report/words'
import { csvOf } from './csv.ts'
import { docxOf } from './docx.ts'
import { htmlOf } from './html.ts'
import { jsonOf } from './json.ts'
import { markdownOf } from './markdown.ts'
import { xlsxOf } from './xlsx.ts'

export type ExportKind = 'csv' | 'xlsx' | 'json'

/** Documents to read: the pack of a round, or the report of all rounds. */
export const DOCUMENT_KINDS = ['md', 'html', 'docx'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

export interface ExportFile {
  bytes: Buffer
  contentType: string
  /** Letters, digits, dashes, underlines and dots: safe on every file system and in every header. */
  fileName: string
}

/** What each file holds, for its name. */
const HOLDS = { xlsx: 'matrix', json: 'stocktake' } as const

/** Makes the bytes of a file: one table or the whole workbook of a model, or a whole stocktake. */
export function exportFile(kind: 'csv' | 'xlsx', model: ExportModel, table?: TableName): Promise<ExportFile>
export function exportFile(kind: 'json', stocktake: Portable): Promise<ExportFile>
export async function exportFile(kind: ExportKind, source: ExportModel | Portable, table: TableName = 'notes'): Promise<ExportFile> {
  if ('schema' in source) {
    const fileName = fileNameOf(source.session.title, [], HOLDS.json, 'json', source.exportedAt)
    return { bytes: jsonOf(source), contentType: 'application/json; charset=utf-8', fileName }
  }
  const rounds = source.rounds.map((round) => round.number)
  if (kind === 'csv')
    return {
      bytes: csvOf(TABLES[table](source)),
      contentType: 'text/csv; charset=utf-8',
      fileName: fileNameOf(source.series.title, rounds, table, 'csv', source.madeAt),
    }
  return {
    bytes: await xlsxOf(source),
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: fileNameOf(source.series.title, rounds, HOLDS.xlsx, 'xlsx', source.madeAt),
  }
}

const DOCUMENTS: Record<DocumentKind, { write: (report: Report) => Buffer | Promise<Buffer>; contentType: string }> = {
  md: { write: markdownOf, contentType: 'text/markdown; charset=utf-8' },
  html: { write: htmlOf, contentType: 'text/html; charset=utf-8' },
  docx: { write: docxOf, contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
}

/** Makes the bytes of a document. */
export async function documentFile(kind: DocumentKind, report: Report): Promise<ExportFile> {
  const { write, contentType } = DOCUMENTS[kind]
  const fileName =
    report.kind === 'round'
      ? fileNameOf(report.subtitle, report.rounds, 'pack', kind, report.madeAt)
      : fileNameOf(report.title, [], 'report', kind, report.madeAt)
  return { bytes: await write(report), contentType, fileName }
}

function fileNameOf(title: string, rounds: readonly number[], holds: string, kind: ExportKind | DocumentKind, madeAt: number): string {
  const scope = rounds.length === 1 ? `round-${rounds[0]}` : 'all-rounds'
  return `${slug(title)}_${scope}_${holds}_${isoDate(madeAt)}.${kind}`
}

/** A title as part of a file name; a title without Latin letters or digits gives plain `stocktake`. */
function slug(title: string): string {
  const words =
    title
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  let out = ''
  for (const word of words) {
    if (out.length + word.length > 60) break
    out += out ? `-${word}` : word
  }
  return out || words[0]?.slice(0, 60) || 'stocktake'
}
