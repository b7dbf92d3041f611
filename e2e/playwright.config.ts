import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../test-results/browser',
  // Browsers on two shared cores: two tests at a time take longer than one after the other.
  workers: 1,
  retries: 0,
  timeout: 600_000,
  expect: { timeout: 45_000 },
  reporter: [['list'], ['json']],
  use: {
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    // Debian's Chromium: without the last four it looks up hosts that a closed network refuses.
    launchOptions: {
      ...(process.env.BROWSER_PATH ? { executablePath: process.env.BROWSER_PATH } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    viewport: { width: 1440, height: 900 },
    // Traces record every change of the page and make a slow machine several times slower.
    screenshot: 'only-on-failure',
  },
})
