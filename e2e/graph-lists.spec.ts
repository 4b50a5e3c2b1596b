import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessibility'
import { box, openBakery } from './bakery'
import { expect, test } from './fixtures'

test.describe.configure({ mode: 'serial' })

test('orphans and entry points are listed, and lead to their files', async ({ signedIn: page }) => {
  await openBakery(page)
  await page.keyboard.press('o')
  const orphans = page.getByRole('region', { name: 'Orphans' })
  await expect(orphans.getByRole('listitem')).toHaveText([/notes\.md\s*2 lines|notes\.md\s*1 line/, /package\.json/])
  await orphans.getByRole('button', { name: /notes\.md/ }).click()
  await expect(page.getByRole('region', { name: 'About notes.md' })).toContainText('Nothing in this repository.')
  await expect(page).toHaveURL(/list=orphans/)
  await page.keyboard.press('Escape')
  await expect(orphans).toBeVisible()
  await page.keyboard.press('e')
  await expect(orphans).toBeHidden()
  const entries = page.getByRole('region', { name: 'Entry points' })
  await expect(entries.getByRole('listitem')).toHaveText([/shop\.ts\s*uses 1/])
  await entries.getByRole('button', { name: /shop\.ts/ }).click()
  await expect(
    page
      .getByRole('region', { name: 'About shop.ts' })
      .getByRole('button', { name: /bake\.ts/ })
      .first(),
  ).toBeVisible()
})

test('without imports that lead nowhere the list says so, and it is kept from who is not signed in', async ({
  signedIn: page,
  playwright,
  baseURL,
}) => {
  await openBakery(page)
  const answered = page.waitForResponse(/\/graph\/unresolved/)
  await page.keyboard.press('n')
  await expect(page.getByRole('region', { name: 'Imports that lead nowhere' })).toContainText(
    'Every import leads to a file of the repository or to a package.',
  )
  await page.reload()
  const stranger = await playwright.request.newContext({ baseURL })
  expect((await stranger.get((await answered).url())).status()).toBe(401)
  await stranger.dispose()
})

test('the tree of files is moved through by keys, and the file has an outline that jumps', async ({
  signedIn: page,
}) => {
  await openBakery(page)
  const tree = page.getByRole('tree', { name: 'Files' })
  await tree.focus()
  await page.keyboard.type('store')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/node=store%2Fflour\.ts/)
  await tree.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const leftOut = page.getByRole('region', { name: 'About third_party/salt.js' })
  await expect(leftOut).toContainText('The file is left out of trajectories: vendored.')
  await expect(leftOut).not.toContainText('importance')
  await page.goBack()
  await page.getByRole('region', { name: 'About store/flour.ts' }).getByRole('button', { name: 'Open' }).click()
  const outline = page.getByRole('navigation', { name: 'Outline' })
  await outline.getByRole('button', { name: /const empty/ }).click()
  await expect(outline.getByRole('button', { name: /const empty/ })).toHaveAttribute('aria-current', 'true')
})

test('a file tells which trajectories wrote it, and leads to the very step', async ({ signedIn: page }) => {
  await openBakery(page)
  await box(page, 'store/flour.ts').click()
  const panel = page.getByRole('region', { name: 'About store/flour.ts' })
  await expect(panel.getByRole('button', { name: /^type Flour/ })).toBeVisible()
  await expect(panel.getByText('Written in')).toBeHidden()
  await page.getByRole('button', { name: 'Synthesize' }).click()
  await page.goto('/trajectories')
  await page.getByRole('table').getByText('bakery').first().click()
  await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible({ timeout: 60_000 })
  await openBakery(page)
  await box(page, 'store/flour.ts').click()
  const writer = panel.getByRole('link', { name: /^step \d+ by / })
  await expect(writer).toContainText('revision 1')
  const step = /step (\d+)/.exec((await writer.textContent()) ?? '')?.[1]
  await writer.click()
  await expect(page).toHaveURL(new RegExp(`/trajectories/[0-9a-f-]+\\?step=${step}$`))
  await expect(page.locator('.monaco-diff-editor')).toContainText('export type Flour')
})

