import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessibility'
import { expect, test } from './fixtures'
import { makeScratch } from './scratch'
import { synthesize } from './synthesize'

test.describe.configure({ mode: 'serial' })

const folder = path.join(makeScratch(), 'warehouse')
const pad = (number: number) => String(number).padStart(2, '0')
const wings = Array.from({ length: 14 }, (_, wing) => `wing${pad(wing)}`)
const shelves = Array.from({ length: 30 }, (_, shelf) => `shelf${pad(shelf)}`)

/** More files than elements could be: each uses the next one of its folder, and one that is not there. */
function makeWarehouse(): void {
  for (const wing of wings) {
    mkdirSync(path.join(folder, wing), { recursive: true })
    for (const [at, shelf] of shelves.entries()) {
      const next = shelves[at + 1]
      const imports = [
        `import { lost } from './lost-${shelf}'`,
        ...(next ? [`import { ${next} } from './${next}'`] : []),
      ]
      const things = Array.from({ length: 2 + at }, (_, thing) => `  '${wing} ${shelf} thing ${thing}',`)
      const text = [...imports, '', `export const ${shelf} = [`, ...things, `  lost, ${next ?? ''}]`, '']
      writeFileSync(path.join(folder, wing, `${shelf}.ts`), text.join('\n'))
    }
  }
  const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args])
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.org', 'commit', '--quiet', '-m', 'Warehouse')
}

let address = ''
let trajectory = ''

const picture = (page: Page) => page.getByRole('img', { name: /^420 files and folders with \d+ dependencies/ })
const about = (page: Page, file: string) => page.getByRole('region', { name: `About ${file}` })

async function openAll(page: Page, more = ''): Promise<void> {
  await page.goto(`${address}?open=*&all=yes${more}`)
  await expect(picture(page)).toBeVisible()
}

/** Finds a file, which brings it to the middle, and lets go of it again: where it is then. */
async function goTo(page: Page, file: string): Promise<{ x: number; y: number }> {
  await page.keyboard.press('/')
  await page.keyboard.type(file)
  await page.keyboard.press('Enter')
  await expect(about(page, file)).toBeVisible()
  const { x, y, width, height } = (await picture(page).boundingBox())!
  await page.keyboard.press('Escape')
  await expect(about(page, file)).toBeHidden()
  // There is a little less room below than above.
  return { x: x + width / 2, y: y + (height - 12) / 2 }
}

/** What is painted at a place of the page, with nothing looked at. */
function colorAt(page: Page, { x, y }: { x: number; y: number }): Promise<string> {
  return page.evaluate(
    ([x, y]) => {
      const canvas = [...document.querySelectorAll<HTMLCanvasElement>('[role=img] > canvas')].find((one) => !one.hidden)
      const box = canvas?.getBoundingClientRect()
      if (!canvas || !box) return ''
      const scale = canvas.width / box.width
      const pixel = canvas.getContext('2d')?.getImageData((x - box.x) * scale, (y - box.y) * scale, 1, 1).data
      return [...(pixel ?? [])].join(' ')
    },
    [x, y] as const,
  )
}

test('a repository of more files than elements could be is drawn on a canvas, where a click meets the file under it', async ({
  signedIn: page,
}) => {
  makeWarehouse()
  ;[trajectory = ''] = await synthesize(page, { source: folder })
  await page.goto('/repositories')
  await page.getByRole('table', { name: 'Repositories' }).getByText('warehouse').click()
  await expect(page).toHaveURL(/repositories\/[0-9a-f-]+$/)
  address = page.url()
  await openAll(page)
  for (const file of ['wing03/shelf20.ts', 'wing11/shelf05.ts']) {
    const place = await goTo(page, file)
    await page.mouse.move(place.x, place.y)
    await expect(picture(page)).toHaveAttribute('title', file)
    await expect(picture(page)).toHaveAttribute('data-emphasis', 'true')
    await page.mouse.click(place.x, place.y)
    await expect(about(page, file)).toBeVisible()
    await expect(page).toHaveURL(new RegExp(`node=${encodeURIComponent(file)}`))
    await page.keyboard.press('Escape')
  }
})

