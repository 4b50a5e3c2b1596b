import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'

test.describe.configure({ mode: 'serial' })

/** Two files in a ring, a way of three steps, an orphan, a folder of its own, a test, and a file that is left out. */
const files: Record<string, string> = {
  'package.json': '{ "name": "bakery", "type": "module" }\n',
  'shop.ts': "import { bake } from './oven/bake'\n\nexport const open = () => bake()\n",
  'oven/bake.ts':
    "import { heat } from './heat'\nimport type { Flour } from '../store/flour'\n\nexport function bake(flour?: Flour) {\n  return heat() + String(flour)\n}\n",
  'oven/heat.ts': "import { watch } from './watch'\n\nexport const heat = () => watch.length\n",
  'oven/watch.ts': "import { heat } from './heat'\n\nexport const watch = [heat]\n",
  'store/flour.ts': 'export type Flour = { grams: number }\n\nexport const empty: Flour = { grams: 0 }\n',
  'notes.md': '# Bakery\n',
  'test/bread.test.ts': "import { bake } from '../oven/bake'\n\nbake()\n",
  'third_party/salt.js': 'export const salt = 1\n',
}

const folder = path.join(mkdtempSync(path.join(tmpdir(), 'retrace-graph-')), 'bakery')

function makeBakery(): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), content)
  }
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args])
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '-m', 'Bakery')
}

const box = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) })

/** Where the middle of a box is on the page, and how large it is. */
async function placeOf(page: Page, name: string) {
  const { x, y, width, height } = (await box(page, name).boundingBox())!
  return { x: x + width / 2, y: y + height / 2, width }
}

/** The same place, to the pixel; the size too where it is asked for. */
async function expectPlace(page: Page, name: string, place: { x: number; y: number; width?: number }): Promise<void> {
  await expect(async () => {
    const now = await placeOf(page, name)
    expect(Math.hypot(now.x - place.x, now.y - place.y)).toBeLessThan(1.5)
    if (place.width !== undefined) expect(Math.abs(now.width - place.width)).toBeLessThan(1)
  }).toPass({ timeout: 15_000 })
}

const chooseForm = async (page: Page, form: string) => {
  await page.getByRole('combobox', { name: 'Form' }).click()
  await page.getByRole('option', { name: form }).click()
}

async function drag(page: Page, byX: number, byY: number): Promise<void> {
  const stage = (await page.getByLabel(/^Dependency graph/).boundingBox())!
  const [x, y] = [stage.x + stage.width - 40, stage.y + stage.height - 60]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + byX, y + byY, { steps: 4 })
  await page.mouse.up()
}

async function openGraph(page: Page): Promise<void> {
  await page.goto('/repositories')
  await page.getByRole('table', { name: 'Repositories' }).getByText('bakery').click()
  await expect(box(page, 'shop.ts, uses')).toBeVisible()
}

test('the graph shows the files by folder, and a folder folds up and opens again in place', async ({
  signedIn: page,
}) => {
  makeBakery()
  await page.goto('/repositories')
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByLabel('Address').fill(folder)
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click()
  // The worker imports the sample first.
  await expect(page.getByRole('table', { name: 'Repositories' }).getByText('bakery')).toBeVisible({ timeout: 90_000 })
  await openGraph(page)
  await box(page, 'oven/, open folder').dblclick()
  await expect(box(page, 'oven/, 3 files')).toBeVisible()
  await expect(page).toHaveURL(/closed=oven/)
  await page.getByRole('button', { name: 'Unfold', exact: true }).click()
  await expect(box(page, 'oven/heat.ts, uses 1, used by 2')).toBeVisible()
  await page.goBack()
  await expect(box(page, 'oven/, 3 files')).toBeVisible()
})

