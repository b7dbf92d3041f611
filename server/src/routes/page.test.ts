import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestServer, type TestServer } from '../testServer.ts'

let server: TestServer
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stocktake-client-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Stocktake</title>')
  await writeFile(join(folder, 'assets/main-abc123.js'), 'plain')
  await writeFile(join(folder, 'assets/main-abc123.js.br'), 'brotli')
  server = await openTestServer({}, { clientFolder: folder })
})
afterAll(async () => {
  await server.dispose()
  await rm(folder, { recursive: true })
})

describe('the page', () => {
  it('[W62] every address of the client is the page, and none of the server is', async () => {
    for (const url of ['/', '/j/K7RM3Q', '/s/abc/setup?lens=table']) {
      const page = await server.call('GET', url, { headers: { accept: 'text/html' } })
      expect([url, page.status, page.bytes.toString()]).toEqual([url, 200, '<!doctype html><title>Stocktake</title>'])
      expect(page.headers['cache-control']).toBe('no-cache')
    }
    for (const url of ['/api/nothing', '/api', '/assets/gone.js', '/live/x', '/sync/x'])
      expect([url, (await server.call('GET', url)).body.code]).toEqual([url, 'not-found'])
    expect((await server.call('POST', '/s/abc')).body.code).toBe('not-found')
  })

  it('[W63] named by content is kept for ever, and sent small', async () => {
    const plain = await server.call('GET', '/assets/main-abc123.js')
    expect([plain.bytes.toString(), plain.headers['cache-control']]).toEqual(['plain', 'public, max-age=31536000, immutable'])
    const small = await server.call('GET', '/assets/main-abc123.js', { headers: { 'accept-encoding': 'br, gzip' } })
    expect([small.bytes.toString(), small.headers['content-encoding']]).toEqual(['brotli', 'br'])
  })

  it('[W64] may talk to us and to nobody else', async () => {
    const policy = String((await server.call('GET', '/', { headers: { host: 'stock.example:8080' } })).headers['content-security-policy'])
    expect(policy.split(';')).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self'",
        "connect-src 'self' ws://stock.example:8080 wss://stock.example:8080",
        "object-src 'none'",
        "frame-ancestors 'self'",
      ]),
    )
    expect(policy).not.toContain('upgrade-insecure-requests')
    const odd = await server.call('GET', '/', { headers: { host: "x; script-src 'unsafe-inline'" } })
    expect(String(odd.headers['content-security-policy'] ?? '')).not.toContain("script-src 'unsafe-inline'")
  })
})

describe('the server', () => {
  it('[W65] says that it lives, that it is ready, and what it offers', async () => {
    expect((await server.call('GET', '/healthz')).body).toEqual({ status: 'ok' })
    expect((await server.call('GET', '/readyz')).body).toEqual({ status: 'ok' })
    const { body } = await server.call<{ paths: Record<string, Record<string, { summary?: string; responses: object }>> }>('GET', '/api/openapi.json')
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )
    expect(operations.length).toBeGreaterThan(30)
    for (const { path, method, operation } of operations)
      expect([path, method, Boolean(operation.summary), '4XX' in operation.responses]).toEqual([path, method, true, true])
  })
})
