import { defineConfig } from '@playwright/test'
import { chromiumOptions } from './browser'

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // The journeys share one instance, as people do.
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  use: {
    browserName: 'chromium',
    launchOptions: await chromiumOptions(),
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
