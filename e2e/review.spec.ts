import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { type admin, expect, type Instance, signIn, test } from './fixtures'
import { makeProject } from './project'

test.describe.configure({ mode: 'serial' })

const folder = path.join(mkdtempSync(path.join(tmpdir(), 'retrace-review-')), 'café')
const password = 'analytical engine no. 1'
const ben = { name: 'Ben Reviewer', email: 'ben@example.org', password }
const cleo = { name: 'Cleo Reviewer', email: 'cleo@example.org', password }

test('an administrator adds reviewers, work and a queue with guidelines', async ({ signedIn: page }) => {
  test.setTimeout(300_000)
  for (const person of [ben, cleo]) await addPerson(page, person)
  await synthesize(page, 5)
  await makeQueue(page, { name: 'First look', guidelines: '**Read** the plan first.' })
  await expectAccessible(page)
})

test('a review session goes by keyboard alone: claim, read, judge with a reason, undo, next', async ({
  browser,
  instance,
}) => {
  const page = await pageOf(browser, instance, ben)
  await page.keyboard.press('g')
  await page.keyboard.press('v')
  await expect(page.getByRole('table', { name: 'Queues' })).toContainText('First look')
  await expectAccessible(page)
  await page.keyboard.press('n')
  const guidelines = page.getByRole('dialog', { name: 'Guidelines of First look' })
  await expect(guidelines).toContainText('Read the plan first.')
  await page.keyboard.press('Escape')
  await expect(guidelines).toBeHidden()
  const bar = page.getByRole('region', { name: 'Queue' })
  await expect(bar).toContainText('1 of 1')
  await expect(bar).toContainText('yours for')
  await page.keyboard.press('j')
  await expectAccessible(page)

  await page.keyboard.press('x')
  const dialog = page.getByRole('dialog', { name: 'Reject this trajectory' })
  await expect(dialog.getByRole('button', { name: /^Reject$|^Reject / }).last()).toBeDisabled()
  await expectAccessible(page)
  await page.keyboard.press('2')
  await expect(dialog.getByRole('checkbox', { name: 'The thoughts copy the code' })).toBeChecked()
  await page.keyboard.press('Control+Enter')
  await expect(bar).toContainText('2 of 2')
  await expect(bar).toContainText('yours for')

  await page.keyboard.press('a')
  await expect(bar).toContainText('judged')
  await page.keyboard.press('u')
  await expect(bar).toContainText('yours for')
  await page.keyboard.press('Control+Enter')
  await expect(bar).toContainText('3 of 3')
  await page.keyboard.press('[')
  await expect(bar).toContainText('2 of 3')
  await expect(bar).toContainText('judged')
  await page.keyboard.press(']')
  await expect(bar).toContainText('3 of 3')
  await page.keyboard.press('s')
  await page.getByRole('dialog', { name: 'Skip this' }).getByLabel('Reason').fill('I know the author.')
  await page.keyboard.press('Enter')
  await expect(bar).toContainText('3 of 3')
  await expect(bar).toContainText('yours for')
  const { rows } = await (await page.request.get('/api/v1/trajectories?state=rejected')).json()
  expect(rows[0].head.verdict).toMatchObject({ by: ben.name, judgement: 'reject' })
})

test('two reviewers differ without seeing each other, and a third settles it', async ({
  browser,
  instance,
  signedIn,
}) => {
  await archiveQueues(signedIn)
  await makeQueue(signedIn, { name: 'Pairs', reviewers: 2, isBlind: true })
  const [first, second] = [await pageOf(browser, instance, ben), await pageOf(browser, instance, cleo)]
  for (const page of [first, second]) {
    await page.goto('/review')
    await page.keyboard.press('n')
    await expect(page.getByRole('region', { name: 'Queue' })).toContainText('yours for')
  }
  expect(idOf(first)).toBe(idOf(second))
  await first.keyboard.press('a')
  await expect(first.getByRole('region', { name: 'Queue' })).toContainText('judged')
  const seen = await (await second.request.get(`/api/v1/trajectories/${idOf(second)}`)).json()
  expect(seen.revision.verdict).toBeNull()
  const verdicts = await (await second.request.get(`/api/v1/trajectories/${idOf(second)}/verdicts`)).json()
  expect(verdicts.rows).toEqual([])
  await second.reload()
  await expect(second.getByText(ben.name)).toHaveCount(0)
  await second.keyboard.press('x')
  await second.keyboard.press('1')
  await second.keyboard.press('Control+Enter')
  await expect(second.getByRole('region', { name: 'Queue' })).toContainText(/yours for|judged/)

  await signedIn.goto('/review/disagreements')
  await expectAccessible(signedIn)
  await signedIn.getByRole('table', { name: 'Disagreements' }).getByRole('link').first().click()
  await expect(signedIn.getByText('Ben Reviewer')).toBeVisible()
  await expect(signedIn.getByText('The thoughts do not fit the code')).toBeVisible()
  await expectAccessible(signedIn)
  await signedIn.keyboard.press('a')
  await signedIn.getByLabel('Reason').fill('The thoughts fit well enough.')
  await signedIn.getByRole('button', { name: 'Settle' }).click()
  await expect(signedIn.getByText('Nobody disagrees')).toBeVisible()
  await signedIn.goto('/review/agreement')
  await expect(signedIn.getByRole('table', { name: 'Agreement by pair' })).toContainText('Ben Reviewer')
  await expectAccessible(signedIn)
})

