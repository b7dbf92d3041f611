/** A whole server on real storage in a temporary folder, for tests. Only the clock can be set. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addNote, FROM_SERVER, type NewNote } from '@stocktake/shared/board/board'
import type { ProblemJson } from '@stocktake/shared/problem'
import type { SessionView } from '@stocktake/shared/view'
import { buildApp, type Parts } from './app.ts'
import { createMemoryBus } from './bus/memory.ts'
import { readConfig } from './config.ts'
import { openRooms } from './rooms/rooms.ts'
import { openSqliteStore } from './store/sqlite.ts'

export interface Started {
  stocktakeId: string
  joinCode: string
  token: string
  links: { facilitator: string; participant: string; observer: string }
}
export interface Person {
  stocktakeId: string
  memberId: string
  role: string
  token: string
  returnCode: string
}
interface Call {
  token?: string
  body?: unknown
  headers?: Record<string, string>
}
export interface Answer<T> {
  status: number
  headers: Record<string, string | string[] | number | undefined>
  /** The parsed answer. Which it is, the test knows and says. */
  body: T & Partial<ProblemJson>
  bytes: Buffer
}
export type TestServer = Awaited<ReturnType<typeof openTestServer>>

export async function openTestServer(environment: Record<string, string> = {}, more: Partial<Pick<Parts, 'clientFolder' | 'now'>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'stocktake-server-'))
  const config = readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent', ...environment })
  const open = async () => {
    const store = await openSqliteStore(folder)
    const bus = createMemoryBus()
    const rooms = openRooms({ store, bus })
    const { app, workshop } = await buildApp({ store, bus, rooms, config, ...more })
    await app.ready()
    return { store, bus, rooms, app, workshop }
  }
  let parts = await open()

  async function call<T = SessionView>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD',
    url: string,
    { token, body, headers = {} }: Call = {},
  ): Promise<Answer<T>> {
    const answer = await parts.app.inject({
      method,
      url,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
      ...(body === undefined ? {} : { payload: body as object }),
    })
    const json = /json/.test(String(answer.headers['content-type']))
    return { status: answer.statusCode, headers: answer.headers, body: (json ? answer.json() : {}) as T & Partial<ProblemJson>, bytes: answer.rawPayload }
  }

  const close = async () => {
    await parts.app.close()
    await parts.store.close()
  }

  return {
    /** Where it keeps its data. */
    folder,
    call,
    get parts() {
      return parts
    },
    /** Stops the server and starts it again on the same data. */
    async restart() {
      await close()
      parts = await open()
    },
    async dispose() {
      await close()
      await rm(folder, { recursive: true })
    },
    /** A stocktake with its facilitator. */
    async start(template = 'blank'): Promise<Started> {
      return (await call<Started>('POST', '/api/stocktakes', { body: { title: 'Discharge letters', sharedObject: 'A letter that arrives', template } })).body
    },
    /** A participant of its first group, or of the one named. */
    async join({ joinCode }: Pick<Started, 'joinCode'>, group = 0): Promise<Person> {
      const { body } = await call<{ groups: { id: string }[] }>('GET', `/api/join/${joinCode}`)
      return (await call<Person>('POST', '/api/join', { body: { code: joinCode, groupId: body.groups[group]?.id, name: 'Sam' } })).body
    },
    /** Somebody who follows a facilitator's or observer's link. */
    async follow(link: string): Promise<Person> {
      return (await call<Person>('POST', '/api/join', { body: { key: link.split('/k/')[1] } })).body
    },
    /** Writes a note onto a board, as the server may at any time. */
    async note(stocktakeId: string, round: number, note: Partial<NewNote> & { id: string; cell?: string | null }): Promise<void> {
      const { cell = 'practice/barriers', ...rest } = note
      await parts.rooms.edit(stocktakeId, round, (board) => {
        addNote(board, { text: `Note ${note.id}`, at: { cell, x: 16, y: 56 }, group: null, createdAt: 1, ...rest }, FROM_SERVER)
      })
    },
  }
}
