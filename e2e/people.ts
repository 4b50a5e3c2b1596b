import type { Browser, Page } from '@playwright/test'
import { type admin, expect, type Instance, signIn, waitUntilAlive } from './fixtures'

/** As an administrator does it, in the settings; a reviewer, unless it is said otherwise. */
export async function addPerson(
  page: Page,
  { name, email, password }: typeof admin,
  role: 'Reviewer' | 'Viewer' = 'Reviewer',
): Promise<void> {
  await page.goto('/settings/people')
  await page.getByRole('button', { name: 'Add a person' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('E-mail address').fill(email)
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await dialog.getByLabel('Role').click()
  await page.getByRole('option', { name: role, exact: true }).click()
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog).toBeHidden()
}

/** A page of their own: nothing of it is shared with other people's. */
export async function pageOf(browser: Browser, instance: Instance, person: typeof admin): Promise<Page> {
  const context = await browser.newContext({ baseURL: instance.url, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await signIn(page, instance, person)
  await waitUntilAlive(page)
  return page
}
