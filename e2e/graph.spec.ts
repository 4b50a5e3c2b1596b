import { expectAccessible } from './accessibility'
import { box, openBakery } from './bakery'
import { expect, test } from './fixtures'

test.describe.configure({ mode: 'serial' })

test('the graph shows the files by folder, and a folder folds up and opens again in place', async ({
  signedIn: page,
}) => {
  await openBakery(page)
  await box(page, 'oven/, open folder').dblclick()
  await expect(box(page, 'oven/, 3 files')).toBeVisible()
  await expect(page).toHaveURL(/closed=oven/)
  await page.getByRole('button', { name: 'Unfold', exact: true }).click()
  await expect(box(page, 'oven/heat.ts, uses 1, used by 2')).toBeVisible()
  await page.goBack()
  await expect(box(page, 'oven/, 3 files')).toBeVisible()
})

test('a file is found, and tells who uses which of its symbols', async ({ signedIn: page }) => {
  await openBakery(page)
  await page.keyboard.press('/')
  await page.keyboard.type('flour')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: 'About store/flour.ts' })
  await expect(panel.getByRole('button', { name: /bake\.ts/ }).first()).toBeVisible()
  await expect(panel.getByRole('button', { name: /^type Flour/ })).toBeVisible()
  const shapes = page.getByRole('list', { name: 'Shapes' })
  await expect(shapes).toContainText(/uses\s*used by/)
  await expect(shapes).toBeInViewport({ ratio: 1 })
  await panel.getByRole('button', { name: '← 1' }).click()
  await expect(page).toHaveURL(/node=store%2Fflour\.ts/)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
})

test('a file that the filters hide is found all the same, and an address that hides what it chose says so', async ({
  signedIn: page,
}) => {
  await openBakery(page)
  const address = page.url().split('?')[0]
  const bread = box(page, 'test/bread.test.ts, uses')
  await page.goto(`${address}?no-role=test`)
  await expect(box(page, 'shop.ts, uses')).toBeVisible()
  await expect(bread).toBeHidden()
  await page.keyboard.press('/')
  await page.keyboard.type('bread')
  await page.keyboard.press('Enter')
  await expect(bread).toBeVisible()
  await expect(page).not.toHaveURL(/no-role/)
  await page.goto(`${address}?no-role=test&path-from=test/bread.test.ts&path-to=oven/heat.ts`)
  await expect(page.getByText('The filters hide')).toBeVisible()
  await page.getByRole('button', { name: 'Show it' }).click()
  await expect(page.getByText('2 steps along the uses')).toBeVisible()
})

test('an arrow shows the lines of its imports in the importing file', async ({ signedIn: page }) => {
  await openBakery(page)
  await box(page, 'store/flour.ts').click()
  await page.getByRole('button', { name: /Lines in which oven\/bake\.ts uses/ }).click()
  const panel = page.getByRole('region', { name: 'How oven/bake.ts uses store/flour.ts' })
  await expect(panel).toContainText('type-import :2')
  await expect(panel.locator('.monaco-editor')).toContainText('import type { Flour }')
})

test('the ring is listed, shown alone, and a path leads from file to file', async ({ signedIn: page }) => {
  await openBakery(page)
  await page.keyboard.press('c')
  const list = page.getByRole('region', { name: 'Cycles' })
  await list.getByRole('button', { name: /heat\.ts/ }).click()
  await expect(box(page, 'shop.ts, uses')).toBeHidden()
  await expect(box(page, 'oven/watch.ts')).toBeVisible()
  await page.keyboard.press('a')
  await box(page, 'shop.ts, uses').click()
  await page.keyboard.press('p')
  // The panel has taken of the room, and the drawing stays where it was.
  await page.keyboard.press('0')
  await box(page, 'oven/watch.ts').click()
  await page.keyboard.press('p')
  await expect(page.getByText('3 steps along the uses')).toBeVisible()
  await expect(page).toHaveURL(/path-from=shop\.ts&path-to=oven%2Fwatch\.ts/)
})

test('a link brings back focus, colours and form, and the other forms say the same', async ({ signedIn: page }) => {
  await openBakery(page)
  const address = page.url().split('?')[0]
  await page.goto(`${address}?focus=store/flour.ts&color=layer`)
  await expect(box(page, 'oven/bake.ts')).toBeVisible()
  await expect(box(page, 'shop.ts, uses')).toBeHidden()
  await page.keyboard.press(']')
  await expect(box(page, 'shop.ts, uses')).toBeVisible()
  await page.goto(`${address}?form=matrix`)
  await page.getByRole('button', { name: 'shop.ts uses oven/bake.ts: 1' }).click()
  await expect(page.getByRole('region', { name: 'How shop.ts uses oven/bake.ts' })).toBeVisible()
  await page.getByRole('button', { name: 'oven/bake.ts', exact: true }).and(page.locator('[data-cell]')).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(
    page.getByRole('button', { name: /^oven\/bake\.ts uses .*: 1$/ }).and(page.locator(':focus')),
  ).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: /^How oven\/bake\.ts uses / })).toBeVisible()
  await expect(page.getByRole('button', { name: 'oven/watch.ts uses oven/heat.ts: 1, in a cycle' })).toBeVisible()
  await page.goto(`${address}?form=list`)
  await expect(page.getByRole('listitem').filter({ hasText: 'oven/heat.ts' })).toContainText('uses 1 · used by 2')
})

test('a menu, a list of choices and the filters hide nothing that could have the focus, and give it back', async ({
  signedIn: page,
}) => {
  await openBakery(page)
  const lists = page.getByRole('button', { name: 'Lists' })
  await lists.click()
  await expect(page.getByRole('menu', { name: 'Lists' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(lists).toBeFocused()
  const form = page.getByRole('combobox', { name: 'Form' })
  await form.click()
  await expect(page.getByRole('option', { name: 'Clusters' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(form).toBeFocused()
  await page.getByRole('button', { name: 'Filters' }).click()
  await expect(page.getByRole('dialog', { name: 'Filters' })).toBeVisible()
  await expectAccessible(page)
})

test('the names of the columns of the matrix stay in sight, however far down one is', async ({ signedIn: page }) => {
  await openBakery(page)
  await page.setViewportSize({ width: 1440, height: 440 })
  await page.goto(`${page.url().split('?')[0]}?form=matrix`)
  const table = page.getByRole('table', { name: 'Who uses whom: rows use columns' })
  await expect(table).toBeVisible()
  await page.getByText('A row uses the columns').scrollIntoViewIfNeeded()
  await expect(table.getByRole('columnheader').first()).toBeInViewport({ ratio: 1 })
  const scrolled = await table.evaluate(({ parentElement }) => parentElement?.scrollTop)
  expect(scrolled).toBeGreaterThan(0)
})
