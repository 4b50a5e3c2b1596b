import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { makeProject } from './project'

const root = mkdtempSync(path.join(tmpdir(), 'retrace-imports-'))

async function openImport(page: Page, tab: string) {
  await page.goto('/repositories')
  await page.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('tab', { name: tab }).click()
  return dialog
}

test('an archive is sent, and becomes a repository that is called after it', async ({ signedIn: page }) => {
  const folder = path.join(root, 'tea-house')
  makeProject(folder)
  const file = path.join(root, 'tea-house.tar.gz')
  execFileSync('git', [
    '-C',
    folder,
    'archive',
    '--format=tar.gz',
    '--prefix=tea-house-main/',
    '--output',
    file,
    'HEAD',
  ])
  const dialog = await openImport(page, 'Archive')
  await dialog.getByLabel('Choose an archive').setInputFiles(file)
  await expect(dialog).toBeHidden()
  await page.getByRole('table', { name: 'Repositories' }).getByText('tea-house').click()
  await page.getByRole('link', { name: /^Files/ }).click()
  await expect(page.getByText('source/receipt.ts')).toBeVisible()
})

test('a file that is no archive is refused with a sentence', async ({ signedIn: page }) => {
  const file = path.join(root, 'notes.txt')
  writeFileSync(file, 'hello\n')
  const dialog = await openImport(page, 'Archive')
  await dialog.getByLabel('Choose an archive').setInputFiles(file)
  await expect(dialog.getByRole('alert')).toContainText(/archive/)
})

test('a list is imported as one job; its page says what became of each, and tries again', async ({
  signedIn: page,
}) => {
  const [milk, sugar, later] = ['milk', 'sugar', 'later'].map((name) => path.join(root, 'list', name)) as [
    string,
    string,
    string,
  ]
  mkdirSync(path.join(root, 'list'))
  makeProject(milk)
  makeProject(sugar)
  const dialog = await openImport(page, 'List')
  await dialog.getByLabel('Repositories', { exact: true }).fill(`${milk}\n${sugar}, main\n${later}\n`)
  await dialog.getByRole('button', { name: 'Import 3 repositories' }).click()
  const table = page.getByRole('table', { name: 'Repositories of the list' })
  await expect(table.getByText('Imported')).toHaveCount(2)
  await page
    .getByRole('navigation', { name: 'State' })
    .getByRole('link', { name: /Failed/ })
    .click()
  await expect(table.getByRole('row')).toHaveCount(2)
  await expect(table).toContainText('There is no folder')
  makeProject(later)
  await page.getByRole('button', { name: 'Retry failed' }).click()
  await expect(page.getByText('No repository of this list is in this state.')).toBeVisible()
  await page.getByRole('navigation', { name: 'State' }).getByRole('link', { name: /All/ }).click()
  // Those beside it hold the same text.
  await expect(table.getByRole('row', { name: /list\/sugar/ })).toContainText('Equal to')
  await table.getByRole('link', { name: /list\/later/ }).click()
  await expect(page.getByRole('heading', { name: 'later' })).toBeVisible()
})
