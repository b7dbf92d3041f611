import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** One file of our own code, shared/ included; packages from npm stay where they are installed. */
const here = dirname(fileURLToPath(import.meta.url))
await build({
  entryPoints: [join(here, 'src/main.ts')],
  outfile: join(here, 'dist/main.js'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  alias: { '@stocktake/shared': join(here, '../shared/src') },
  sourcemap: true,
  logLevel: 'warning',
})
