import path from 'node:path'
import type { Page } from '@playwright/test'
import { formatMicrodollars } from '@/components/ui/money'
import { formatUnit } from '@/components/ui/number-format'
import { type ModelServer, startModelServer } from '@/lib/llm/testing/model-server'
import { CallTotal } from '@/lib/trajectory/call-total'
import { TrajectoryView } from '@/lib/trajectory/view'
import { expect, test } from './fixtures'
import { clumsyModel, refusedPath } from './model-script'
import { makeProject } from './project'
import { makeScratch } from './scratch'

test.describe.configure({ mode: 'serial' })

const name = 'A model that often stumbles'
const folder = path.join(makeScratch(), 'kiosk')
let server: ModelServer

test.beforeAll(async () => {
  server = await startModelServer(clumsyModel())
})
test.afterAll(() => server.close())

test('an endpoint is added, and a test of the connection says what it can do', async ({ signedIn: page }) => {
  await page.goto('/settings/models')
  await page.getByRole('button', { name: 'Add an endpoint' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Name').fill(name)
  await form.getByLabel('Model', { exact: true }).fill('test-model')
  await form.getByLabel('Address').fill(server.url)
  await form.getByLabel('Input', { exact: true }).fill('1')
  await form.getByLabel('Output', { exact: true }).fill('4')
  await form.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('button', { name: `Test of ${name}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Test the connection' }).click()
  await expect(dialog).toContainText('It answers, and keeps to a JSON schema. It calls tools and streams.')
})

test('a project is imported for it', async ({ signedIn: page }) => {
  makeProject(folder)
  await page.goto('/repositories')
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByLabel('Address').fill(folder)
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('table', { name: 'Repositories' }).getByText('kiosk')).toBeVisible({ timeout: 60_000 })
})

test('an estimate asks the model about one file, once', async ({ signedIn: page }) => {
  const dialog = await openDialog(page)
  const before = server.requests.length
  await dialog.getByRole('button', { name: 'Estimate' }).click()
  await expect(dialog).toContainText(/About \d+ calls, .+ tokens, \$.+, measured on \S+/)
  expect(server.requests.length).toBe(before + 1)
  await dialog.getByLabel(/Write a draft/).check()
  await expect(dialog).not.toContainText('measured on')
  await dialog.getByLabel(/Write each file at once/).check()
  await dialog.getByRole('button', { name: 'Estimate' }).click()
  await expect(dialog).toContainText('measured on')
  expect(server.requests.length).toBe(before + 1)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('a model that stumbles writes a trajectory that holds, and its cost is what the server counted', async ({
  signedIn: page,
}) => {
  const dialog = await openDialog(page)
  await dialog.getByLabel('US$').fill('5')
  const before = { requests: server.requests.length, ...server.spent }
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  const row = page.getByRole('table', { name: 'Trajectories' }).getByRole('row').filter({ hasText: name })
  await row.getByText('kiosk').click()
  for (const verifier of ['replays', 'causal', 'grounded', 'complete', 'original']) {
    await expect(page.getByRole('button', { name: `${verifier} holds`, exact: true })).toBeVisible({ timeout: 60_000 })
  }

  const calls = server.requests.length - before.requests
  const input = server.spent.input - before.input
  const output = server.spent.output - before.output
  await page.getByRole('button', { name: `Written by ${name}: its calls` }).click()
  const sums = page.getByRole('dialog', { name: `Calls of ${name}` })
  await expect(sums).toContainText(
    `${formatUnit(calls, 'call')} · ${formatUnit(input + output, 'token')} · ${formatMicrodollars(input + 4 * output)}`,
  )
  const total = CallTotal.parse(await json(page, `${idOf(page)}/calls`))
  expect(total).toMatchObject({ calls, inputTokens: input, outputTokens: output, microdollars: input + 4 * output })
  expect(total.byOutcome).toEqual({ ok: calls - 3, rate_limited: 1, malformed: 1, refusal: 1 })

  const { runs, steps } = TrajectoryView.parse(await json(page, idOf(page)))
  const run = runs.find(({ path }) => path === refusedPath)
  const thought = steps.find(({ kind, runId }) => kind === 'think' && runId === run?.id)
  await page.goto(`/trajectories/${idOf(page)}?step=${thought?.position}`)
  await expect(page.getByText(/Written by the embedded author instead: .*I would rather not/)).toBeVisible()
})

/** The dialog for the project, by its key, with the model as the author. */
async function openDialog(page: Page) {
  await page.goto('/repositories')
  await page.getByRole('table', { name: 'Repositories' }).getByText('kiosk').click()
  await expect(page.getByRole('button', { name: 'Synthesize', exact: true })).toBeVisible()
  await page.keyboard.press('Shift+S')
  const dialog = page.getByRole('dialog', { name: 'Synthesize a trajectory' })
  await dialog.getByRole('combobox', { name: 'Author' }).click()
  await page.getByRole('option', { name: new RegExp(name) }).click()
  return dialog
}

function idOf(page: Page): string {
  return /\/trajectories\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? ''
}

async function json(page: Page, path: string): Promise<unknown> {
  return (await page.request.get(`/api/v1/trajectories/${path}`)).json()
}
