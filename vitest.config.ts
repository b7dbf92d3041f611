import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,server,client}/src/**/*.test.{ts,tsx}', 'server/test/**/*.test.ts'],
    // The machines that run this are shared and slow at times; a hang still ends.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
})
