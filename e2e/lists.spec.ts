import path from 'node:path'
import { expectAccessible } from './accessibility'
import { admin, expect, signIn, test } from './fixtures'
import { makeProject } from './project'
import { makeScratch } from './scratch'
import { synthesize } from './synthesize'

const folder = path.join(makeScratch(), 'kontor')

test('a list is narrowed, kept as a view, done to in bulk and undone, walked through, and all of it is in the trail', async ({
  signedIn: page,
  instance,
  browser,
}) => {
  test.setTimeout(300_000)
  makeProject(folder)
  await synthesize(page, { source: folder })
  await page.goto('/trajectories')
  const table = page.getByRole('table', { name: 'Trajectories' })
  const filters = page.getByRole('complementary', { name: 'Filters' })
  await test.step('facets narrow the list, and the address says so', async () => {
    // Other journeys leave trajectories too, of more repositories than the facet lists.
    await filters.getByLabel('Find a repository').fill('kontor')
    await filters.getByRole('checkbox', { name: 'kontor' }).click()
    await expect(page).toHaveURL(/repositoryId=/)
    await expect(filters.getByRole('checkbox', { name: 'kontor' })).toBeChecked()
    await expect(table.getByRole('row')).toHaveCount(2)
    await filters.getByRole('checkbox', { name: 'draft' }).click()
    await expect(page).toHaveURL(/state=draft/)
    await filters.getByRole('checkbox', { name: 'embedded' }).click()
    await expect(page).toHaveURL(/author=embedded/)
    await table.getByRole('button', { name: 'Tokens' }).click()
    await expect(page).toHaveURL(/sort=tokens/)
  })

  await test.step('a view is shared, and its link shows the same list to another', async () => {
    await page.keyboard.press('v')
    const dialog = page.getByRole('dialog', { name: 'Save this view' })
    await dialog.getByLabel('Name').fill('Embedded drafts')
    await dialog.getByRole('switch', { name: 'Everybody sees it' }).click()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('link', { name: /Embedded drafts/ })).toHaveAttribute('aria-current', 'page')
    const other = await (await browser.newContext({ baseURL: instance.url })).newPage()
    await signIn(other, instance, admin)
    await other.goto(page.url())
    await expect(other.getByRole('link', { name: /Embedded drafts/ })).toHaveAttribute('aria-current', 'page')
    await other.context().close()
  })

  await test.step('the page has no faults that axe finds, light and dark', async () => {
    await expectAccessible(page)
  })

  await test.step('bulk: counted first, done by a job, undone by another', async () => {
    await table.getByRole('checkbox', { name: 'Choose all' }).click()
    await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Return' }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('heading', { name: 'Return 1 trajectory' })).toBeVisible()
    await dialog.getByLabel('Reason').fill('Say more about the order.')
    await dialog.getByRole('button', { name: 'Return 1' }).click()
    await expect(dialog.getByRole('status')).toHaveText('1 done', { timeout: 60_000 })
    await dialog.getByRole('button', { name: 'Undo' }).click()
    await expect(dialog.getByRole('status')).toHaveText('1 undone', { timeout: 60_000 })
    await dialog.getByRole('button', { name: 'Close' }).first().click()
  })

  await test.step('the workbench knows the list that it was opened from', async () => {
    await table.getByRole('link').first().click()
    const walk = page.getByRole('navigation', { name: 'List' })
    await expect(walk.getByRole('link', { name: /1 of 1, the last/ })).toBeVisible({ timeout: 60_000 })
    await expect(walk.getByRole('button', { name: 'The list ends here' })).toBeDisabled()
    await walk.getByRole('link').click()
    await expect(page).toHaveURL(/state=draft/)
  })

  await test.step('the trail tells who did what and why', async () => {
    await page.goto('/activity/audit')
    const trail = page.getByRole('list', { name: 'Audit trail' })
    await expect(trail.getByText('“Say more about the order.”').first()).toBeVisible()
    await page.getByLabel('Search what was done').fill('more about')
    await expect(page).toHaveURL(/text=more/)
    await trail.getByRole('button', { name: 'Before and after' }).first().click()
    await expect(trail.getByRole('table').first()).toBeVisible()
    await expectAccessible(page)
  })
})
