/** Appends updates for ever and prints the number of each that is durable. The test of [S52] starts and kills it. */
import { openSqliteStore } from './sqlite.ts'

const folder = process.argv[2]
if (!folder) throw new Error('usage: sqlite.writer <folder>')
const store = await openSqliteStore(folder)

for (let seq = 1; ; seq++) {
  const update = new Uint8Array(4)
  new DataView(update.buffer).setUint32(0, seq)
  await store.appendUpdates([{ room: 's/round-1', seq, update, isOwn: false, owners: [{ note: `n${seq}`, member: null }] }])
  process.stdout.write(`${seq}\n`)
}
