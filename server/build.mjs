import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** One file of our own code for each thread, shared/ included; packages from npm stay where they are installed. */
const here = dirname(fileURLToPath(import.meta.url))
await build({
  entryPoints: { main: join(here, 'src/main.ts'), foldThread: join(here, 'src/rooms/foldThread.ts'), writerThread: join(here, 'src/exports/writerThread.ts') },
  outdir: join(here, 'dist'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: { '@stocktake/shared': join(here, '../shared/src') },
  sourcemap: true,
  logLevel: 'warning',
})