async function savePicture(page: Page, format: 'SVG' | 'PNG') {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save the picture' }).click()
  await page.getByRole('menuitem', { name: `As ${format}` }).click()
  expect((await download).suggestedFilename()).toBe(`dependencies.${format.toLowerCase()}`)
  return readFile(await (await download).path())
}

test('the picture is saved as PNG, and as an SVG that programs read which know neither our colours nor our font', async ({
  signedIn: page,
}) => {
  await openBakery(page)
  const png = await savePicture(page, 'PNG')
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  await page.goto(`${page.url().split('?')[0]}?color=importance&node=oven/heat.ts`)
  await expect(page.getByRole('region', { name: 'About oven/heat.ts' })).toBeVisible()
  await expect(box(page, 'oven/heat.ts')).toBeVisible()
  const svg = (await savePicture(page, 'SVG')).toString()
  expect(svg).not.toMatch(/oklch|color\(|color-mix|var\(|context-stroke|dominant-baseline|class=/)
  const paints = [...svg.matchAll(/[;" ](?:fill|stroke): ?([^;"]+)/g)].map(([, paint]) => paint)
  expect(paints.length).toBeGreaterThan(30)
  expect(paints.filter((paint) => !/^(none|#[0-9a-f]{6})$/.test(paint ?? ''))).toEqual([])
  expect(new Set(paints).size).toBeGreaterThan(6)
  expect(svg).toMatch(
    /^<svg [^>]*style="font-family:[^"]*JetBrains Mono[^"]*, Consolas, [^"]*, monospace;font-size:12px"/,
  )
  expect(svg).toMatch(/@font-face\{font-family:"?JetBrains Mono Variable"?;[^}]*src:url\(data:font\/woff2;base64,/)
  for (const [, head] of svg.matchAll(/marker-end="url\(#([^)]+)\)"/g)) expect(svg).toContain(`<marker id="${head}"`)
  const size = await page.evaluate(async (text) => {
    const image = new Image()
    image.src = `data:image/svg+xml,${encodeURIComponent(text)}`
    await image.decode()
    return [image.width, image.height]
  }, svg)
  expect(Math.min(...size)).toBeGreaterThan(100)
})

test('a picture that takes its time says so and can be canceled, and is saved when it is asked for again', async ({
  signedIn: page,
}) => {
  await openBakery(page)
  let saved = 0
  page.on('download', () => {
    saved += 1
  })
  const held = Promise.withResolvers<void>()
  // The font that goes into the file is long in coming.
  await page.route('**/*.woff2', async (route) => {
    await held.promise
    await route.continue().catch(() => {})
  })
  await page.getByRole('button', { name: 'Save the picture' }).click()
  await page.getByRole('menuitem', { name: 'As SVG' }).click()
  const status = page.getByRole('status').filter({ hasText: 'Saving as SVG' })
  await expect(status.getByRole('progressbar', { name: 'Saving as SVG' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save the picture' }).click()
  await expect(page.getByRole('menuitem', { name: /^As PNG/ })).toBeDisabled()
  await page.keyboard.press('Escape')
  await box(page, 'oven/heat.ts').click()
  await expect(page.getByRole('region', { name: 'About oven/heat.ts' })).toBeVisible()
  await status.getByRole('button', { name: 'Cancel' }).click()
  await expect(status).toBeHidden()
  held.resolve()
  await savePicture(page, 'SVG')
  expect(saved).toBe(1)
})

test('who comes with the address of a file sees it among the others, however many there are', async ({
  signedIn: page,
}) => {
  await page.goto('/repositories')
  await page
    .getByRole('table', { name: 'Repositories' })
    .getByRole('row', { name: /sample/ })
    .click()
  await page.getByRole('link', { name: /^Files/ }).click()
  const table = page.getByRole('table', { name: 'Files' })
  await expect(table.getByRole('row').nth(1)).toBeVisible()
  await page.setViewportSize({ width: 1440, height: 640 })
  await page.goto(`${page.url()}?file=password.ts`)
  await expect(page.getByRole('navigation', { name: 'Outline' })).toBeVisible()
  await expect(table.getByText('password.ts', { exact: true })).toBeInViewport()
})
