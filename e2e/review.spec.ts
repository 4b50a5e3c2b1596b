import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible } from './accessibility'
import { expect, pressInTurn, test, waitUntilAlive } from './fixtures'
import { adoptLabels } from './labels'
import { addPerson, pageOf } from './people'
import { makeProject } from './project'
import { makeScratch } from './scratch'
import { synthesize } from './synthesize'

test.describe.configure({ mode: 'serial' })

const folder = path.join(makeScratch(), 'café')
const password = 'analytical engine no. 1'
const ben = { name: 'Ben Reviewer', email: 'ben@example.org', password }
const cleo = { name: 'Cleo Reviewer', email: 'cleo@example.org', password }

test('an administrator adds reviewers, work and a queue with guidelines', async ({ signedIn: page }) => {
  test.setTimeout(300_000)
  for (const person of [ben, cleo]) await addPerson(page, person)
  makeProject(folder)
  await synthesize(page, { source: folder }, [1, 2, 3, 4, 5, 6, 7])
  await makeQueue(page, { name: 'First look', guidelines: '**Read** the plan first.' })
  await expectAccessible(page)
})

test('a review session goes by keyboard alone: claim, read, judge with a reason, undo, next', async ({
  browser,
  instance,
}) => {
  const page = await pageOf(browser, instance, ben)
  await waitUntilAlive(page)
  await pressInTurn(page, 'g v')
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
  await expect(bar.getByText('judged', { exact: true })).toBeVisible()
  await page.keyboard.press('u')
  await expect(bar).toContainText('yours for')
  await page.keyboard.press('Control+Enter')
  await expect(bar).toContainText('3 of 3')
  await page.keyboard.press('[')
  await expect(bar).toContainText('2 of 3')
  await expect(bar.getByText('judged', { exact: true })).toBeVisible()
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

test('label, comment, search, adoption, undo and approval need no pointer either', async ({
  browser,
  instance,
  signedIn,
}) => {
  test.setTimeout(240_000)
  await adoptLabels(signedIn)
  const page = await pageOf(browser, instance, ben)
  await pressInTurn(page, 'g v')
  await expect(page.getByRole('table', { name: 'Queues' })).toContainText('First look')
  await page.keyboard.press('n')
  const bar = page.getByRole('region', { name: 'Queue' })
  await expect(bar).toContainText('yours for')
  await page.keyboard.press('e')
  await page.keyboard.press('k')
  await expect(page.getByRole('button', { name: 'Optimize this thought' })).toBeEnabled()

  await page.keyboard.press('1')
  await pressInTurn(page, 'w a')
  await expect(page.getByRole('tabpanel', { name: 'Annotations' }).getByRole('listitem')).toContainText('Insightful')
  await page.keyboard.press('c')
  await page.keyboard.type('Why in this order?')
  await page.keyboard.press('Control+Enter')
  await pressInTurn(page, 'w m')
  await expect(page.getByRole('article', { name: /^Thread on/ })).toContainText('Why in this order?')

  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog', { name: 'Optimize the thoughts' })
  await tabTo(page, dialog.getByRole('button', { name: 'Optimize' }))
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  const candidates = page.getByRole('region', { name: 'Candidates' })
  await expect(candidates.getByRole('treeitem', { name: /^Round 3/ }).first()).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeHidden({ timeout: 60_000 })
  const number = async () => Number(/\d+/.exec((await revision(page).textContent()) ?? '')?.[0])
  const found = await number()
  await tabTo(page, candidates.locator('[role=treeitem][tabindex="0"]'))
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const adopt = candidates.getByRole('button', { name: 'Adopt' })
  await expect(adopt).toBeVisible()
  await tabTo(page, adopt)
  await page.keyboard.press('Enter')
  await expect.poll(number, { timeout: 60_000 }).toBe(found + 1)
  await expect(page.getByRole('button', { name: 'Optimize', exact: true })).toBeEnabled()
  await page.keyboard.press('z')
  await expect.poll(number, { timeout: 60_000 }).toBe(found + 2)
  await page.keyboard.press('a')
  await expect(bar.getByText('judged', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(bar).toContainText('yours for')
})

test('two reviewers differ without seeing each other, and a third settles it', async ({
  browser,
  instance,
  signedIn,
}) => {
  test.setTimeout(240_000)
  await archiveQueues(signedIn)
  await makeQueue(signedIn, { name: 'Pairs', reviewers: 2, isBlind: true })
  const [first, second] = [await pageOf(browser, instance, ben), await pageOf(browser, instance, cleo)]
  for (const page of [first, second]) {
    await page.goto('/review')
    await waitUntilAlive(page)
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
  await waitUntilAlive(second)
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
  await waitUntilAlive(signedIn)
  await signedIn.keyboard.press('a')
  await signedIn.getByLabel('Reason').fill('The thoughts fit well enough.')
  await signedIn.getByRole('button', { name: 'Settle' }).click()
  await expect(signedIn.getByText('Nobody disagrees')).toBeVisible()
  await signedIn.goto(`/trajectories/${idOf(first)}`)
  await waitUntilAlive(signedIn)
  await signedIn.keyboard.press('H')
  const history = signedIn.getByRole('dialog', { name: 'History of this trajectory' })
  await expect(history.getByRole('region', { name: 'Revisions' })).toContainText('Ada Lovelace approved it')
  await expect(history.getByRole('region', { name: 'Audit' })).toContainText(cleo.name)
  await signedIn.keyboard.press('Escape')
  await signedIn.keyboard.press('M')
  await expect(signedIn.getByRole('region', { name: 'Metadata' })).toContainText(/Synthesized.*20\d\d/)
  await signedIn.goto('/review/agreement')
  await expect(signedIn.getByRole('table', { name: 'Agreement by pair' })).toContainText('Ben Reviewer')
  await expectAccessible(signedIn)
})

test('work that its reviewer left alone is taken over, and they are told', async ({ browser, instance, signedIn }) => {
  test.setTimeout(240_000)
  await archiveQueues(signedIn)
  // What is still at hand in the queues before stays there for its time.
  await synthesize(signedIn, { source: folder }, [8])
  const queueId = await makeQueue(signedIn, { name: 'Quick', minutes: 1 })
  const [left, taker] = [await pageOf(browser, instance, ben), await pageOf(browser, instance, cleo)]
  const claim = async (page: Page) => {
    const response = await page.request.post(`/api/v1/queues/${queueId}/claims`)
    return (await response.json()) as { id: string; trajectoryId: string } | null
  }
  const all = []
  for (let next = await claim(left); next; next = await claim(left)) all.push(next)
  const mine = all[0]
  expect(mine, 'work for the one who leaves it alone').toBeTruthy()
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
  const chosen = page.getByRole('group', { name: 'Trajectories' })
  await chosen.getByRole('checkbox', { name: 'approved' }).click()
  await expect(chosen.getByRole('link', { name: 'See the list' })).toHaveAttribute('href', /state=approved/)
})

const revision = (page: Page) => page.getByRole('button', { name: /^revision \d/ })

/** Goes there as the keyboard does. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  const isThere = () => wanted.evaluate((element) => element === document.activeElement)
  for (let presses = 0; presses < 80 && !(await isThere()); presses += 1) await page.keyboard.press('Tab')
  await expect(wanted).toBeFocused()
}

type QueueSettings = { name: string; guidelines?: string; reviewers?: number; minutes?: number; isBlind?: boolean }

async function makeQueue(page: Page, settings: QueueSettings): Promise<string> {
  await page.goto('/review/queues/new?search=café')
  await expect(page.getByRole('status').filter({ hasText: 'now' })).toContainText(/^\d+ now/)
  await page.getByLabel('Name').fill(settings.name)
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
