import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { type ScoringServer, startScoringServer } from '@/lib/likelihood/testing/scoring-server'
import { expect, test } from './fixtures'

test.describe.configure({ mode: 'serial' })

const name = 'A scorer that is held'
/** A real repository: Retrace's own, of which one folder is enough. */
const root = path.resolve(import.meta.dirname, '..')
const folder = 'lib/http'
let server: ScoringServer
let address = ''
/** So many requests are answered; later ones wait until they may be, too. */
let allowed = Number.POSITIVE_INFINITY
const waiting = new Set<() => void>()

test.beforeAll(async () => {
  const hold = async (number: number) => {
    while (number > allowed) await new Promise<void>((go) => waiting.add(go))
  }
  server = await startScoringServer('vllm', { hold })
})
test.afterAll(() => server.close())

test('a scorer is added, and a test says how it is asked and what it can do', async ({ signedIn: page }) => {
  await page.goto('/settings/models')
  await page.getByRole('button', { name: 'Add a scorer' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Name').fill(name)
  await form.getByLabel('Model', { exact: true }).fill('test-model')
  await form.getByLabel('Address').fill(server.url)
  await form.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('button', { name: `Test of ${name}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Test the connection' }).click()
  await expect(dialog).toContainText(/It scores, asked as .*, and tells the price of a thought in the same call\./)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('table', { name: 'Scorers' })).toContainText('Works')
})

test('a folder of a real repository is imported and synthesized', async ({ signedIn: page }) => {
  await page.goto('/repositories')
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByLabel('Address').fill(root)
  await page.getByLabel('Folder').fill(folder)
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
  await page.getByRole('table', { name: 'Repositories' }).getByText(folder).click({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Synthesize', exact: true }).click()
  await openTrajectory(page)
  const position = await goToThought(page)
  address = `${page.url().replace(/\?.*/, '')}?step=${position}&rail=candidates`
})

test('a thought is searched again with a hint, and its candidates come one by one', async ({ signedIn: page }) => {
  await page.goto(address)
  await expect(page.getByRole('button', { name: 'Optimize this thought' })).toBeEnabled()
  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog', { name: 'Optimize the thoughts' })
  await expect(dialog.getByLabel('this one')).toBeChecked()
  await dialog.getByLabel('Hint').fill('Say why fields that are empty count as absent.')
  await dialog.getByLabel('Candidates in a round').fill('4')
  await dialog.getByLabel('Rounds').fill('2')
  await dialog.getByLabel(/waits: you accept/).check()
  await dialog.getByRole('combobox', { name: 'Scorer' }).click()
  await page.getByRole('option', { name: new RegExp(name) }).click()
  allow(server.requests.length)
  await dialog.getByRole('button', { name: 'Optimize' }).click()
  await expect(dialog).toBeHidden()

  const tree = page.getByRole('tree', { name: 'Candidates by round' })
  await expect(async () => {
    allow(allowed + 1)
    await expect(tree.getByRole('treeitem', { name: /^Round 1/ }).nth(1)).toBeVisible({ timeout: 700 })
  }).toPass({ timeout: 60_000, intervals: [0] })
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible()
  expect(await tree.getByRole('treeitem', { name: /^Round 2/ }).count()).toBe(0)
  allow(Number.POSITIVE_INFINITY)
  await expect(tree.getByRole('treeitem', { name: /^Round 2/ })).toHaveCount(4, { timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeHidden()
  await expect(page.getByRole('button', { name: /^revision 1/ })).toBeVisible()
})

test('one of the losers is adopted, and undone again', async ({ signedIn: page }) => {
  await page.goto(address)
  const reader = page.getByRole('region', { name: 'Step', exact: true })
  const thought = reader.locator('[data-thought-id]').first()
  const before = (await thought.textContent()) ?? ''
  const candidates = page.getByRole('region', { name: 'Candidates' })
  await candidates
    .getByRole('treeitem', { name: /^Round 1.*lost/ })
    .first()
    .click()
  await candidates.getByRole('button', { name: 'Adopt' }).click()
  await expect(page.getByRole('button', { name: /^revision 2/ })).toBeVisible({ timeout: 60_000 })
  await expect(thought).not.toHaveText(before)

  await page.getByRole('button', { name: /^revision 2/ }).click()
  await page.getByRole('menuitem', { name: /Revision 1/ }).click()
  await page.getByRole('button', { name: 'Return to it' }).click()
  await expect(page.getByRole('button', { name: 'Return to it' })).toBeEnabled({ timeout: 60_000 })
  await page.getByRole('button', { name: /^revision 1/ }).click()
  await page.getByRole('menuitem', { name: /Revision 3/ }).click({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: /^revision 3/ })).toBeVisible()
  await expect(thought).toHaveText(before)
})

test('what a search has found is declined, taken up again, and accepted like the hunk of a diff', async ({
  signedIn: page,
}) => {
  await page.goto(address)
  const bar = page.getByRole('region', { name: 'Findings' })
  await expect(bar).toContainText('1 better thought waits for you.')
  await page.keyboard.press('d')
  await expect(bar).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(bar).toContainText('1 better thought waits for you.')
  await page.keyboard.press('y')
  await expect(page.getByRole('button', { name: /^revision 4/ })).toBeVisible({ timeout: 60_000 })
  await expect(bar).toBeHidden()
})

test('the code shows its surprise before and after, token by token', async ({ signedIn: page }) => {
  await page.goto(address)
  const pane = page.getByRole('region', { name: 'File' })
  await expect(pane.getByText('Surprise', { exact: true })).toBeVisible()
  await page.keyboard.press('Shift+U')
  await expect(
    pane.locator('.view-line .bg-more-1, .view-line .bg-more-2, .view-line .bg-more-3').first(),
  ).toBeVisible()
  await expect(pane).toContainText(/nats \(gain \+/)
})

test('a thought written by hand is kept as a revision, and measured', async ({ signedIn: page }) => {
  await page.goto(address)
  await expect(page.getByRole('button', { name: 'Edit this thought' })).toBeEnabled()
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog', { name: 'Edit the thought' })
  await dialog
    .getByLabel('Thought')
    .fill('A form is an operation with fields of text: what it refuses becomes its state.')
  await dialog.getByRole('button', { name: 'Save as a revision' }).click()
  await expect(page.getByRole('button', { name: /^revision 5/ })).toBeVisible({ timeout: 60_000 })
  const reader = page.getByRole('region', { name: 'Step', exact: true })
  await expect(reader.locator('p').first()).toHaveText(/what it refuses becomes its state/)
  await page.goto('/activity')
  const row = page
    .getByRole('table', { name: 'Jobs' })
    .getByRole('row')
    .filter({ hasText: new RegExp(`Measure .*${folder}`) })
  await expect(row).toContainText('Done', { timeout: 60_000 })
})

test('the searches of a trajectory are shown as pictures, and every candidate can be had', async ({
  signedIn: page,
}) => {
  await page.goto(address)
  await expect(page.getByRole('button', { name: 'Edit this thought' })).toBeEnabled()
  await page.keyboard.press('v')
  const table = page.getByRole('table', { name: 'Searches' })
  await expect(table.getByRole('row')).toHaveCount(3)
  await table.getByRole('row').last().getByRole('link').click()
  await expect(page.getByRole('img', { name: /nats at the start|at the start/ })).toBeVisible()
  await expect(page.getByRole('table', { name: 'Kinds of candidates' })).toContainText('rewrite')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export candidates' }).click()
  const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\n')
  expect(lines).toHaveLength(8)
  expect(JSON.parse(lines[0]!)).toMatchObject({ round: 1, slot: 1, scorer: expect.stringContaining('vllm') })
  await page.keyboard.press('b')
  await expect(page.getByRole('tree', { name: 'Runs and steps' })).toBeVisible()
})

test('a marked passage is all that a search from there changes', async ({ signedIn: page }) => {
  await page.goto(address)
  await expect(page.getByRole('button', { name: 'Optimize this thought' })).toBeEnabled()
  const text = page.getByRole('region', { name: 'Step', exact: true }).locator('[data-offset]').first()
  const marked = await text.evaluate((element) => {
    window.getSelection()?.selectAllChildren(element)
    return element.textContent ?? ''
  })
  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog', { name: 'Optimize the thoughts' })
  await expect(dialog.getByLabel('Only the paragraphs of what is marked')).toBeChecked()
  await expect(dialog.getByRole('blockquote')).toHaveText(marked)
  await dialog.getByLabel('Rounds').fill('1')
  await dialog.getByRole('button', { name: 'Optimize' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('tab', { name: 'Candidates' })).toHaveAttribute('aria-selected', 'true')
  await expect(page.getByRole('tree', { name: 'Candidates by round' }).getByText('segment').first()).toBeVisible({
    timeout: 60_000,
  })
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeHidden({ timeout: 60_000 })
})

test('the work is continued from a step in another way, and says what it shares', async ({ signedIn: page }) => {
  await page.goto(address)
  await expect(page.getByRole('button', { name: 'Edit this thought' })).toBeEnabled()
  await page.keyboard.press('Shift+F')
  const dialog = page.getByRole('dialog', { name: 'Continue from here' })
  await expect(dialog).toContainText(
    /It shares the first \d+ steps as revision \d+ has them: the plan and \d+ files?\./,
  )
  await expect(dialog).toContainText('beginning with submit.ts')
  await expect(dialog.getByRole('button', { name: 'Continue' })).toBeDisabled()
  await dialog.getByLabel('Write a draft, check it, edit it').check()
  await dialog.getByRole('button', { name: 'Continue' }).click()
  const origin = page.getByRole('link', { name: /^Forked at step \d+ of revision \d+/ })
  await expect(origin).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: /^revision 1/ })).toBeVisible()
  for (const verifier of ['replays', 'causal', 'grounded', 'complete', 'original'])
    await expect(page.getByRole('button', { name: `${verifier} holds`, exact: true })).toBeVisible()
  expect(page.url()).not.toContain(new URL(address).pathname)
  await origin.click()
  await expect(page).toHaveURL(new RegExp(new URL(address).pathname))
})

test('all trajectories of a list are searched at once', async ({ signedIn: page }) => {
  await page.goto(`/trajectories?search=${encodeURIComponent(folder)}`)
  await page.getByRole('button', { name: 'Optimize' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Rounds').fill('1')
  await dialog.getByRole('button', { name: 'Optimize' }).click()
  await expect(dialog).toBeHidden()
  await page.goto('/activity')
  const jobs = page.getByRole('table', { name: 'Jobs' })
  await expect(jobs.getByRole('row').filter({ hasText: 'Optimize trajectories' })).toContainText('Done', {
    timeout: 60_000,
  })
  await expect(
    jobs
      .getByRole('row')
      .filter({ hasText: new RegExp(`Optimize .*${folder}`) })
      .first(),
  ).toContainText('Done', {
    timeout: 60_000,
  })
})

function allow(requests: number): void {
  allowed = requests
  for (const go of waiting) go()
  waiting.clear()
}

async function openTrajectory(page: Page): Promise<void> {
  const row = page.getByRole('table', { name: 'Trajectories' }).getByRole('row').filter({ hasText: folder })
  await row.getByText(folder).click({ timeout: 60_000 })
  await expect(page.getByRole('button', { name: 'replays holds', exact: true })).toBeVisible({ timeout: 60_000 })
}

/** Goes to the thought right before the forms are written; its position. */
async function goToThought(page: Page): Promise<number> {
  const find = page.getByRole('searchbox', { name: 'Find in the outline' })
  await find.fill('submit.ts')
  await find.press('Enter')
  await expect(page.getByRole('region', { name: 'Outline' }).getByRole('treeitem', { selected: true })).toContainText(
    'submit.ts',
  )
  await find.press('Escape')
  await page.keyboard.press('e')
  await expect(page.getByRole('region', { name: 'Step', exact: true })).toContainText('a new file')
  await page.keyboard.press('k')
  await expect(page.getByRole('button', { name: 'Optimize this thought' })).toBeVisible()
  const place = await page.getByRole('slider', { name: 'Place in the trajectory' }).getAttribute('aria-valuenow')
  return Number(place) - 1
}
