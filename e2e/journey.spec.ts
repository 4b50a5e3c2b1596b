import path from 'node:path'
import type { Page } from '@playwright/test'
import { readDocuments } from './documents'
import { expect, test } from './fixtures'
import { makeProject, projectFiles } from './project'
import { makeScratch } from './scratch'

test.describe.configure({ mode: 'serial' })

const folder = path.join(makeScratch(), 'cafe')

test('the printed link makes the first account, once, and leads to a home with the sample', async ({
  page,
  instance,
  signedIn,
}) => {
  await expect(signedIn.getByRole('heading', { name: 'Home' })).toBeVisible()
  await page.goto('/repositories')
  await expect(page.getByRole('table', { name: 'Repositories' }).getByText('sample')).toBeVisible({ timeout: 90_000 })
  await page.goto(instance.setupLink)
  await expect(page.getByLabel('Password', { exact: true })).toBeHidden()
})

test('an import shows its progress and ends in a graph and a list of files', async ({ signedIn: page }) => {
  makeProject(folder)
  await page.goto('/repositories')
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByLabel('Address').fill(folder)
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
  await page.getByRole('table', { name: 'Repositories' }).getByText('cafe').click()
  await expect(page.getByLabel(/Dependency graph/)).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Breadcrumbs' })).toHaveText(/Repositories.*cafe/)
  await expect(page.getByRole('button', { name: /source\/order\.ts/ }).first()).toBeVisible()
  await page.getByRole('link', { name: /^Files/ }).click()
  await expect(page.getByText('source/receipt.ts')).toBeVisible()
})

test('an address that cannot be imported is refused with a sentence', async ({ signedIn: page }) => {
  await page.goto('/repositories')
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByLabel('Address').fill('https://127.0.0.1/owner/name.git')
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
  await expect(page.getByRole('dialog')).toContainText(/private|local|machine|public/i)
})

test('a synthesized trajectory is replayed step by step next to the diff', async ({ signedIn: page }) => {
  await openRepository(page)
  await page.getByRole('button', { name: 'Synthesize' }).click()
  await openTrajectory(page)
  for (const verifier of ['replays', 'causal', 'grounded', 'complete', 'original']) {
    await expect(page.getByText(verifier, { exact: true })).toBeVisible()
  }
  await page.keyboard.press('e')
  await expect(page).toHaveURL(/step=\d+/)
  const before = new URL(page.url()).searchParams.get('step')
  await expect(page.locator('.monaco-diff-editor')).toBeVisible()
  await expect(page.locator('.monaco-diff-editor .line-insert').first()).toBeVisible()
  await page.keyboard.press('k')
  await expect(page).not.toHaveURL(new RegExp(`step=${before}$`))
  await page.keyboard.press('j')
  await expect(page).toHaveURL(new RegExp(`step=${before}$`))
})

