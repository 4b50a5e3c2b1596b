import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { verifyRelease } from '@/lib/dataset/verify/verify-release'
import { expectAccessible } from './accessibility'
import { expect, test, waitUntilAlive } from './fixtures'
import { addPerson, pageOf } from './people'
import {
  download,
  expectNoneSideways,
  files,
  judge,
  lookThrough,
  makeRepository,
  release,
  token,
  trajectoryOf,
  withToken,
} from './releases'
import { synthesize } from './synthesize'

test.describe.configure({ mode: 'serial' })

const desk = { width: 1440, height: 900 }
const tablet = { width: 768, height: 1024 }
const viola = { name: 'Viola Viewer', email: 'viola@example.org', password: 'difference engine no. 3' }

async function openDataset(page: Page): Promise<void> {
  await page.goto('/datasets')
  await page.getByRole('table', { name: 'Datasets' }).getByRole('link', { name: 'Scales' }).click()
  await expect(page.getByRole('heading', { name: 'Scales' })).toBeVisible()
}

/** Opens what the dialog of the release shows of one document before anything is frozen. */
async function preview(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Release', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Preview' }).click()
  const dialog = page.getByRole('dialog', { name: 'Preview' })
  await dialog.getByRole('searchbox', { name: 'Find a document' }).fill(name)
  await expect(dialog.getByRole('link', { name })).toBeVisible()
  return dialog
}

async function expectApart(one: Locator, other: Locator): Promise<void> {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()]
  if (!a || !b) throw new Error('Both have to be in sight.')
  const isApart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
  expect(isApart, `${JSON.stringify(a)} and ${JSON.stringify(b)} overlap`).toBe(true)
}

test('a dataset is built of what a filter finds, and says what is left out', async ({ signedIn: page }) => {
  test.setTimeout(300_000)
  const repositories = {
    'scales-vault': withToken('pear'),
    'scales-twin-one': files('plum'),
    'scales-twin-two': files('plum'),
    'scales-late': files('gooseberry'),
  }
  for (const [name, content] of Object.entries(repositories)) {
    const source = makeRepository(name, content)
    const [id = ''] = await synthesize(page, { source })
    await judge(page, id, name === 'scales-late' ? 'reject' : 'approve')
  }
  await page.goto('/datasets')
  await expect(page.getByRole('heading', { name: 'No datasets yet' })).toBeVisible()
  await page.goto('/trajectories?search=scales')
  await waitUntilAlive(page)
  await page.getByRole('button', { name: 'Make …' }).click()
  await page.getByRole('menuitem', { name: 'A dataset of this list' }).click()
  const dialog = page.getByRole('dialog', { name: 'New dataset' })
  await dialog.getByLabel('Name').fill('Scales')
  await dialog.getByLabel('Description').fill('Tables of weights.')
  await expect(dialog.getByRole('combobox', { name: 'Trajectories' })).toContainText('The list: search scales')
  await dialog.getByRole('button', { name: 'Make the dataset' }).click()
  await expect(page.getByRole('heading', { name: 'Scales' })).toBeVisible()
  const totals = page.getByRole('region', { name: 'Totals' })
  await expect(totals).toContainText(/Documents\s*3/)
  const leftOut = page.getByRole('region', { name: 'Left out' })
  await expect(leftOut).toContainText(/1 trajectory left out\s*1 rejected/)
  await leftOut.getByRole('button', { name: '1 rejected' }).click()
  const documents = page.getByRole('region', { name: 'Documents' })
  await expect(documents.getByRole('link', { name: 'scales-late' })).toBeInViewport()
  await documents.getByRole('button', { name: 'rejected', exact: true }).click()
  await expect(documents.getByRole('button', { name: 'rejected', exact: true })).toBeHidden()
  await expect(documents.getByRole('radio', { name: 'Left out' })).toBeChecked()
  await page.getByLabel('Steps from').focus()
  await page.keyboard.press('End')
  const spread = page.getByRole('region', { name: 'Spread' })
  await expect(spread).toContainText('0 documents of 0 repositories')
  await spread.getByRole('button', { name: 'Clear the brushes' }).click()
  await expect(spread).not.toContainText('within the brushes')
  await expectAccessible(page)
})

