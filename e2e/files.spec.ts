import path from 'node:path'
import { expectAccessible } from './accessibility'
import { expect, pressInTurn, test, waitUntilAlive } from './fixtures'
import { makeProject } from './project'
import { makeScratch } from './scratch'
import { synthesize } from './synthesize'

test.describe.configure({ mode: 'serial' })

const folder = path.join(makeScratch(), 'bistro')
let address = ''

test('the first write of a project is shown beside the files of that moment', async ({ signedIn: page }) => {
  makeProject(folder)
  const [id] = await synthesize(page, { source: folder })
  address = `/trajectories/${id}`
  await page.goto(address)
  await waitUntilAlive(page)
  await expect(page.getByRole('region', { name: 'Outline' })).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('e')
  const file = page.getByRole('region', { name: 'File', exact: true })
  await expect(file.getByText(/^this step, a new file/)).toBeVisible()
  await expect(page.getByRole('region', { name: 'Files at this step' })).toContainText('1 of 5 files')
})

test('the file is held against the final one and the start by keys, and the address says so', async ({
  signedIn: page,
}) => {
  await page.goto(address)
  await waitUntilAlive(page)
  await page.keyboard.press('e')
  const file = page.getByRole('region', { name: 'File', exact: true })
  await expect(file.getByText(/^this step/)).toBeVisible()
  await pressInTurn(page, 'b f')
  await expect(file.getByText(/^step \d+ against the final file/)).toBeVisible()
  expect(new URL(page.url()).searchParams.get('diff')).toBe('final')
  await page.reload()
  await waitUntilAlive(page)
  await expect(file.getByText(/^step \d+ against the final file/)).toBeVisible()
  await pressInTurn(page, 'b s')
  await expect(file.getByText(/^from nothing to step \d+/)).toBeVisible()
})

test('a file of the tree is opened as it is at this moment, stays while the cursor moves, and no text is left behind', async ({
  signedIn: page,
}) => {
  await page.goto(address)
  await waitUntilAlive(page)
  await page.keyboard.press('G')
  const tree = page.getByRole('tree', { name: 'Files' })
  await tree.getByRole('treeitem', { name: /menu\.ts/ }).click()
  const file = page.getByRole('region', { name: 'File', exact: true })
  await expect(file.getByText(/^at step \d+, written by step \d+/)).toBeVisible()
  await expect(page).toHaveURL(/file=source%2Fmenu\.ts/)
  await pressInTurn(page, 'g g')
  await expect(page.getByText('The file is not there yet')).toBeVisible()
  await file.getByRole('button', { name: /^Go to step/ }).click()
  await expect(file.getByText(/^this step, a new file/)).toBeVisible()
  for (let moves = 0; moves < 8; moves += 1) await page.keyboard.press('e')
  for (let moves = 0; moves < 8; moves += 1) await page.keyboard.press('E')
  await pressInTurn(page, 'b k')
  await expect(page).not.toHaveURL(/file=/)
  // Two for the changes and one for the file to read, however many were shown.
  const counts = await page
    .locator('[data-models]')
    .evaluateAll((hosts) => hosts.map((host) => Number(host.getAttribute('data-models'))))
  expect(Math.max(...counts)).toBeLessThanOrEqual(3)
})

test('the graph glows along the replay, says the same as a list, and the rail folds and unfolds by key', async ({
  signedIn: page,
}) => {
  await page.goto(`${address}?rail=graph`)
  await waitUntilAlive(page)
  const graph = page.getByRole('region', { name: 'Graph at this step' })
  await expect(graph.locator('[data-glow=absent]')).toHaveCount(5)
  await page.keyboard.press('e')
  await expect(graph.locator('[data-glow=writing]')).toHaveCount(1)
  await expectAccessible(page)
  await graph.getByText('List', { exact: true }).click()
  await expect(graph.getByRole('list', { name: 'Files and what happens to them' })).toContainText('being written')
  await page.keyboard.press('\\')
  await expect(graph).toBeHidden()
  await pressInTurn(page, 'w f')
  await expect(page.getByRole('region', { name: 'Files at this step' })).toBeVisible()
  await page.getByText('By run', { exact: true }).click()
  await expect(page.getByRole('list', { name: 'Files by run' })).toContainText('source/menu.ts')
  await expectAccessible(page)
})
