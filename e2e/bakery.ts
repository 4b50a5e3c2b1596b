import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect } from './fixtures'
import { makeScratch } from './scratch'

/** Two files in a ring, a way of three steps, an orphan, a folder of its own, a test, and a file that is left out. */
const files: Record<string, string> = {
  'package.json': '{ "name": "bakery", "type": "module" }\n',
  'shop.ts': "import { bake } from './oven/bake'\n\nexport const open = () => bake()\n",
  'oven/bake.ts':
    "import { heat } from './heat'\nimport type { Flour } from '../store/flour'\n\nexport function bake(flour?: Flour) {\n  return heat() + String(flour)\n}\n",
  'oven/heat.ts': "import { watch } from './watch'\n\nexport const heat = () => watch.length\n",
  'oven/watch.ts': "import { heat } from './heat'\n\nexport const watch = [heat]\n",
  'store/flour.ts': 'export type Flour = { grams: number }\n\nexport const empty: Flour = { grams: 0 }\n',
  'notes.md': '# Bakery\n',
  'test/bread.test.ts': "import { bake } from '../oven/bake'\n\nbake()\n",
  'third_party/salt.js': 'export const salt = 1\n',
}

const folder = path.join(makeScratch(), 'bakery')

function makeBakery(): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), content)
  }
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args])
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '-m', 'Bakery')
}

let address = ''

/** The graph of the bakery, which is imported first where it is not there yet. */
export async function openBakery(page: Page): Promise<void> {
  if (address === '' || new URL(address).origin !== new URL(page.url()).origin) address = await importBakery(page)
  await page.goto(address)
  await expect(box(page, 'shop.ts, uses')).toBeVisible()
}

async function importBakery(page: Page): Promise<string> {
  makeBakery()
  await page.goto('/repositories')
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByLabel('Address').fill(folder)
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
  const row = page.getByRole('table', { name: 'Repositories' }).getByText('bakery')
  // The worker imports the sample first.
  await expect(row).toBeVisible({ timeout: 90_000 })
  await row.click()
  await expect(page).toHaveURL(/\/repositories\/[0-9a-f-]+$/)
  return page.url()
}

/** A file or folder in the drawing, by the beginning of what it says. */
export const box = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })
