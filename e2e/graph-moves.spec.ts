import type { Page } from '@playwright/test'
import { box, openBakery } from './bakery'
import { expect, test } from './fixtures'

test.describe.configure({ mode: 'serial' })

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

test('a layout under way says so and can be canceled: the picture from before stays, until it is laid out again', async ({
  signedIn: page,
}) => {
  await openBakery(page)
  await keepWorkersBusy(page)
  await box(page, 'oven/, open folder').dblclick()
  const status = page.getByRole('status').filter({ hasText: 'Laying out 6 boxes' })
  await expect(status.getByRole('progressbar')).toBeVisible()
  await expect(status).toContainText(/[1-7] s of at most 8 s/)
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
  await openBakery(page)
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
  await openBakery(page)
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
  await openBakery(page)
  const address = page.url()
  expect(address).not.toContain('at=')
  await page.keyboard.press('+')
  await expect(page).toHaveURL(/at=/)
  const zoomed = page.url()
  await drag(page, 50, -70)
  await expect(page).not.toHaveURL(zoomed)
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

test('another size of the window keeps the middle in the middle and the scale, also while another form is shown', async ({
  signedIn: page,
}) => {
  await openBakery(page)
  await page.keyboard.press('+')
  await drag(page, -70, 30)
  const stage = page.getByLabel(/^Dependency graph/)
  const middle = async () => {
    const { x, y, width, height } = (await stage.boundingBox())!
    return { x: x + width / 2, y: y + height / 2 }
  }
  const [at, place] = [await middle(), await placeOf(page, 'oven/heat.ts')]
  // The page may take a moment to get its new size.
  const expectKept = () =>
    expect(async () => {
      const [mid, now] = [await middle(), await placeOf(page, 'oven/heat.ts')]
      expect(Math.hypot(mid.x - at.x, mid.y - at.y)).toBeGreaterThan(20)
      expect(Math.hypot(now.x - mid.x - place.x + at.x, now.y - mid.y - place.y + at.y)).toBeLessThan(1.5)
      expect(Math.abs(now.width - place.width)).toBeLessThan(1)
    }).toPass({ timeout: 15_000 })
  await page.setViewportSize({ width: 1024, height: 768 })
  await expectKept()
  await chooseForm(page, 'Matrix')
  await page.setViewportSize({ width: 1200, height: 700 })
  await chooseForm(page, 'Layers')
  await expectKept()
  await page.setViewportSize({ width: 1440, height: 900 })
  await expectPlace(page, 'oven/heat.ts', place)
})

test('who moves and follows a link at once gets there, and comes back to where one was', async ({ signedIn: page }) => {
  await openBakery(page)
  await page.keyboard.press('+')
  await page.getByRole('link', { name: /^Files/ }).click()
  await expect(page.getByRole('table', { name: 'Files' })).toBeVisible()
  await page.goBack()
  await expect(box(page, 'shop.ts, uses')).toBeVisible()
  await expect(page).toHaveURL(/at=/)
})
