import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { chromium, type Page } from '@playwright/test'
import { chromiumOptions } from '@/e2e/browser'
import { admin, startInstance } from '@/e2e/fixtures'
import { closeDb } from '@/lib/db/client'
import { createLargeTrajectory } from '@/lib/trajectory/testing/large-trajectory'

/**
 * The workbench in Chromium on a trajectory of 10,000 steps and 200 MB of content, against its limits:
 * npm run bench -- replay [URL DATABASE_URL EMAIL PASSWORD]
 * Without a URL a Retrace of its own is started, as people start it.
 */

const rounds = 5
const jumps = 40
const openLimitMs = 2000
const jumpLimitMs = 100
/** Between two presses of a key. */
const keyMs = 30
const size = { steps: 10_000, files: 500, contentBytes: 200e6, largestBytes: 20e6 }

const [url, databaseUrl, email = admin.email, password = admin.password] = process.argv.slice(2)

async function signIn(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/sign-in`, { waitUntil: 'networkidle' })
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
}

const step = 'section[aria-label="Step"]'

/** Runs in the page as it stands here: from the press to the frame in which the place, the outline and the step agree. */
const watchJump = `void (window.__jump = new Promise((done) => {
  const number = () => document.querySelector('${step} header')?.textContent.match(/step ([\\d,]+) of/)?.[1]
  const before = number()
  addEventListener('pointerdown', () => {
    const start = performance.now()
    let headMs
    requestAnimationFrame(function look() {
      const now = number()
      const place = document.querySelector('[role=slider][aria-label="Place in the trajectory"]')?.getAttribute('aria-valuenow')
      const isChosen = document.querySelector('[role=treeitem][aria-selected=true]')
      if (headMs === undefined && now !== before && isChosen && now?.replaceAll(',', '') === place)
        headMs = performance.now() - start
      const isBusy = document.querySelector('${step} [aria-busy=true]')
      const isThere = document.querySelector('${step} [aria-busy=false] > div')
      if (headMs !== undefined && !isBusy && isThere) return done({ headMs, contentMs: performance.now() - start })
      if (performance.now() - start > 20000) return done({ headMs: headMs ?? NaN, contentMs: NaN })
      requestAnimationFrame(look)
    })
  }, { once: true, capture: true })
}))`

/** Runs in every page from its start: when the place first moves, and when the step's content is first there. */
const watchOpening = `window.__opened = new Promise((done) => {
  const now = () => performance.timeOrigin + performance.now()
  let move
  window.__moved = new Promise((resolve) => { move = resolve })
  let interactiveAt
  let contentAt
  const watch = new MutationObserver((records) => {
    if (records.some(({ target, oldValue }) => target.ariaLabel === 'Place in the trajectory' && oldValue !== null))
      requestAnimationFrame(() => { interactiveAt ??= now(); move() })
    if (document.querySelector('${step} [aria-busy=false] > div')) contentAt ??= now()
    if (interactiveAt === undefined || contentAt === undefined) return
    watch.disconnect()
    done({ interactiveAt, contentAt })
  })
  const attributeFilter = ['aria-valuenow', 'aria-busy']
  watch.observe(document, { childList: true, subtree: true, attributes: true, attributeOldValue: true, attributeFilter })
})`

/** Interactive is what answers: a key is pressed, over and over from the first byte on, until the place has moved. */
async function timeOpening(page: Page, address: string): Promise<{ interactiveMs: number; contentMs: number }> {
  await page.goto('about:blank')
  const startedAt = performance.timeOrigin + performance.now()
  await page.goto(address, { waitUntil: 'commit' })
  const opened = page.evaluate<{ interactiveAt: number; contentAt: number }>('window.__opened')
  let hasMoved = false
  const moved = page.evaluate('window.__moved').then(() => {
    hasMoved = true
  })
  while (!hasMoved) {
    await page.keyboard.press('j')
    await setTimeout(keyMs)
  }
  const { interactiveAt, contentAt } = await opened
  await moved
  return { interactiveMs: interactiveAt - startedAt, contentMs: contentAt - startedAt }
}

async function timeJump(page: Page, share: number): Promise<{ headMs: number; contentMs: number }> {
  const box = await page.getByRole('slider', { name: 'Place in the trajectory' }).boundingBox()
  if (!box) throw new Error('The map has no place.')
  await page.evaluate(watchJump)
  await page.mouse.click(box.x + 1 + share * (box.width - 2), box.y + box.height - 6)
  return page.evaluate<{ headMs: number; contentMs: number }>('window.__jump')
}

async function heapMegabytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? Number.NaN
}

const own = url
  ? undefined
  : await startInstance({ INIT_ADMIN_EMAIL: email, INIT_ADMIN_PASSWORD: password, RETRACE_SAMPLE: '0' })
// A profile that stays for the run, as people's do: it keeps compiled scripts.
const profile = mkdtempSync(path.join(tmpdir(), 'retrace-bench-replay-'))
const browser = await chromium.launchPersistentContext(profile, {
  ...(await chromiumOptions()),
  viewport: { width: 1440, height: 900 },
})
try {
  const base = url ?? own?.instance.url ?? ''
  process.env.DATABASE_URL =
    databaseUrl ?? JSON.parse(readFileSync(path.join(own?.instance.home ?? '', 'instance.json'), 'utf8')).databaseUrl
  console.log('Putting in 10,000 steps and 200 MB …')
  const id = await createLargeTrajectory(size)
  const page = await browser.newPage()
  page.setDefaultTimeout(120_000)
  await signIn(page, base)
  const address = `${base}/trajectories/${id}`
  await page.addInitScript(watchOpening)
  const indexes: number[] = []
  let indexBytes = 0
  for (let round = 0; round < rounds; round++) {
    const startMs = performance.now()
    indexBytes = (await (await page.request.get(`${base}/api/v1/trajectories/${id}/index`)).body()).length
    indexes.push(performance.now() - startMs)
  }
  const opened = []
  for (let round = 0; round < rounds + 1; round++) opened.push(await timeOpening(page, address))
  const warm = opened.slice(1)
  const jumped = []
  for (let jump = 0; jump < jumps; jump++) jumped.push(await timeJump(page, ((jump * 0.618034) % 1) * 0.98 + 0.01))
  const openMs = quantile(
    warm.map(({ interactiveMs }) => interactiveMs),
    0.5,
  )
  const heads = jumped.map(({ headMs }) => headMs)
  const contents = jumped.map(({ contentMs }) => contentMs)
  console.table([
    {
      'index KB': Math.round(indexBytes / 1000),
      'index ms': Math.round(quantile(indexes, 0.5)),
      'first opening ms': Math.round(opened[0]?.interactiveMs ?? Number.NaN),
      'interactive ms': Math.round(openMs),
      [`of ${openLimitMs} ms`]: (openMs / openLimitMs).toFixed(2),
      'with content ms': Math.round(
        quantile(
          warm.map(({ contentMs }) => contentMs),
          0.5,
        ),
      ),
      'jump ms, median': Math.round(quantile(heads, 0.5)),
      '95 %': Math.round(quantile(heads, 0.95)),
      [`of ${jumpLimitMs} ms`]: (quantile(heads, 0.5) / jumpLimitMs).toFixed(2),
      'jump with content ms, median': Math.round(quantile(contents, 0.5)),
      'its 95 %': Math.round(quantile(contents, 0.95)),
      'heap MB': Math.round(await heapMegabytes(page)),
    },
  ])
} finally {
  await browser.close()
  rmSync(profile, { recursive: true, force: true })
  await closeDb()
  await own?.stop()
}
