import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { firstChunks } from './bundle/chunks.ts'
import { firstWords } from './bundle/firstWords.ts'

const server = `http://localhost:${process.env.PORT ?? 8080}`

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), firstWords(join(import.meta.dirname, 'src'))],
  build: {
    outDir: 'dist',
    // Nothing is inlined as a data address: the content security policy allows our own files alone.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    // The bundler alone makes a chunk of each icon and each small module that several screens share: a hundred requests to the first note.
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: firstChunks(join(import.meta.dirname, 'src')) }],
        },
      },
    },
  },
  server: {
    // The address is written into links, so it must not wander when another program has the port.
    port: 5173,
    strictPort: true,
    proxy: {
      '/api': { target: server },
      '/sync': { target: server, ws: true },
      '/live': { target: server, ws: true },
    },
  },
})
