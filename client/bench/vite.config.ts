import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The two pages of the canvas bench. They are built for it alone and are no part of what is served to people. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 3000,
    rolldownOptions: { input: ['ours', 'stock'].map((name) => join(import.meta.dirname, `${name}.html`)) },
  },
})
