import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expectAccessible } from './accessibility'
import { expect, test, waitUntilAlive } from './fixtures'
import { download, expectNoneSideways, judge, makeRepository, release, token, withToken } from './releases'
import { synthesize } from './synthesize'

test.describe.configure({ mode: 'serial' })

test('an export of a chosen trajectory waits for a decision about what is found, and goes out masked', async ({
  signedIn: page,
}) => {
  const [made = ''] = await synthesize(page, { source: makeRepository('kettle-vault', withToken('kettle')) })
  await judge(page, made, 'approve')
  await page.goto('/trajectories?search=kettle-vault')
  await waitUntilAlive(page)
  await page.getByRole('checkbox', { name: 'Choose kettle-vault' }).click()
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'Text' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Export 1' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'See the export' }).click()
  await expect(page).toHaveURL(/\/exports$/)
  const waiting = page.getByRole('list', { name: 'Waiting exports' })
  await expect(waiting).toContainText('to decide', { timeout: 60_000 })
  await expectAccessible(page)
  await page.keyboard.press('w')
  await expect(page.getByRole('heading', { name: 'Export of 1 trajectory' })).toBeVisible()
  const found = page.getByRole('list', { name: 'Findings' })
  await expect(found.getByRole('listitem').filter({ hasText: 'github' })).toBeVisible()
  await expect(async () => {
    if (await found.getByRole('listitem').count()) await page.keyboard.press('2')
    await expect(page.getByText('Ready to release')).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 60_000 })
  await expectAccessible(page)
  const id = await release(page)
  await expect(page.getByText('1 document masked, not replaying')).toBeVisible()
  const root = await download(page, id)
  const text = await readFile(path.join(root, 'data/train-00000-of-00001.jsonl'), 'utf8')
  expect(text).not.toContain(token)
  expect(text).toContain('[masked: github]')
  await page.goto('/exports')
  await expect(page.getByRole('table', { name: 'Exports' }).getByRole('link').first()).toBeVisible()
  await expect(waiting).toBeHidden()
})

test('the preview of an export says that masks are known only after the pre-flight', async ({ signedIn: page }) => {
  await page.goto('/exports')
  await waitUntilAlive(page)
  await page.keyboard.press('n')
  const dialog = page.getByRole('dialog', { name: 'New export' })
  await dialog.getByRole('combobox', { name: 'What' }).click()
  await page.getByRole('option', { name: 'Only some of it' }).click()
  await expect(dialog.getByText('Nothing is chosen yet.')).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Preview' }).click()
  await page.getByRole('option', { name: 'kettle-vault' }).click()
  await expect(dialog.getByRole('region', { name: 'Tokens' })).toContainText(token)
  const note = dialog.getByText(/^Not looked through yet: what people mask after the pre-flight/)
  await expect(note).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Without a pre-flight').click()
  await expect(note).toBeHidden()
})

test('the list of exports fits a tablet', async ({ signedIn: page }) => {
  await page.setViewportSize({ width: 768, height: 1024 })
  await page.goto('/exports')
  await expect(page.getByRole('table').getByText('Plain export').first()).toBeInViewport()
  await expectNoneSideways(page)
  await expectAccessible(page)
})
