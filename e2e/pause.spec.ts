import path from 'node:path'
import { type ModelServer, startModelServer } from '@/lib/llm/testing/model-server'
import { expect, test } from './fixtures'
import { clumsyModel } from './model-script'
import { makeProject } from './project'
import { makeScratch } from './scratch'

const name = 'A model that takes its time'
const folder = path.join(makeScratch(), 'tearoom')
const { promise: isReleased, resolve: release } = Promise.withResolvers<void>()
let server: ModelServer

test.beforeAll(async () => {
  const answer = clumsyModel()
  server = await startModelServer(async (request, number) => {
    await isReleased
    return answer(request, number)
  })
})
test.afterAll(() => server.close())

test('a synthesis is paused by its key, stays so, and goes on when the palette resumes it', async ({
  signedIn: page,
}) => {
  await page.goto('/settings/models')
  await page.getByRole('button', { name: 'Add an endpoint' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Name').fill(name)
  await form.getByLabel('Model', { exact: true }).fill('slow-model')
  await form.getByLabel('Address').fill(server.url)
  await form.getByRole('button', { name: 'Add' }).click()
  await expect(form).toBeHidden()

  makeProject(folder)
  await page.goto('/repositories')
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByLabel('Address').fill(folder)
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
  await page.getByRole('table', { name: 'Repositories' }).getByText('tearoom').click({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Synthesize', exact: true })).toBeVisible()
  await page.keyboard.press('Shift+S')
  const dialog = page.getByRole('dialog', { name: 'Synthesize a trajectory' })
  await dialog.getByRole('combobox', { name: 'Author' }).click()
  await page.getByRole('option', { name: new RegExp(name) }).click()
  await dialog.getByLabel('US$').fill('5')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()

  await page.goto('/activity')
  const row = page.getByRole('table', { name: 'Jobs' }).getByRole('row').filter({ hasText: 'Synthesize tearoom' })
  await expect(row).toContainText('Running', { timeout: 60_000 })
  await expect.poll(() => server.requests.length).toBeGreaterThan(0)
  await row.focus()
  await page.keyboard.press('p')
  await expect(row).toContainText('Paused', { timeout: 5_000 })

  await page.reload()
  await expect(row).toContainText('Paused')
  await expect(row.getByRole('button', { name: 'Resume' })).toBeVisible()
  await expect(page.getByRole('button', { name: /1 paused$/ })).toBeVisible()

  release()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByPlaceholder('Where to, or what to do?').fill('Resume: Synthesize tearoom')
  await page.keyboard.press('Enter')
  await expect(row).toContainText('Done', { timeout: 60_000 })
})
