import path from 'node:path'
import { expectAccessible } from './accessibility'
import { expect, test, waitUntilAlive } from './fixtures'
import { makeProject } from './project'
import { makeScratch } from './scratch'
import { synthesize } from './synthesize'

test.describe.configure({ mode: 'serial' })

const folder = path.join(makeScratch(), 'trattoria')
let address = ''

test('a thought is edited, which makes a second revision', async ({ signedIn: page }) => {
  makeProject(folder)
  const [id] = await synthesize(page, { source: folder })
  address = `/trajectories/${id}`
  await page.goto(address)
  await waitUntilAlive(page)
  await page.getByRole('button', { name: 'Edit this thought' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('First of all, what does a trattoria need?')
  await dialog.getByRole('button', { name: /Save|Use|Make/ }).click()
  await expect(page.getByRole('button', { name: /^revision 2/ })).toBeVisible({ timeout: 60_000 })
})

test('the revisions are compared: one step differs, word by word, and leads to the workbench', async ({
  signedIn: page,
}) => {
  await page.goto(address)
  await waitUntilAlive(page)
  await expect(page.getByRole('button', { name: /^revision 2/ })).toBeVisible()
  await page.keyboard.press('=')
  await page
    .getByRole('dialog', { name: 'Compare with' })
    .getByRole('link', { name: /^Revision 1/ })
    .click()
  await expect(page.getByText(/^1 of \d+ steps differ/)).toBeVisible()
  const steps = page.getByRole('region', { name: 'Steps side by side' })
  await page.keyboard.press('n')
  const current = steps.locator('li[aria-current=true]')
  await expect(current.locator('ins').first()).toBeVisible()
  await expect(current).toContainText('trattoria')
  await expectAccessible(page)
  await page.getByLabel('Only what differs').click()
  await expect(steps.getByRole('listitem')).toHaveCount(1)
  await expect(page).toHaveURL(/only=different/)
  await steps.getByRole('link', { name: 'step 1' }).last().click()
  await expect(page).toHaveURL(/revision=2&step=0/)
})

test('without sides the page says what to do, and a revision that is not there is told in a sentence', async ({
  signedIn: page,
}) => {
  await page.goto('/trajectories/compare')
  await expect(page.getByText('Nothing to compare yet')).toBeVisible()
  await expectAccessible(page)
  const id = address.split('/').at(-1)
  await page.goto(`/trajectories/compare?left=${id}@1&right=${id}@9`)
  await expect(page.getByText('The trajectory has no revision 9.')).toBeVisible()
})
