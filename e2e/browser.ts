import { existsSync } from 'node:fs'
import type { LaunchOptions } from '@playwright/test'
import sparticuz from '@sparticuz/chromium'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** One process for all; and a graphics card in software, which takes twice the time that drawing without one does. */
const unwanted =
  /^--(single-process|no-zygote|in-process-gpu|ignore-gpu-blocklist|use-gl|use-angle|enable-unsafe-swiftshader)/

/** An installed Chromium, else the one that comes with the packages: no browser is downloaded. */
export async function chromiumOptions(): Promise<LaunchOptions> {
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']
  const found = installed.find((file) => existsSync(file))
  if (found) return { executablePath: found, args: [...quiet, '--no-sandbox'] }
  const args = sparticuz.args.filter((argument) => !unwanted.test(argument))
  return { executablePath: await sparticuz.executablePath(), args: [...args, ...quiet, '--disable-gpu'] }
}