test('a split that nothing falls into is told of before a release', async ({ signedIn: page }) => {
  const splits = { ratios: { train: 1 }, fixed: { test: ['nobody/here'], audit: ['nobody/there'] } }
  const data = { name: 'Halves', filter: { search: 'scales' }, settings: { splits } }
  const { id } = await (await page.request.post('/api/v1/datasets', { data })).json()
  await page.goto(`/datasets/${id}`)
  const totals = page.getByRole('region', { name: 'Totals' })
  await expect(totals).toContainText(/train\s*3 of 3 repositories\s*test\s*0 of 0 repositories\s*audit\s*0/)
  await expect(totals).toContainText('No repository falls into test or audit')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Release', exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText('No repository falls into test or audit')
  await expectAccessible(page)
})

test('a dataset without documents says what would be in it, and where to go from there', async ({ signedIn: page }) => {
  const data = { name: 'Nothing yet', filter: { search: 'no such repository' } }
  const { id } = await (await page.request.post('/api/v1/datasets', { data })).json()
  await page.goto(`/datasets/${id}`)
  await expect(page.getByText(/^Nothing that is approved is in it yet\./)).toBeVisible()
  await expect(page.getByText('What is approved and holds replays')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Spread' })).toBeHidden()
  await expectAccessible(page)
  await page.goto(`/datasets/${id}/releases`)
  await expect(page.getByRole('heading', { name: 'No releases yet' })).toBeVisible()
  await expectAccessible(page)
  await page.goto(`/datasets/${id}/settings`)
  await waitUntilAlive(page)
  const fields = ['Near duplicates from, %', 'Overlap from, %', 'Copy ratio over, %', 'Outliers beyond']
  const tops = await Promise.all(fields.map(async (label) => (await page.getByLabel(label).boundingBox())?.y))
  expect(new Set(tops).size, `${tops}`).toBe(1)
})

test('a pre-flight finds the planted secret and the planted duplicate, and people decide', async ({
  signedIn: page,
}) => {
  await openDataset(page)
  await page.getByRole('button', { name: 'Release', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Release' })).toBeDisabled()
  await page.keyboard.press('Escape')
  await lookThrough(page)
  await waitUntilAlive(page)
  const found = page.getByRole('list', { name: 'Findings' })
  const checks = page.getByRole('navigation', { name: 'Checks' })
  await expectAccessible(page)
  const undecided = await preview(page, 'scales-vault')
  await expect(
    undecided.getByText(/\d findings wait for a decision: what they are about is not masked here\./),
  ).toBeVisible()
  await expect(undecided.getByRole('region', { name: 'Tokens' })).toContainText(token)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await page.setViewportSize(tablet)
  const twin = found.getByRole('listitem').filter({ hasText: 'scales-twin-two' }).first()
  await expectApart(
    twin.getByRole('link', { name: 'Compare the two' }),
    twin.getByRole('link', { name: /^scales-twin-two/ }),
  )
  await expectAccessible(page)
  await page.setViewportSize(desk)
  await checks.getByRole('button', { name: /^Secrets/ }).click()
  const secret = found.getByRole('listitem').filter({ hasText: 'github' })
  await expect(secret.getByRole('link', { name: /scales-vault, step \d+, source\/table\.ts, line 30/ })).toBeVisible()
  await expect(secret).not.toContainText(token)
  await page.keyboard.press('2')
  await expect(page.getByText('Nothing to decide here')).toBeVisible()
  await page.keyboard.press('u')
  await expect(secret).toBeVisible()
  await page.keyboard.press('2')
  await expect(page.getByText('Nothing to decide here')).toBeVisible()
  await checks.getByRole('button', { name: /^Duplicates/ }).click()
  await expect(found.getByRole('listitem').filter({ hasText: 'scales-twin-two' })).toBeVisible()
  await page.keyboard.press('3')
  await expect(page.getByText('Nothing to decide here')).toBeVisible()
  await checks.getByRole('button', { name: 'All findings' }).click()
  await expect(async () => {
    if (await found.getByRole('listitem').count()) await page.keyboard.press('1')
    await expect(page.getByText('Ready to release')).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 60_000 })
})

test('before the release, a preview shows a document as it will be written, without what is masked', async ({
  signedIn: page,
}) => {
  await openDataset(page)
  const dialog = await preview(page, 'scales-vault')
  await expect(dialog.getByText('not masked here')).toBeHidden()
  const tokens = dialog.getByRole('region', { name: 'Tokens' })
  await expect(tokens).toContainText('[masked: github]')
  await expect(tokens).not.toContainText(token)
  await expect(tokens.getByTitle('Loss on').first()).toBeVisible()
  await expect(tokens.getByTitle('Loss off').first()).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('radio', { name: 'Row' }).click()
  const row = dialog.getByRole('region', { name: 'Row' })
  await expect(row).toContainText('[masked: github]')
  await expect(row).not.toContainText(token)
  await dialog.getByRole('combobox', { name: 'Format' }).click()
  await page.getByRole('option', { name: /^OLMo/ }).click()
  await dialog.getByRole('radio', { name: 'Arrays' }).click()
  await expect(dialog.getByRole('region', { name: 'Arrays' })).toContainText('label_mask.bin')
  await dialog.getByRole('searchbox', { name: 'Find a document' }).fill('')
  await dialog.getByRole('button', { name: /^Next/ }).click()
  await expect(dialog.getByRole('link', { name: 'scales-twin-one' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^Previous/ })).toBeEnabled()
  // From what is read itself, which makes room for the next document.
  await dialog.getByRole('region', { name: 'Arrays' }).focus()
  await page.keyboard.press('k')
  await expect(dialog.getByRole('link', { name: 'scales-vault' })).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^Next/ })).toBeEnabled()
  await page.keyboard.press('j')
  await expect(dialog.getByRole('link', { name: 'scales-twin-one' })).toBeVisible()
})