test('work that its reviewer left alone is taken over, and they are told', async ({ browser, instance, signedIn }) => {
  test.setTimeout(240_000)
  await archiveQueues(signedIn)
  const queueId = await makeQueue(signedIn, { name: 'Quick', minutes: 1 })
  const [left, taker] = [await pageOf(browser, instance, ben), await pageOf(browser, instance, cleo)]
  const claim = async (page: Page) => {
    const response = await page.request.post(`/api/v1/queues/${queueId}/claims`)
    return (await response.json()) as { id: string; trajectoryId: string } | null
  }
  const all = []
  for (let next = await claim(left); next; next = await claim(left)) all.push(next)
  const mine = all[0]
  await expect
    .poll(async () => (await claim(taker))?.trajectoryId, { timeout: 120_000, intervals: [5000] })
    .toBeTruthy()
  await left.goto(`/trajectories/${mine?.trajectoryId}?assignment=${mine?.id}`)
  await expect(left.getByRole('alert').filter({ hasText: 'taken it over' })).toBeVisible()
})

test('settings of review are reached, changed and accessible', async ({ signedIn: page }) => {
  await page.goto('/settings/review')
  const list = page.getByRole('region', { name: 'To reject' })
  await list.getByLabel('New reason to reject').fill('It is somebody’s homework')
  await list.getByRole('button', { name: 'Add' }).click()
  await expect(list).toContainText('It is somebody’s homework')
  await list.getByRole('button', { name: 'Archive: It is somebody’s homework' }).click()
  await expect(list).toContainText('archived')
  await expectAccessible(page)
  await page.goto('/review/queues')
  await expectAccessible(page)
  await page.goto('/review/queues/new')
  await expectAccessible(page)
})

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).exclude('.monaco-editor').analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    expect(found, `${colorScheme} ${page.url()}`).toEqual([])
  }
}

async function pageOf(browser: Browser, instance: Instance, person: typeof admin): Promise<Page> {
  const context = await browser.newContext({ baseURL: instance.url, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await signIn(page, instance, person)
  return page
}

async function addPerson(page: Page, { name, email }: typeof admin): Promise<void> {
  await page.goto('/settings/people')
  await page.getByRole('button', { name: 'Add a person' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('E-mail address').fill(email)
  await dialog.getByLabel('Password', { exact: true }).fill(password)
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog).toBeHidden()
}

/** Drafts of one small project, one for each seed. */
async function synthesize(page: Page, count: number): Promise<void> {
  makeProject(folder)
  expect((await page.request.post('/api/v1/repositories', { data: { url: folder } })).ok()).toBe(true)
  const snapshotId = async () => {
    const { rows } = await (await page.request.get('/api/v1/repositories')).json()
    return rows.find(({ isSample }: { isSample: boolean }) => !isSample)?.snapshot?.id
  }
  await expect.poll(snapshotId, { timeout: 60_000 }).toBeTruthy()
  for (let seed = 1; seed <= count; seed++)
    await page.request.post('/api/v1/trajectories', { data: { snapshotId: await snapshotId(), seed } })
  const drafts = async () => {
    const address = `/api/v1/trajectories?state=draft&snapshotId=${await snapshotId()}`
    return (await (await page.request.get(address)).json()).rows.length
  }
  await expect.poll(drafts, { timeout: 120_000 }).toBe(count)
}

type QueueSettings = { name: string; guidelines?: string; reviewers?: number; minutes?: number; isBlind?: boolean }

async function makeQueue(page: Page, settings: QueueSettings): Promise<string> {
  await page.goto('/review/queues/new')
  await page.getByLabel('Name').fill(settings.name)
  await page.getByLabel('Trajectories', { exact: true }).fill('search=café')
  if (settings.reviewers) await page.getByLabel('Reviewers of each').fill(String(settings.reviewers))
  if (settings.minutes) await page.getByLabel('Time for each, min').fill(String(settings.minutes))
  if (settings.isBlind) await page.getByRole('switch', { name: /Blind/ }).click()
  if (settings.guidelines) await page.getByLabel('Guidelines').fill(settings.guidelines)
  await page.getByRole('button', { name: 'Make the queue' }).click()
  await expect(page.getByRole('table', { name: 'Queues' })).toContainText(settings.name)
  const queues = await (await page.request.get('/api/v1/queues')).json()
  return queues.find(({ name }: { name: string }) => name === settings.name).id
}

async function archiveQueues(page: Page): Promise<void> {
  const queues = await (await page.request.get('/api/v1/queues')).json()
  for (const { id } of queues)
    expect((await page.request.patch(`/api/v1/queues/${id}`, { data: { isArchived: true } })).ok()).toBe(true)
}

function idOf(page: Page): string | undefined {
  return new URL(page.url()).pathname.split('/').at(-1)
}
