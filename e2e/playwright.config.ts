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
    // What turns while something runs is drawn sixty times a second, by the processors that the work needs.
    contextOptions: { reducedMotion: 'reduce' },
    // Without its film, which costs more than what it shows: the last picture and the page at every action are kept.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: true, sources: true },
    screenshot: 'only-on-failure',
  },
})