test('the canvas is moved and zoomed like the other form, and the file under the pointer stays the same', async ({
  signedIn: page,
}) => {
  await openAll(page)
  const file = 'wing05/shelf12.ts'
  const { x, y } = await goTo(page, file)
  await expect(page).toHaveURL(/at=/)
  const before = page.url()
  await page.mouse.move(x, y)
  for (let turn = 0; turn < 3; turn++) await page.mouse.wheel(0, -200)
  await expect(picture(page)).toHaveAttribute('title', file)
  await expect(page).not.toHaveURL(before)
  // Beside it, where nothing is.
  const [fromX, fromY] = [x + 160, y + 160]
  await page.mouse.move(fromX, fromY)
  await page.mouse.down()
  await page.mouse.move(fromX - 90, fromY - 130, { steps: 5 })
  await page.mouse.up()
  await page.mouse.move(x - 90, y - 130)
  await expect(picture(page)).toHaveAttribute('title', file)
  await page.mouse.dblclick(x - 90, y - 130)
  await expect(page).toHaveURL(/\/files\?file=wing05%2Fshelf12\.ts/)
  await page.goBack()
  await expect(picture(page)).toBeVisible()
  await page.mouse.move(x - 80, y - 140)
  await page.mouse.move(x - 90, y - 130)
  await expect(picture(page)).toHaveAttribute('title', file)
})

test('on the canvas arrow keys go from file to file and say where they are, and Enter chooses', async ({
  signedIn: page,
}) => {
  await openAll(page)
  await page.getByLabel(/^Dependency graph/).focus()
  const told = page.getByRole('status').filter({ hasText: /uses \d+, used by \d+/ })
  await page.keyboard.press('ArrowDown')
  const first = await told.textContent()
  await page.keyboard.press('ArrowRight')
  await expect(told).not.toHaveText(first ?? '')
  const file = /^\S+(?=, uses)/.exec((await told.textContent()) ?? '')?.[0] ?? ''
  await page.keyboard.press('Enter')
  await expect(about(page, file)).toBeVisible()
  await expectAccessible(page)
})

test('files are coloured by what a search has gained on them', async ({ signedIn: page }) => {
  await openAll(page)
  await expect(page.getByRole('combobox', { name: 'Colour by' })).toHaveText('Language')
  const { runs } = await (await page.request.get(`/api/v1/trajectories/${trajectory}`)).json()
  const searched = ['wing00/shelf29.ts', 'wing01/shelf29.ts']
  const chosen = runs.filter((run: { path: string | null }) => searched.includes(run.path ?? ''))
  const asked = await page.request.post(`/api/v1/trajectories/${trajectory}/optimizations`, {
    data: { runs: chosen.map(({ id }: { id: string }) => id), rounds: 2, needsRetained: false },
  })
  expect(asked.ok(), await asked.text()).toBe(true)
  await page.goto('/activity')
  await expect(page.getByRole('row', { name: /Optimize .*warehouse/ })).toContainText('Done', { timeout: 90_000 })

  await openAll(page)
  const place = await goTo(page, searched[0]!)
  const language = await colorAt(page, place)
  await page.getByRole('combobox', { name: 'Colour by' }).click()
  await page.getByRole('option', { name: 'Gain' }).click()
  await expect(page.getByRole('list', { name: 'Legend' })).toContainText(/not searched\s*no gain\s*\+[\d.]+ nats/)
  await expect.poll(() => colorAt(page, place)).not.toBe(language)
  const gained = await colorAt(page, place)
  const other = await goTo(page, 'wing07/shelf29.ts')
  await expect.poll(() => colorAt(page, other)).not.toBe(gained)
})

test('imports that lead nowhere are listed page by page, and lead to their line in the file', async ({
  signedIn: page,
}) => {
  await page.goto(address)
  await page.getByRole('button', { name: 'Lists' }).click()
  await page.getByRole('menuitem', { name: 'Imports that lead nowhere 420' }).click()
  const list = page.getByRole('region', { name: 'Imports that lead nowhere' })
  await expect(list.getByRole('link', { name: './lost-shelf00, line 1 of wing00/shelf00.ts' })).toBeVisible()
  await expectAccessible(page)
  // The last one is known only with the third page.
  await list.getByRole('list').evaluate((element) => element.parentElement?.scrollTo(0, element.scrollHeight))
  const last = list.getByRole('link', { name: './lost-shelf29, line 1 of wing13/shelf29.ts' })
  await expect(last).toBeVisible()
  await list.getByRole('button', { name: 'Show wing13/shelf29.ts in the graph' }).click()
  await expect(about(page, 'wing13/shelf29.ts')).toBeVisible()
  await page.keyboard.press('Escape')
  // The list is found as it was left.
  await last.click()
  await expect(page).toHaveURL(/\/files\?file=wing13%2Fshelf29\.ts&line=1$/)
})
