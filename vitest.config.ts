import { defineConfig } from 'vitest/config'

const limits = {
  // The machines that run this are shared and slow at times; a hang still ends.
  testTimeout: 120_000,
  hookTimeout: 180_000,
}

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...limits,
          name: 'server',
          include: ['{shared,server}/src/**/*.test.ts', 'server/test/**/*.test.ts'],
          // Nothing here keeps state in a module, and loading the packages anew for each file takes most of the time.
          isolate: false,
        },
      },
      { test: { ...limits, name: 'client', include: ['client/src/**/*.test.{ts,tsx}'] } },
    ],
  },
})
