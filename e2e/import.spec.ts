import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { makeProject } from './project'
import { makeScratch } from './scratch'

const root = makeScratch()

async function openImport(page: Page, tab: string) {
  await page.goto('/repositories')
  await page.getByRole('button', { name: 'Import' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('tab', { name: tab }).click()
  return dialog
}

test('what can never be imported is refused beside the field that holds it, which has the focus', async ({
  signedIn: page,
}) => {
  const dialog = await openImport(page, 'Repository')
  const address = dialog.getByLabel('Address')
  await address.fill('nonsense')
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(address).toHaveAccessibleDescription(/“nonsense” is not an address/)
  await expect(address).toBeFocused()
  const reference = dialog.getByLabel('Branch, tag or commit')
  await address.fill('https://example.org/owner/name')
  await reference.fill('a..b')
  await dialog.getByRole('button', { name: 'Import' }).click()
  await expect(reference).toHaveAccessibleDescription(/cannot be a branch/)
  await expect(reference).toBeFocused()
})

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

test('in little room columns give way: neither the repositories nor the files of one scroll sideways', async ({
  signedIn: page,
}) => {
  await page.goto('/repositories')
  const repositories = page.getByRole('table', { name: 'Repositories' })
  await expect(repositories.getByRole('columnheader', { name: 'Commit' })).toBeVisible()
  await expectNoWider(page, repositories)
  await expect(repositories.getByRole('columnheader', { name: 'Commit' })).toBeHidden()
  await expect(repositories.getByRole('columnheader', { name: 'Updated' })).toBeInViewport({ ratio: 1 })
  const name = (await repositories.getByRole('columnheader', { name: 'Repository' }).boundingBox())!
  expect(name.width).toBeGreaterThan(200)
  await repositories.getByRole('row').last().getByRole('link').click()
  await page.getByRole('link', { name: /^Files/ }).click()
  const files = page.getByRole('table', { name: 'Files' })
  await expectNoWider(page, files)
  await expect(files.getByRole('columnheader', { name: 'Included' })).toBeInViewport({ ratio: 1 })
})

async function expectNoWider(page: Page, table: Locator): Promise<void> {
  await expect(table).toBeVisible()
  for (const width of [1440, 1024, 768]) {
    await page.setViewportSize({ width, height: 900 })
    await expect
      .poll(() => table.evaluate(({ parentElement: box }) => box && box.scrollWidth - box.clientWidth))
      .toBe(0)
  }
}
