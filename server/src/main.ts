import { networkInterfaces } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildApp } from './app.ts'
import { createMemoryBus } from './bus/memory.ts'
import { ConfigError, readConfig } from './config.ts'
import { openDemo } from './demo.ts'
import { openWriter } from './exports/writer.ts'
import { openFolder } from './rooms/folder.ts'
import { foldHere } from './rooms/parts.ts'
import { openRooms } from './rooms/rooms.ts'
import { openSqliteStore } from './store/sqlite.ts'
import { keepClean } from './workshop/pictures.ts'

/** Chooses the implementations, listens, and ends cleanly when told to. */

const here = join(dirname(fileURLToPath(import.meta.url)), '..')
const say = (line: string) => process.stdout.write(`${line}\n`)

async function main() {
  const demo = process.argv.includes('--demo')
  const config = readConfig(demo ? { DATA_DIR: './data/demo', ...process.env } : process.env)
  const store = await openSqliteStore(config.dataDir)
  const bus = createMemoryBus((error) => built?.app.log.error({ err: error }, 'bus'))
  // From source there is no file for a thread to run.
  const folder = import.meta.url.endsWith('.ts') ? { fold: foldHere, close: async () => {} } : openFolder()
  const rooms = openRooms({ store, bus, fold: folder.fold, log: (what, facts) => built?.app.log.warn(facts, what) })
  const writer = openWriter()
  const built: Awaited<ReturnType<typeof buildApp>> | undefined = await buildApp({
    store,
    bus,
    rooms,
    config,
    writer,
    clientFolder: join(here, '../client/dist'),
  })
  const { app, workshop } = built
  const cleaning = keepClean(workshop, (error) => app.log.error({ err: error }, 'cleaning pictures'))

  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    await cleaning.stop()
    await app.close()
    await Promise.all([folder.close(), writer.close()])
    await bus.close()
    await store.close()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop().catch(fail))

  const example = demo ? await openDemo(workshop) : undefined
  // Where it listens is said below in words for people, and needs no lines for machines among them.
  app.log.level = 'silent'
  await app.listen({ host: config.host, port: config.port })
  app.log.level = config.logLevel
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : config.port
  const local = `http://localhost:${port}`
  const open = config.publicUrl ?? local
  say(`Stocktake is ready: ${open}`)
  if (config.host === '0.0.0.0' && !config.publicUrl) for (const ip of lanAddresses()) say(`In this network:    http://${ip}:${port}`)
  if (example) {
    const links = example.links(open)
    say(`Example, as facilitator: ${links.facilitator ?? ''}`)
    say(`Example, as participant: ${links.participant}`)
  }
}

const lanAddresses = () =>
  Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)

function fail(error: Error) {
  process.stderr.write(`Stocktake did not end cleanly. ${error.stack ?? error.message}\n`)
  process.exit(1)
}

main().catch((error: Error & { code?: string }) => {
  const known = error instanceof ConfigError || error.code === 'EADDRINUSE' || error.message.includes('in use by another Stocktake')
  process.stderr.write(`Stocktake could not start. ${known ? plain(error) : (error.stack ?? error.message)}\n`)
  process.exit(1)
})

const plain = (error: Error & { code?: string }) => (error.code === 'EADDRINUSE' ? 'Another program uses this port: set PORT to another one.' : error.message)
