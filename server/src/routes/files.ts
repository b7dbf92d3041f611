import { Readable } from 'node:stream'
import { isPictureFile, PICTURE_PREFIX } from '@stocktake/shared/board/schema'
import { newId } from '@stocktake/shared/ids'
import { Problem } from '@stocktake/shared/problem'
import { isTeam, openRound } from '@stocktake/shared/rounds'
import { sessionFor } from '@stocktake/shared/view'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { TEAM, WRITERS } from '../access.ts'
import { byteRange, cleanName, FILE_TYPES, inspect, PICTURE_TYPES } from '../files.ts'
import { readSession } from '../workshop/workshop.ts'
import { createAllowance } from './allowance.ts'
import { type App, AtStocktake, answers, otherAnswers, type RouteContext } from './context.ts'

const tags = ['files']
const Uploaded = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number() })

/** What an uploaded file may do when a browser shows it by itself: nothing, but be shown. */
const BARE = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
/** Browsers show a PDF with a viewer of their own, which a sandbox would keep from starting. */
const PDF = "default-src 'none'; object-src 'self'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

export function fileRoutes(app: App, { workshop, access }: RouteContext) {
  const { store } = workshop
  const pictures = createAllowance(() => workshop.now())

  /** Reads one file from a request, and keeps it if it is one of these types. */
  async function take(request: FastifyRequest, stocktakeId: string, fileId: string, types: typeof FILE_TYPES): Promise<z.infer<typeof Uploaded>> {
    if (!request.isMultipart()) throw new Problem('bad-request', { errors: [{ path: 'file', message: 'Send the file as multipart/form-data.' }] })
    const part = await request.file()
    if (part?.fieldname !== 'file') throw new Problem('bad-request', { errors: [{ path: 'file', message: 'Send one file in the field "file".' }] })
    try {
      const { type: found, chunks } = await inspect(part.file, types)
      const kept = await store.addFile(stocktakeId, { id: fileId, name: cleanName(part.filename), type: found, addedAt: workshop.now() }, chunks)
      return { id: kept.id, name: kept.name, type: kept.type, size: kept.size }
    } catch (error) {
      // The rest of a refused upload is read and thrown away, or the browser would never read our answer.
      part.file.resume()
      throw error
    }
  }

  app.post(
    '/api/stocktakes/:id/files',
    {
      schema: {
        tags,
        summary: 'Upload a file for stimulus',
        description: 'Multipart, field `file`. PNG, JPEG, GIF, WebP and PDF to 25 MB, MP4 and WebM to 100 MB; the type is found in the bytes.',
        consumes: ['multipart/form-data'],
        params: AtStocktake,
        response: answers(201, Uploaded),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      await access.requireCaller(request, id, TEAM)
      return reply.code(201).send(await take(request, id, newId(), FILE_TYPES))
    },
  )

  app.post(
    '/api/stocktakes/:id/pictures',
    {
      schema: {
        tags,
        summary: 'Upload a picture for a note',
        description: 'Multipart, field `file`. PNG, JPEG, GIF and WebP to 5 MB. For everybody who may write on the board that is open now.',
        consumes: ['multipart/form-data'],
        params: AtStocktake,
        response: answers(201, Uploaded),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const { member } = await access.requireCaller(request, id, WRITERS)
      if (!isTeam(member.role) && !openRound(await readSession(workshop, id))) throw new Problem('round-not-open')
      pictures.count(member.id)
      return reply.code(201).send(await take(request, id, `${PICTURE_PREFIX}${newId()}`, PICTURE_TYPES))
    },
  )

  app.get(
    '/api/stocktakes/:id/files/:file',
    {
      schema: {
        tags,
        summary: 'An uploaded file, whole or in part',
        params: AtStocktake.extend({ file: z.string().max(200) }),
        response: otherAnswers(200, 'The bytes'),
      },
    },
    async (request, reply) => {
      const { id, file } = request.params
      const { member } = await access.requireCaller(request, id)
      const info = await store.fileInfo(id, file)
      if (!info) throw new Problem('file-not-found', { file })
      // A picture on a note is for everybody who reads the board; what else there is only once it is shown.
      if (!isTeam(member.role) && !isPictureFile(file)) {
        const { stimulus } = sessionFor(await readSession(workshop, id), member.role)
        if (!stimulus.some(({ versions }) => versions.some((version) => version.file === file))) throw new Problem('file-not-found', { file })
      }
      reply
        .type(info.type)
        .header('accept-ranges', 'bytes')
        .header('x-content-type-options', 'nosniff')
        .header(
          'content-disposition',
          `inline; filename*=UTF-8''${encodeURIComponent(info.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
        )
        .header('content-security-policy', info.type === 'application/pdf' ? PDF : BARE)
        .header('cache-control', 'private, max-age=3600')
        .header('etag', `"${info.sha256}"`)
      if (request.headers['if-none-match'] === `"${info.sha256}"`) return reply.code(304).send()
      const range = byteRange(request.headers.range, info.size)
      if (range === 'none') return reply.code(416).header('content-range', `bytes */${info.size}`).send()
      const { from, to } = range === 'whole' ? { from: 0, to: info.size - 1 } : range
      if (range !== 'whole') reply.code(206).header('content-range', `bytes ${from}-${to}/${info.size}`)
      reply.header('content-length', to - from + 1)
      return reply.send(request.method === 'HEAD' ? '' : Readable.from(store.readFile(id, file, from, to)))
    },
  )
}