test('a file is found, and tells who uses which of its symbols', async ({ signedIn: page }) => {
  await openGraph(page)
  await page.keyboard.press('/')
  await page.keyboard.type('flour')
  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: 'About store/flour.ts' })
  await expect(panel.getByRole('button', { name: /bake\.ts/ }).first()).toBeVisible()
  await expect(panel.getByRole('button', { name: /^type Flour/ })).toBeVisible()
  await panel.getByRole('button', { name: '← 1' }).click()
  await expect(page).toHaveURL(/node=store%2Fflour\.ts/)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
})

test('a file that the filters hide is found all the same, and an address that hides what it chose says so', async ({
  signedIn: page,
}) => {
  await openGraph(page)
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
  await openGraph(page)
  await box(page, 'store/flour.ts').click()
  await page.getByRole('button', { name: /Lines in which oven\/bake\.ts uses/ }).click()
  const panel = page.getByRole('region', { name: 'How oven/bake.ts uses store/flour.ts' })
  await expect(panel).toContainText('type-import :2')
  await expect(panel.locator('.monaco-editor')).toContainText('import type { Flour }')
})

test('the ring is listed, shown alone, and a path leads from file to file', async ({ signedIn: page }) => {
  await openGraph(page)
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

test('orphans and entry points are listed, and lead to their files', async ({ signedIn: page }) => {
  await openGraph(page)
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

test('a file tells which trajectories wrote it, and leads to the very step', async ({ signedIn: page }) => {
  await openGraph(page)
  await box(page, 'store/flour.ts').click()
  const panel = page.getByRole('region', { name: 'About store/flour.ts' })
  await expect(panel.getByRole('button', { name: /^type Flour/ })).toBeVisible()
  await expect(panel.getByText('Written in')).toBeHidden()
  await page.getByRole('button', { name: 'Synthesize' }).click()
  await page.goto('/trajectories')
  await page.getByRole('table').getByText('bakery').first().click()
  await expect(page.getByRole('button', { name: 'Approve' })).toBeVisible({ timeout: 60_000 })
  await openGraph(page)
  await box(page, 'store/flour.ts').click()
  const writer = panel.getByRole('link', { name: /^step \d+ by / })
  await expect(writer).toContainText('revision 1')
  const step = /step (\d+)/.exec((await writer.textContent()) ?? '')?.[1]
  await writer.click()
  await expect(page).toHaveURL(new RegExp(`/trajectories/[0-9a-f-]+\\?step=${step}$`))
  await expect(page.locator('.monaco-diff-editor')).toContainText('export type Flour')
})

test('a layout under way says so and can be canceled: the picture from before stays, until it is laid out again', async ({
  signedIn: page,
}) => {
  await openGraph(page)
  await keepWorkersBusy(page)
  await box(page, 'oven/, open folder').dblclick()
  const status = page.getByRole('status').filter({ hasText: 'Laying out 6 boxes' })
  await expect(status.getByRole('progressbar')).toBeVisible()
  await status.getByRole('button', { name: 'Cancel' }).click()
  await expect(status).toBeHidden()
  await expect(page.getByText('Canceled: this is the picture from before.')).toBeVisible()
  await expect(box(page, 'oven/heat.ts')).toBeVisible()
  await page.evaluate(() => Object.assign(Worker.prototype, { postMessage: Reflect.get(window, 'postToWorker') }))
  await page.getByRole('button', { name: 'Lay out again' }).click()
  await expect(box(page, 'oven/, 3 files')).toBeVisible()
  await expect(page.getByText('Canceled: this is')).toBeHidden()
})

test('a layout that takes too long is given up with a sentence, and the picture before it stays', async ({
  signedIn: page,
}) => {
  await openGraph(page)
  await keepWorkersBusy(page)
  await box(page, 'oven/, open folder').dblclick()
  await expect(page.getByText('The layout was given up after 8 seconds.')).toBeVisible()
  await expect(box(page, 'oven/heat.ts')).toBeVisible()
})

/** Workers are never told what to lay out: they are as busy as those that have too much to do. */
async function keepWorkersBusy(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.assign(window, { postToWorker: Worker.prototype.postMessage })
    Worker.prototype.postMessage = () => undefined
  })
}

test('neither form nor focus, hops, filters or folders move what is looked at, nor change its size', async ({
  signedIn: page,
}) => {
  await openGraph(page)
  await box(page, 'oven/heat.ts').click()
  await page.keyboard.press('+')
  await drag(page, -60, -40)
  const place = await placeOf(page, 'oven/heat.ts')
  const middle = { x: place.x, y: place.y }
  await page.keyboard.press('f')
  await expect(box(page, 'shop.ts, uses')).toBeHidden()
  await expectPlace(page, 'oven/heat.ts', place)
  await page.keyboard.press(']')
  await expect(box(page, 'shop.ts, uses')).toBeVisible()
  await expectPlace(page, 'oven/heat.ts', place)
  await page.keyboard.press('a')
  await expect(box(page, 'notes.md, uses')).toBeVisible()
  await expectPlace(page, 'oven/heat.ts', place)
  await page.keyboard.press('i')
  await page.getByLabel('test', { exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(box(page, 'test/bread.test.ts, uses')).toBeHidden()
  await expectPlace(page, 'oven/heat.ts', place)
  for (const form of ['Clusters', 'Matrix', 'List', 'Clusters']) {
    await chooseForm(page, form)
    if (form === 'Clusters') await expectPlace(page, 'oven/heat.ts', middle)
  }
  await chooseForm(page, 'Layers')
  await expectPlace(page, 'oven/heat.ts', place)
  await page.keyboard.press('0')
  await expect(async () => expect((await placeOf(page, 'oven/heat.ts')).width).toBeLessThan(place.width)).toPass()
})

test('a link holds where one is in the drawing, and the way back leads to where one was', async ({
  signedIn: page,
}) => {
  await openGraph(page)
  const address = page.url()
  expect(address).not.toContain('at=')
  await page.keyboard.press('+')
  await drag(page, 50, -70)
  await expect(page).toHaveURL(/\?at=-?[\d.]+_-?[\d.]+_[\d.]+$/)
  const link = page.url()
  const stage = (await page.getByLabel(/^Dependency graph/).boundingBox())!
  const place = await placeOf(page, 'oven/heat.ts')
  const fromMiddle = [place.x - stage.x - stage.width / 2, place.y - stage.y - stage.height / 2] as const

  await box(page, 'oven/heat.ts').click()
  await drag(page, -90, -30)
  const later = await placeOf(page, 'oven/heat.ts')
  expect(Math.hypot(later.x - place.x, later.y - place.y)).toBeGreaterThan(60)
  await expect(page).not.toHaveURL(new RegExp(new URL(link).searchParams.get('at') ?? ''))
  await page.goBack()
  await expect(page).toHaveURL(link)
  await expectPlace(page, 'oven/heat.ts', place)
  await page.goForward()
  await expect(page).toHaveURL(/node=oven%2Fheat\.ts/)
  await expectPlace(page, 'oven/heat.ts', later)
  await page.goBack()
  await page.goBack()
  await expect(page).not.toHaveURL(/at=/)

  // On a smaller screen the same is in the middle.
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto(link)
  await expect(box(page, 'oven/heat.ts')).toBeVisible()
  const small = (await page.getByLabel(/^Dependency graph/).boundingBox())!
  const [x, y] = [small.x + small.width / 2 + fromMiddle[0], small.y + small.height / 2 + fromMiddle[1]]
  await expectPlace(page, 'oven/heat.ts', { x, y, width: place.width })
})

test('without imports that lead nowhere the list says so, and it is kept from who is not signed in', async ({
  signedIn: page,
  playwright,
  baseURL,
}) => {
  await openGraph(page)
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

test('a link brings back focus, colours and form, and the other forms say the same', async ({ signedIn: page }) => {
  await openGraph(page)
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

test('the tree of files is moved through by keys, and the file has an outline that jumps', async ({
  signedIn: page,
}) => {
  await openGraph(page)
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
  await openGraph(page)
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
