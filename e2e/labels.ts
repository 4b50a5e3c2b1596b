import type { Page } from '@playwright/test'
import { expect, waitUntilAlive } from './fixtures'

/** Has the starter set of labels, whoever adopted it. */
export async function adoptLabels(page: Page): Promise<void> {
  await page.goto('/settings/labels')
  await waitUntilAlive(page)
  const adopt = page.getByRole('button', { name: 'Adopt the starter set' })
  if (await adopt.isVisible()) await adopt.click()
  // The preview of the set names its labels, too.
  await expect(adopt).toBeHidden()
  await expect(page.getByText('Insightful').first()).toBeVisible()
}
