import { Readable } from 'node:stream'
import { newId } from '@stocktake/shared/ids'
import { Problem } from '@stocktake/shared/problem'
import { isTeam } from '@stocktake/shared/session'
import { sessionFor } from '@stocktake/shared/view'
import { z } from 'zod'
import { TEAM } from '../access.ts'
import { byteRange, cleanName, inspect } from '../files.ts'
import { readSession } from '../workshop/workshop.ts'
import { type App, AtStocktake, answers, otherAnswers, type RouteContext } from './context.ts'

const tags = ['files']
const Uploaded = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number() })

/** What an uploaded file may do when a browser shows it by itself: nothing, but be shown. */
const BARE = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"
/** Browsers show a PDF with a viewer of their own, which a sandbox would keep from starting. */
const PDF = "default-src 'none'; object-src 'self'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"

export function fileRoutes(app: App, { workshop, access }: RouteContext) {
  const { store } = workshop

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
      if (!request.isMultipart()) throw new Problem('bad-request', { errors: [{ path: 'file', message: 'Send the file as multipart/form-data.' }] })
      const part = await request.file()
      if (part?.fieldname !== 'file') throw new Problem('bad-request', { errors: [{ path: 'file', message: 'Send one file in the field "file".' }] })
      try {
        const { type: found, chunks } = await inspect(part.file)
        const {
          name,
          type,
          size,
          id: fileId,
        } = await store.addFile(id, { id: newId(), name: cleanName(part.filename), type: found, addedAt: workshop.now() }, chunks)
        return reply.code(201).send({ id: fileId, name, type, size })
      } catch (error) {
        // The rest of a refused upload is read and thrown away, or the browser would never read our answer.
        part.file.resume()
        throw error
      }
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
      if (!isTeam(member.role)) {
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
