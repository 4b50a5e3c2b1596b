import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createLargeTrajectory } from '@/lib/trajectory/testing/large-trajectory'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'

test('a trajectory of ten thousand steps opens, jumps to any step, is searched, and is kept to one run', async ({
  signedIn: page,
  instance,
}) => {
  test.setTimeout(300_000)
  const { databaseUrl } = JSON.parse(readFileSync(path.join(instance.home, 'instance.json'), 'utf8'))
  process.env.DATABASE_URL = databaseUrl
  const id = await createLargeTrajectory({ steps: 10_000, files: 500, contentBytes: 3e6, largestBytes: 1e6 })
  await page.goto(`${instance.url}/trajectories/${id}`)
  const step = page.getByRole('region', { name: 'Step', exact: true })
  const place = page.getByRole('slider', { name: 'Place in the trajectory' })
  await expect(step).toContainText(/step 1 of 10,0/)

  await page.keyboard.press('Shift+G')
  await expect(step).toContainText('finish')
  await expect(page.getByRole('treeitem', { selected: true })).toContainText('finish')
  await page.keyboard.press(':')
  await page.getByLabel(/Number of the step/).fill('5000')
  await page.keyboard.press('Enter')
  await expect(place).toHaveAttribute('aria-valuenow', '5000')
  await expect(step).toContainText('step 5,000 of')
  await expect(page).toHaveURL(/step=4999/)

  await page.keyboard.press('n')
  await expect(page.getByRole('treeitem', { selected: true }).getByLabel('Something is wrong')).toBeVisible()
  await expect(step).toContainText('Cannot find name')

  await page.keyboard.press('f')
  await expect(page).toHaveURL(/focus=run/)
  await expect(page.getByRole('region', { name: 'Outline' }).getByRole('treeitem', { level: 1 })).toHaveCount(0)
  await page.keyboard.press('f')

  await page.keyboard.press('/')
  const find = page.getByRole('search', { name: 'Find in the trajectory' })
  await find.getByRole('searchbox').fill('Cannot find name')
  await expect(find.getByRole('status')).toHaveText('167 hits')
  await page.keyboard.press('Enter')
  await expect(find.getByRole('status')).toHaveText('1 of 167 hits')
  await expect(step).toContainText('Cannot find name')
  await page.keyboard.press('Escape')
  await expect(find).toBeHidden()
  await expectAccessible(page)
})
