import type { Page } from '@playwright/test'
import { openBakery } from './bakery'
import { expect, test } from './fixtures'

async function openFiles(page: Page) {
  await openBakery(page)
  await page.getByRole('link', { name: /^Files/ }).click()
  const table = page.getByRole('table', { name: 'Files' })
  await expect(table.getByText('shop.ts')).toBeVisible()
  return table
}

test('a filter that leaves no file is taken back where that is said', async ({ signedIn: page }) => {
  const table = await openFiles(page)
  await page.getByRole('combobox', { name: 'Which files' }).click()
  await page.getByRole('option', { name: 'Left out' }).click()
  await expect(table.getByText('salt.js')).toBeVisible()
  await page.getByLabel('Filter by path or language').fill('nowhere')
  await page.getByRole('button', { name: 'Clear the filter' }).click()
  await expect(table.getByText('shop.ts')).toBeVisible()
  await expect(page).not.toHaveURL(/filter=|show=/)
})

test('in a narrow window the code has the room, and the outline comes when it is asked for and stays', async ({
  signedIn: page,
}) => {
  const table = await openFiles(page)
  const outline = page.getByRole('navigation', { name: 'Outline' })
  await table.getByText('shop.ts').click()
  await expect(outline).toBeVisible()
  await page.setViewportSize({ width: 768, height: 900 })
  await expect(outline).toBeHidden()
  const code = page.getByRole('region', { name: 'shop.ts' }).locator('.monaco-editor').first()
  await expect.poll(async () => (await code.boundingBox())?.width).toBeGreaterThan(350)
  await page.getByRole('button', { name: 'Show the outline' }).click()
  await expect(outline).toBeVisible()
  await page.reload()
  await expect(outline).toBeVisible()
})
