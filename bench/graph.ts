import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { chromium, type Page } from '@playwright/test'
import { chromiumOptions } from '@/e2e/browser'
import { admin, startInstance } from '@/e2e/fixtures'
import { Graph, RepositoryPage } from '@/lib/repository/repository'

/**
 * The graph page in Chromium on a repository with thousands of files, against its limits:
 * npm run bench -- graph FOLDER [URL EMAIL PASSWORD]
 * Without a URL a Retrace of its own is started, as people start it.
 */

const rounds = 5
const firstPictureLimitMs = 1500
const frameLimitMs = 1000 / 60
const leastNodes = 2000
const panMs = 3000

const [folder = resolve(import.meta.dirname, '..'), url, email = admin.email, password = admin.password] =
  process.argv.slice(2)

async function signIn(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/sign-in`, { waitUntil: 'networkidle' })
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
}

/** Imports the folder, or finds it imported. */
async function findRepository(page: Page, base: string): Promise<{ id: string; snapshotId: string }> {
  const source = resolve(folder)
  await page.request.post(`${base}/api/v1/repositories`, { data: { source } })
  for (;;) {
    const found = RepositoryPage.parse(await (await page.request.get(`${base}/api/v1/repositories`)).json())
    const row = found.rows.find((each) => decodeURIComponent(each.url).endsWith(source) && each.snapshot)
    if (row?.snapshot) return { id: row.id, snapshotId: row.snapshot.id }
    await sleep(500)
  }
}

/** From asking for the page to the first boxes of its picture. */
async function timeFirstPicture(page: Page, address: string): Promise<number> {
  await page.goto('about:blank')
  const startMs = performance.now()
  await page.goto(address, { waitUntil: 'commit' })
  await page.waitForSelector('[data-node], canvas', { state: 'attached' })
  return performance.now() - startMs
}

/** Runs in the page as it stands here: a transpiled function would call what only this side has. */
const recordFrames = `new Promise((done) => {
  const times = []
  const start = performance.now()
  requestAnimationFrame(function tick(now) {
    times.push(now)
    if (now - start < ${panMs}) requestAnimationFrame(tick)
    else done(times.slice(1).map((time, index) => time - times[index]))
  })
})`

/** The times between frames while someone drags the picture about. */
async function timePanning(page: Page, address: string): Promise<{ nodes: number; frames: number[] }> {
  await page.goto(address)
  const picture = page.getByRole('img', { name: /files and folders with/ })
  await picture.waitFor()
  const nodes = Number.parseInt((await picture.getAttribute('aria-label')) ?? '0', 10)
  await sleep(3000)
  const box = await picture.boundingBox()
  if (!box) throw new Error('The picture has no place.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  const frames = page.evaluate<number[]>(recordFrames)
  const startMs = performance.now()
  for (let step = 0; performance.now() - startMs < panMs; step++)
    await page.mouse.move(x + 220 * Math.sin(step / 25), y + 140 * Math.sin(step / 17))
  await page.mouse.up()
  return { nodes, frames: await frames }
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN
}

const own = url ? undefined : await startInstance({ INIT_ADMIN_EMAIL: email, INIT_ADMIN_PASSWORD: password })
const browser = await chromium.launch(await chromiumOptions())
try {
  const base = url ?? own?.instance.url ?? ''
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await signIn(page, base)
  const { id, snapshotId } = await findRepository(page, base)
  const address = `${base}/repositories/${id}`
  // Nobody has asked for anything of this graph yet: neither the server nor the browser has kept any of it.
  const coldMs = await timeFirstPicture(page, address)
  const startMs = performance.now()
  const text = await (await page.request.get(`${base}/api/v1/snapshots/${snapshotId}/graph`)).text()
  const endpointMs = performance.now() - startMs
  const graph = Graph.parse(JSON.parse(text))
  const first: number[] = []
  for (let round = 0; round < rounds; round++) first.push(await timeFirstPicture(page, address))
  const { nodes, frames } = await timePanning(page, `${address}?form=force&open=*&all=yes`)
  const firstMs = quantile(first, 0.5)
  console.table([
    {
      files: graph.paths.length,
      arrows: graph.from.length,
      'graph KB (gzip)': `${Math.round(text.length / 1000)} (${Math.round(gzipSync(text).length / 1000)})`,
      'graph ms': Math.round(endpointMs),
      'first picture ms': Math.round(firstMs),
      'the very first': Math.round(coldMs),
      [`of ${firstPictureLimitMs} ms`]: (firstMs / firstPictureLimitMs).toFixed(2),
      'nodes panned': `${nodes}${nodes < leastNodes ? ' (too few)' : ''}`,
      'frame ms, median': quantile(frames, 0.5).toFixed(1),
      'frame ms, 95 %': quantile(frames, 0.95).toFixed(1),
      'frames/s': Math.round((1000 * frames.length) / frames.reduce((sum, each) => sum + each, 0)),
      'of 60': ((frameLimitMs * frames.length) / frames.reduce((sum, each) => sum + each, 0)).toFixed(2),
    },
  ])
} finally {
  await browser.close()
  await own?.stop()
}
