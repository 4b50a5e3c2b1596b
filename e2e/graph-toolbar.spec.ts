import { box, openBakery } from './bakery'
import { expect, test } from './fixtures'

test('what is found is told as options of the field, and stays only while the field has the focus', async ({
  signedIn: page,
}) => {
  await openBakery(page)
  const field = page.getByRole('combobox', { name: 'Find a file in the graph' })
  await field.fill('oven')
  const options = page.getByRole('listbox', { name: 'Files found' }).getByRole('option')
  await expect(options).toHaveCount(3)
  await expect(options.first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowDown')
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true')
  await expect(field).toHaveAttribute('aria-activedescendant', (await options.nth(1).getAttribute('id')) ?? '')
  await page.keyboard.press('Tab')
  await expect(options).toHaveCount(0)
  await field.focus()
  await options.nth(2).click()
  await expect(page.getByRole('region', { name: /^About oven\// })).toBeVisible()
  await expect(options).toHaveCount(0)
})

test('in little room the line over the drawing still says which file it is about, and keeps its buttons', async ({
  signedIn: page,
}) => {
  await openBakery(page)
  await page.setViewportSize({ width: 768, height: 900 })
  await page.goto(`${page.url().split('?')[0]}?focus=oven/heat.ts&node=oven/heat.ts`)
  const line = page.getByRole('status').filter({ hasText: '1 hop away' })
  await expect(line.getByRole('button', { name: 'Show all' })).toBeInViewport({ ratio: 1 })
  const name = line.getByTitle('oven/heat.ts').getByText('heat.ts')
  expect(await name.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0)
  await page.getByRole('region', { name: 'About oven/heat.ts' }).getByRole('button', { name: 'Close' }).click()
  await expect(box(page, 'oven/heat.ts, uses')).toBeVisible()
})

test('files that cannot be had are said to be missing beside the graph, and are asked for again', async ({
  signedIn: page,
}) => {
  await openBakery(page)
  const files = '**/api/v1/snapshots/*/files'
  const error = { code: 'not_found', message: 'The files are not here.' }
  await page.route(files, (route) => route.fulfill({ status: 404, json: { error } }))
  await page.reload()
  await expect(page.getByRole('alert').filter({ hasText: error.message })).toBeVisible()
  await page.unroute(files)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('tree', { name: 'Files' }).getByText('shop.ts')).toBeVisible()
})
