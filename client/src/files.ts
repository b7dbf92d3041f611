import type { TableName } from '@stocktake/shared/report/tables'
import { presentedKey } from './credential.ts'
import { type MadeFile, type MakingProgress, readMaking } from './making.ts'
import { ApiProblem, at, offline, part, problemFrom, reach } from './request.ts'

/** Files that people upload, and files that are made for them. */

export interface UploadedFile {
  id: string
  name: string
  type: string
  size: number
}

export const uploadFile = (id: string, file: File, options: UploadOptions = {}) => upload(at(id, '/files'), file, options)
/** A small picture for a note; everybody who may write has this. */
export const uploadPicture = (id: string, file: File, options: UploadOptions = {}) => upload(at(id, '/pictures'), file, options)

interface UploadOptions {
  onProgress?: (part: number) => void
  signal?: AbortSignal
}

/** The one request that is not a `fetch`: only this older way tells how much of a file has gone out. */
function upload(address: string, file: File, options: UploadOptions): Promise<UploadedFile> {
  const form = new FormData()
  form.append('file', file)
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest()
    upload.open('POST', address)
    upload.responseType = 'json'
    upload.setRequestHeader('Accept', 'application/json')
    upload.upload.onprogress = ({ loaded, total }) => total > 0 && options.onProgress?.(loaded / total)
    upload.onload = () =>
      upload.status < 300 && upload.response ? resolve(upload.response as UploadedFile) : reject(problemFrom(upload.status, upload.response))
    upload.onerror = () => reject(offline())
    upload.onabort = () => reject(offline())
    options.signal?.addEventListener('abort', () => upload.abort())
    upload.send(form)
  })
}

/** Where the page finds an uploaded file, for `<img>`, `<video>` and links. */
export const fileAddress = (id: string, file: string) => {
  const key = presentedKey()
  return at(id, `/files/${part(file)}${key === undefined ? '' : `?token=${part(key)}`}`)
}

export type ExportFormat = 'csv' | 'xlsx' | 'json' | 'docx' | 'pdf' | 'pptx' | 'html' | 'md' | 'svg' | 'png' | 'canvas-svg' | 'canvas-png' | 'zip'
/** Which file, of which round, and of which notes if not of all. */
export interface ExportWish {
  format: ExportFormat
  round: number | 'all'
  table?: TableName
  cell?: string
  group?: string
}

/** Has a file made, hearing how far it is. Aborting ends its making; that is a problem like any other, `offline`. */
export async function makeExport(
  id: string,
  { format, round, ...rest }: ExportWish,
  signal: AbortSignal,
  onProgress: (progress: MakingProgress) => void,
): Promise<MadeFile> {
  const query = new URLSearchParams({ round: String(round), progress: '1', ...rest })
  try {
    const answer = await reach(at(id, `/export.${format}?${query}`), { signal })
    if (!answer.ok || !answer.body) throw problemFrom(answer.status, await answer.json().catch(() => undefined))
    const made = await readMaking(answer.body, onProgress)
    if (!made) throw offline()
    if ('bytes' in made) return made
    throw problemFrom(made.status, made)
  } catch (cause) {
    throw cause instanceof ApiProblem ? cause : offline(cause)
  }
}