test('before the release of packs, a preview shows the whole pack, and finds a document in it', async ({
  signedIn: page,
}) => {
  await openDataset(page)
  const dialog = await preview(page, 'scales-twin-one')
  await dialog.getByRole('combobox', { name: 'Format' }).click()
  await page.getByRole('option', { name: /^Packed/ }).click()
  await expect(dialog.getByRole('region', { name: 'Pack' })).toContainText('Pack 1 of 1: 2 documents')
  await expect(dialog.getByText('by the tokens of all 2 documents')).toBeVisible()
  const documents = dialog.getByRole('list', { name: 'Documents in the pack' })
  await expect(documents.getByRole('listitem').filter({ hasText: 'scales-twin-one' })).toHaveAttribute(
    'aria-current',
    'true',
  )
  await expect(documents.getByRole('link', { name: 'scales-vault' })).toHaveAttribute('href', /^\/trajectories\//)
  const tokens = dialog.getByRole('region', { name: 'Tokens' })
  await expect(tokens.getByText('this document')).toBeInViewport()
  await documents.getByRole('button', { name: /^Show scales-vault from token/ }).click()
  await expect(tokens.getByText('this document')).not.toBeInViewport()
  await expectAccessible(page)
})

test('a document that is cut into packs is previewed with all that is said of it within the window', async ({
  signedIn: page,
}) => {
  await openDataset(page)
  await page.getByRole('link', { name: 'Settings' }).last().click()
  await page.getByRole('combobox', { name: 'Format' }).click()
  await page.getByRole('option', { name: /^Packed/ }).click()
  await page.getByLabel('Tokens of a pack').fill('3')
  await expect(page.getByText('A whole number from 16 to 1,048,576.')).toBeVisible()
  await page.getByLabel('Tokens of a pack').fill('1024')
  await expect(page.getByText('A whole number from 16 to 1,048,576.')).toBeHidden()
  await page.getByRole('button', { name: 'Preview' }).click()
  const dialog = page.getByRole('dialog', { name: 'Preview' })
  await expect(dialog.getByRole('button', { name: /^Next p/ })).toBeVisible()
  await expect(dialog.getByRole('region', { name: 'Tokens' })).toBeVisible()
  expect(await dialog.evaluate((one) => one.scrollHeight - one.clientHeight)).toBe(0)
})

test('its release masks what was decided, and a download of it verifies', async ({ signedIn: page }) => {
  await openDataset(page)
  await page.keyboard.press('r')
  await expect(page.getByRole('dialog')).toContainText('The loss mask survives.')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  const id = await release(page)
  await expect(page.getByText('1 document masked, not replaying')).toBeVisible()
  await expect(page.getByText('1 of the documents is masked: its text is not what was judged')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: 'Secrets' })).toContainText('1 masked')
  await expect(page.getByText('JSON lines, shards of 512.0 MiB')).toBeVisible()
  await expect(page.getByText('add a destination first')).toBeVisible()
  await expectAccessible(page)
  const root = await download(page, id)
  expect(await verifyRelease(root)).toMatchObject({ documents: 2, hashedDocuments: 2, problems: [] })
  const manifest = JSON.parse(await readFile(path.join(root, 'manifest.json'), 'utf8'))
  expect(manifest.items.map((item: { repository: string }) => item.repository)).not.toContain('scales-twin-two')
  const text = await readFile(path.join(root, 'data/train-00000-of-00001.jsonl'), 'utf8')
  expect(text).not.toContain(token)
  expect(text).toContain('[masked: github]')
})

