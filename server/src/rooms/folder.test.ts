import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { addNote, createBoard, readNotes } from '@stocktake/shared/board/board'
import { build } from 'esbuild'
import { expect, it, onTestFinished } from 'vitest'
import * as Y from 'yjs'

const run = promisify(execFile)
const here = import.meta.dirname

/** Runs code beside the folder and its thread, built as the server is. */
async function besideFolder(code: string): Promise<unknown> {
  // Within the package, or its dependencies would not be found.
  const folder = await mkdtemp(join(here, '../../dist-test-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await build({
    entryPoints: [join(here, 'folder.ts'), join(here, 'foldThread.ts')],
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    alias: { '@stocktake/shared': join(here, '../../../shared/src') },
  })
  await writeFile(join(folder, 'try.mjs'), `import { openFolder } from './folder.js'\n${code}`)
  return JSON.parse((await run(process.execPath, [join(folder, 'try.mjs')])).stdout)
}

it('[S23] folds in a thread, goes on after a log that is none, and ends when told to', async () => {
  const board = createBoard()
  const updates: string[] = []
  board.doc.on('update', (update: Uint8Array) => updates.push(Buffer.from(update).toString('base64')))
  for (let i = 0; i < 50; i++) addNote(board, { id: `n${i}`, text: `note ${i}`, at: { cell: null, x: 0, y: 0 }, group: null, createdAt: i })
  const found = (await besideFolder(`
    const folder = openFolder()
    const updates = ${JSON.stringify(updates)}.map((text) => Uint8Array.from(Buffer.from(text, 'base64')))
    const bad = await folder.fold([Uint8Array.of(9, 9, 9)]).catch((error) => error.message)
    const gaps = await folder.fold(updates.slice(1, 2).concat(updates.slice(3))).catch((error) => error.message)
    const { parts, stateVector } = await folder.fold(updates)
    await folder.close()
    console.log(JSON.stringify({ bad, gaps, parts: parts.map((part) => Buffer.from(part).toString('base64')), vector: [...stateVector] }))
  `)) as { bad: string; gaps: string; parts: string[]; vector: number[] }
  expect(found.bad).toBeTruthy()
  expect(found.gaps).toBe('the log has gaps')
  expect(found.vector).toEqual([...Y.encodeStateVector(board.doc)])
  const again = createBoard()
  for (const part of found.parts) Y.applyUpdate(again.doc, Buffer.from(part, 'base64'))
  expect(readNotes(again)).toEqual(readNotes(board))
})