test('a search appends a revision, keeps every candidate, and asks for a new verdict', async ({ signedIn: page }) => {
  await openTrajectory(page)
  await page.getByRole('button', { name: 'Approve' }).click()
  await expect(page.getByText('Approved revision 1', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Optimize', exact: true }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Optimize|Search|Start/ })
    .click()
  await expect(page.getByRole('button', { name: /revision 2/i })).toBeVisible({ timeout: 90_000 })
  await expect(page.getByText('embedded', { exact: false }).first()).toBeVisible()
  await page.keyboard.press('o')
  await page.getByRole('tab', { name: 'Candidates' }).click()
  await expect(page.getByText(/accepted|not better|won|lost/i).first()).toBeVisible()
  await expect(page.getByRole('button', { name: 'Approve' })).toBeEnabled()
})

test('a rejection needs a reason, and can be undone', async ({ signedIn: page }) => {
  await openTrajectory(page)
  await page.keyboard.press('x')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Reject' })).toBeDisabled()
  await dialog.getByLabel('In your words').fill('The plan forgets the tests.')
  await dialog.getByRole('button', { name: 'Reject' }).click()
  await expect(page.getByText('Rejected revision 2', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('Rejected', { exact: true })).toBeHidden()
})

test('an approved trajectory is exported, and its documents replay to the very files', async ({
  signedIn: page,
}, testInfo) => {
  await openTrajectory(page)
  await page.keyboard.press('a')
  await expect(page.getByText('Approved revision 2', { exact: true })).toBeVisible()
  await page.goto('/exports')
  const ask = page.getByRole('button', { name: 'New export' }).first()
  await expect(ask).toBeVisible()
  // Other journeys export, too: the newest is the first. Counted before a dialog hides all else.
  const exports = page.getByRole('table', { name: 'Exports' }).getByRole('link')
  const before = await exports.count()
  await ask.click()
  const dialog = page.getByRole('dialog')
  // What other journeys have approved would wait for decisions.
  await dialog.getByRole('combobox', { name: 'What' }).click()
  await page.getByRole('option', { name: 'Only some of it' }).click()
  await dialog.getByRole('checkbox', { name: new RegExp(`^${path.basename(folder)} `) }).click()
  await dialog.getByRole('button', { name: 'Export', exact: true }).click()
  // It is looked through first, and goes out by itself.
  await expect(exports).toHaveCount(before + 1, { timeout: 60_000 })
  await exports.first().click()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: /train-00000-of-00001\.jsonl/ }).click()
  const file = testInfo.outputPath('train.jsonl')
  await (await download).saveAs(file)
  // Other journeys approve trajectories, too.
  const documents = (await readDocuments(file)).filter(({ repository }) => repository === path.basename(folder))
  expect(documents).toHaveLength(1)
  const [{ files, masked } = { files: new Map(), masked: [] }] = documents
  expect(Object.fromEntries(files)).toEqual(projectFiles)
  expect(masked[0]).toMatch(/^<request>/)
  for (const stretch of masked.slice(1)) expect(stretch).toMatch(/^<observe[\s\S]*<\/observe/)
})

test('a running search can be canceled, and leaves the trajectory as it was', async ({ signedIn: page }) => {
  await openTrajectory(page)
  await page.getByRole('button', { name: 'Optimize', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Candidates in a round').fill('16')
  await dialog.getByLabel('Rounds').fill('16')
  await dialog.getByRole('button', { name: 'Optimize' }).click()
  await expect(dialog).toBeHidden()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('button', { name: 'Optimize', exact: true })).toBeEnabled()
  await expect(page.getByRole('button', { name: /revision 2/i })).toBeVisible()
  await page.goto('/activity')
  await expect(page.getByRole('table', { name: 'Jobs' }).getByText('Canceled', { exact: true })).toBeVisible()
})

test('a failed import says why, until it is dismissed', async ({ signedIn: page }) => {
  await page.goto('/repositories')
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByLabel('Address').fill(path.join(folder, 'nowhere'))
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
  const failure = page.getByRole('alert').filter({ hasText: 'nowhere' })
  await expect(failure).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(failure).toBeHidden()
})

test('a viewer sees trajectories and may not judge them', async ({ signedIn: page, browser, instance }) => {
  await page.goto('/settings/people')
  await page.getByRole('button', { name: 'Add a person' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Vera')
  await dialog.getByLabel('E-mail address').fill('vera@example.org')
  await dialog.getByLabel('Role').click()
  await page.getByRole('option', { name: 'Viewer', exact: true }).click()
  await dialog.getByLabel('Password', { exact: true }).fill('only looking around')
  await dialog.getByRole('button', { name: /add/i }).click()
  await expect(page.getByRole('table', { name: 'People' }).getByText('vera@example.org')).toBeVisible()

  const context = await browser.newContext({ baseURL: instance.url })
  const viewer = await context.newPage()
  await viewer.goto('/sign-in')
  await viewer.getByLabel('E-mail address').fill('vera@example.org')
  await viewer.getByLabel('Password', { exact: true }).fill('only looking around')
  await viewer.getByRole('button', { name: 'Sign in' }).click()
  await expect(viewer.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await openTrajectory(viewer)
  await expect(viewer.getByRole('button', { name: 'Reject' })).toBeDisabled()
  const id = /trajectories\/([0-9a-f-]+)/.exec(viewer.url())?.[1]
  const refused = await viewer.request.post(`/api/v1/trajectories/${id}/verdicts`, {
    data: { revision: 2, judgement: 'approve' },
  })
  expect(refused.status()).toBe(403)
  await context.close()
})

async function openRepository(page: Page): Promise<void> {
  await page.goto('/repositories')
  await page.getByRole('table', { name: 'Repositories' }).getByText('cafe').click()
  await expect(page).toHaveURL(/\/repositories\/[0-9a-f-]+/)
}

async function openTrajectory(page: Page): Promise<void> {
  if (!/\/trajectories\/[0-9a-f-]+/.test(page.url())) {
    await page.goto('/trajectories')
    await page.getByRole('table').getByText('cafe').first().click()
  }
  await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible({ timeout: 60_000 })
}