test('a release says that its destinations could not be read, and reads them again', async ({ signedIn: page }) => {
  const answer = { error: { code: 'unavailable', message: 'The destinations cannot be read.' } }
  await page.route('**/api/v1/destinations', (route) => route.fulfill({ status: 503, json: answer }))
  await openDataset(page)
  await page.getByRole('link', { name: /^Releases/ }).click()
  await page.getByRole('table', { name: 'Exports' }).getByRole('link').first().click()
  await expect(page.getByText('The destinations cannot be read.')).toBeVisible()
  await expectAccessible(page)
  await page.unroute('**/api/v1/destinations')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByText('add a destination first')).toBeVisible()
})

test('after one verdict is changed, the next release tells the difference', async ({ signedIn: page }) => {
  await judge(page, await trajectoryOf(page, 'scales-late'), 'approve')
  await openDataset(page)
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('1 added, 0 changed, 0 removed')
  await lookThrough(page)
  const found = page.getByRole('list', { name: 'Findings' })
  await expect(async () => {
    if (await found.getByRole('listitem').count()) await page.keyboard.press('1')
    await expect(page.getByText('Ready to release')).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 60_000 })
  const id = await release(page)
  await expect(page.getByRole('heading', { name: /1 added, 0 changed, 0 removed/ })).toBeVisible()
  const root = await download(page, id)
  expect(await verifyRelease(root)).toMatchObject({ documents: 3, problems: [] })
  const delta = (await readFile(path.join(root, 'delta.jsonl'), 'utf8')).trim().split('\n')
  expect(delta.map((line) => JSON.parse(line))).toMatchObject([{ change: 'added', repository: 'scales-late' }])
})

test('lists of datasets and their documents fit a tablet', async ({ signedIn: page }) => {
  await page.setViewportSize(tablet)
  await page.goto('/datasets')
  await expectNoneSideways(page)
  await openDataset(page)
  await expectNoneSideways(page)
  await expectAccessible(page)
})

test('a viewer sees what a release holds, and is offered no download that would be refused', async ({
  signedIn: page,
  browser,
  instance,
}) => {
  await addPerson(page, viola, 'Viewer')
  const own = await pageOf(browser, instance, viola)
  await own.goto('/exports')
  await own.getByRole('table', { name: 'Exports' }).getByRole('link').first().click()
  const files = own.getByRole('table', { name: 'Files' })
  await expect(files).toContainText('manifest.json')
  await expect(files.getByRole('link')).toHaveCount(0)
  await expect(own.getByText('To download it or to push it needs the role reviewer.')).toBeVisible()
  await expectAccessible(own)
  await openDataset(own)
  await expect(own.getByRole('button', { name: 'Release', exact: true })).toHaveCount(0)
  await own.getByRole('link', { name: 'Pre-flight' }).click()
  await expect(own.getByText('To decide about them needs the role reviewer.')).toBeVisible()
  await expectAccessible(own)
  await own.context().close()
})
