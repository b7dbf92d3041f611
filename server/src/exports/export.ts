import type { BoardContent } from '@stocktake/shared/record'
import type { Report } from '@stocktake/shared/report/blocks'
import type { ExportModel } from '@stocktake/shared/report/model'
import { canvasSheet } from '@stocktake/shared/report/svg/canvasSheet'
import { matrixSheet } from '@stocktake/shared/report/svg/matrixSheet'
import { TABLES, type TableName } from '@stocktake/shared/report/tables'
import { isoDate } from '@stocktake/shared/report/words'
import { csvOf } from './csv.ts'
import { docxOf } from './docx/docx.ts'
import { htmlOf } from './html.ts'
import { markdownOf } from './markdown.ts'
import { pdfOf } from './pdf/pdf.ts'
import { pngOf } from './picture.ts'
import { pptxOf } from './slides/pptx.ts'
import { xlsxOf } from './xlsx.ts'

export type TableKind = 'csv' | 'xlsx'

/** Pictures of one round: its filled matrix, and its canvas with everything where hands put it. */
export const PICTURES = {
  png: { of: 'matrix', as: 'png' },
  svg: { of: 'matrix', as: 'svg' },
  'canvas-png': { of: 'canvas', as: 'png' },
  'canvas-svg': { of: 'canvas', as: 'svg' },
} as const
export type PictureKind = keyof typeof PICTURES
export const PICTURE_KINDS = Object.keys(PICTURES) as PictureKind[]
export const isPicture = (kind: string): kind is PictureKind => Object.hasOwn(PICTURES, kind)

/** `report` is the tree of a report, for the preview; `zip` is everything. */
export type ExportKind = TableKind | DocumentKind | PictureKind | 'json' | 'zip' | 'report'

/** Documents to read: the pack of a round, or the report of all rounds. */
export const DOCUMENT_KINDS = ['md', 'html', 'docx', 'pdf', 'pptx'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]
export const isDocument = (kind: string): kind is DocumentKind => (DOCUMENT_KINDS as readonly string[]).includes(kind)

export interface ExportFile {
  bytes: Buffer
  contentType: string
  /** Letters, digits, dashes, underlines and dots: safe on every file system and in every header. */
  fileName: string
}

/** Makes the bytes of one table, or of the whole workbook of a model. */
export async function exportFile(kind: TableKind, model: ExportModel, table: TableName = 'notes', isPart = false): Promise<ExportFile> {
  const rounds = model.rounds.map((round) => round.number)
  const name = (holds: string) => fileNameOf(model.series.title, rounds, isPart ? `${holds}-some` : holds, kind, model.madeAt)
  if (kind === 'csv') return { bytes: csvOf(TABLES[table](model)), contentType: 'text/csv; charset=utf-8', fileName: name(table) }
  return { bytes: await xlsxOf(model), contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', fileName: name('matrix') }
}

const DOCUMENTS: Record<DocumentKind, { write: (report: Report) => Buffer | Promise<Buffer>; contentType: string }> = {
  md: { write: markdownOf, contentType: 'text/markdown; charset=utf-8' },
  html: { write: htmlOf, contentType: 'text/html; charset=utf-8' },
  docx: { write: docxOf, contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  pdf: { write: pdfOf, contentType: 'application/pdf' },
  pptx: { write: pptxOf, contentType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation' },
}

/** Makes the bytes of a document. */
export async function documentFile(kind: DocumentKind, report: Report, isPart = false): Promise<ExportFile> {
  const { write, contentType } = DOCUMENTS[kind]
  const fileName =
    report.kind === 'round'
      ? fileNameOf(report.subtitle, report.rounds, isPart ? 'pack-some' : 'pack', kind, report.madeAt)
      : fileNameOf(report.title, [], isPart ? 'report-some' : 'report', kind, report.madeAt)
  return { bytes: await write(report), contentType, fileName }
}

/** Makes a picture of a model of one round; the canvas needs the board as well, which knows places. */
export function pictureFile(
  kind: PictureKind,
  model: ExportModel,
  content: BoardContent,
  pictures: ReadonlyMap<string, string> = new Map(),
  isPart = false,
): ExportFile {
  const [round] = model.rounds
  if (!round) throw new Error('a picture is of one round')
  const { of, as } = PICTURES[kind]
  const svg = of === 'matrix' ? matrixSheet(model, round) : canvasSheet(model, round, content, pictures, isPart)
  const fileName = fileNameOf(model.series.title, [round.number], isPart ? `${of}-some` : of, as, model.madeAt)
  return as === 'svg' ? { bytes: Buffer.from(svg), contentType: 'image/svg+xml', fileName } : { bytes: pngOf(svg), contentType: 'image/png', fileName }
}

/** Series, round, kind and date. */
export function fileNameOf(title: string, rounds: readonly number[], holds: string, kind: string, madeAt: number): string {
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
