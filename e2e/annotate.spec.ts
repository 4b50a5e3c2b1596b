import path from 'node:path'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessibility'
import { admin, expect, signIn, test, waitUntilAlive } from './fixtures'
import { adoptLabels } from './labels'
import { addPerson, pageOf } from './people'
import { makeProject } from './project'
import { makeScratch } from './scratch'
import { synthesize } from './synthesize'

test.describe.configure({ mode: 'serial' })

const folder = path.join(makeScratch(), 'osteria')
const nora = { name: 'Nora Reader', email: 'nora@example.org', password: 'analytical engine no. 3' }
let id = ''

test('labels begin with the starter set, and each has its key', async ({ signedIn: page }) => {
  makeProject(folder)
  id = (await synthesize(page, { source: folder }))[0] ?? ''
  await addPerson(page, nora)
  await adoptLabels(page)
  await expectAccessible(page)
})

test('marked words are labelled by key, and undone and redone', async ({ signedIn: page }) => {
  await open(page, 'rail=annotations')
  const given = page.getByRole('tabpanel', { name: 'Annotations' }).getByRole('list')
  const words = await selectWords(page)
  await expect(page.getByRole('dialog', { name: /^Say something about/ })).toBeVisible()
  await page.keyboard.press('1')
  await expect(given).toContainText('Insightful')
  await expect(given).toContainText(words.slice(0, 20))
  await expect(indicator(page)).toHaveAccessibleName('Saved')
  expect(await annotations(page)).toMatchObject([{ anchor: { scope: 'span', quote: words } }])
  await page.keyboard.press('Control+z')
  await expect(given).not.toContainText('Insightful')
  await page.keyboard.press('Control+Shift+z')
  await expect(given).toContainText('Insightful')
  await page.keyboard.press('6')
  await page
    .getByRole('dialog', { name: /^Say something about/ })
    .getByText('3', { exact: true })
    .click()
  await expect(given).toContainText('Reasoning')
  await expectAccessible(page)
})

test('a comment mentions somebody, who finds it in the inbox and answers', async ({
  signedIn: page,
  browser,
  instance,
}) => {
  await open(page, 'rail=comments')
  await page.keyboard.press('c')
  await page.getByRole('textbox', { name: 'Comment' }).pressSequentially('Is this so, @No')
  await page.getByRole('option', { name: nora.name }).waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+Enter')
  const thread = page.getByRole('article', { name: /^Thread on/ })
  await expect(thread).toContainText(`Is this so, @${nora.name}`)
  await expect(indicator(page)).toHaveAccessibleName('Saved')

  const other = await pageOf(browser, instance, nora)
  await other.getByRole('link', { name: /Is this so/ }).click()
  await expect(other).toHaveURL(new RegExp(`/trajectories/${id}`))
  const same = other.getByRole('article', { name: /^Thread on/ })
  await same.getByRole('button', { name: 'Reply' }).click()
  await same.getByRole('textbox', { name: 'Reply' }).fill('It is.')
  await other.keyboard.press('Control+Enter')
  await expect(same).toContainText('It is.')
  await expect(thread).toContainText('It is.', { timeout: 60_000 })
  await thread.getByRole('button', { name: 'Resolve' }).click()
  await expect(thread).toBeHidden()
  await expectAccessible(page)
})

test('what is done while the server is away waits through a reload and a sign-out, and is sent once', async ({
  signedIn: page,
  instance,
}) => {
  await open(page, 'rail=annotations&step=2')
  const before = (await annotations(page)).length
  await page.context().setOffline(true)
  await page.keyboard.press('2')
  await expect(indicator(page)).toHaveAccessibleName('Offline, 1 waiting')
  await page.keyboard.press('3')
  await expect(indicator(page)).toHaveAccessibleName('Offline, 2 waiting')
  const given = page.getByRole('tabpanel', { name: 'Annotations' }).getByRole('list')
  await expect(given).toContainText('Hindsight')
  await page.context().setOffline(false)
  // Whether it is sent at once or a little later, it is sent.
  await expect(indicator(page)).toHaveAccessibleName('Saved', { timeout: 60_000 })
  expect(await annotations(page)).toHaveLength(before + 2)

  await page.route(/\/annotations/, (route) => (route.request().method() === 'GET' ? route.continue() : route.abort()))
  await page.keyboard.press('4')
  await expect(indicator(page)).toHaveAccessibleName('Offline, 1 waiting')
  await page.reload()
  await waitUntilAlive(page)
  await expect(indicator(page)).toHaveAccessibleName('Offline, 1 waiting')
  await page.getByRole('button', { name: admin.name }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible()
  await page.unrouteAll()
  await signIn(page, instance)
  await expect(indicator(page)).toHaveAccessibleName('Saved', { timeout: 60_000 })
  await expect.poll(async () => (await annotations(page)).length).toBe(before + 3)
})

test('what was changed in two places at once is shown side by side, and nothing is overwritten', async ({
  signedIn: page,
  browser,
  instance,
}) => {
  await open(page, 'rail=comments')
  await comment(page, 'The plan is thin.')
  const other = await pageOf(browser, instance, admin)
  await open(other, 'rail=comments')
  await page.context().setOffline(true)
  await rewrite(page, 'The plan is thin, and says nothing of prices.')
  await expect(indicator(page)).toHaveAccessibleName('Offline, 1 waiting')
  await rewrite(other, 'The plan is thin. What of tests?')
  await expect(indicator(other)).toHaveAccessibleName('Saved')
  await page.context().setOffline(false)
  await expect(indicator(page)).toHaveAccessibleName('1 change needs you', { timeout: 60_000 })
  await indicator(page).click()
  await page.getByRole('button', { name: 'Compare both' }).click()
  const dialog = page.getByRole('dialog', { name: 'Changed in two places' })
  await expect(dialog).toContainText('says nothing of prices')
  await expect(dialog).toContainText('What of tests?')
  await expectAccessible(page)
  await dialog.getByLabel('Write it from both').check()
  await dialog.getByRole('textbox').fill('The plan is thin: neither prices nor tests.')
  await dialog.getByRole('button', { name: 'Save the choice' }).click()
  await expect(indicator(page)).toHaveAccessibleName('Saved')
  await other.reload()
  await expect(other.getByRole('article', { name: /^Thread on/ })).toContainText('neither prices nor tests')
})

test('links to a step, to words and to lines open the same place again', async ({ signedIn: page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, 'step=0')
  const words = await selectWords(page)
  await page.keyboard.press('Escape')
  await selectWords(page)
  await page.keyboard.press('Y')
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(/step=0.*span=\d+-\d+/)
  await page.goto(link)
  await expect(page.getByRole('region', { name: 'Step', exact: true })).toContainText(words.slice(0, 20))
  const marked = () => page.evaluate(() => [...CSS.highlights.values()].flatMap((each) => [...each].map(String)))
  await expect.poll(marked).toContain(words)
})

async function open(page: Page, search: string): Promise<void> {
  await page.goto(`/trajectories/${id}?${search}`)
  await expect(page.getByRole('button', { name: 'replays holds', exact: true })).toBeVisible()
  await waitUntilAlive(page)
}

/** Marks the first passage of the thought as a mouse does, and gives its words. */
async function selectWords(page: Page): Promise<string> {
  const passage = page.getByRole('region', { name: 'Step', exact: true }).locator('[data-offset]').first()
  await expect(passage).toBeVisible()
  return passage.evaluate((element) => {
    window.getSelection()?.selectAllChildren(element)
    element.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }))
    return element.textContent ?? ''
  })
}

const indicator = (page: Page) => page.getByRole('button', { name: /^Saved$|^Saving$|waiting$|needs? you$/ })

async function annotations(page: Page): Promise<{ anchor: { scope: string; quote?: string } }[]> {
  const { rows } = await (await page.request.get(`/api/v1/trajectories/${id}/annotations`)).json()
  return rows
}

async function comment(page: Page, text: string): Promise<void> {
  await page.keyboard.press('c')
  await page.getByRole('textbox', { name: 'Comment' }).fill(text)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('article', { name: /^Thread on/ })).toContainText(text)
  await expect(indicator(page)).toHaveAccessibleName('Saved')
}

async function rewrite(page: Page, text: string): Promise<void> {
  const thread = page.getByRole('article', { name: /^Thread on/ })
  await thread.getByRole('button', { name: 'Edit the comment' }).click()
  await thread.getByRole('textbox', { name: 'Edit the comment' }).fill(text)
  await page.keyboard.press('Control+Enter')
  await expect(thread).toContainText(text)
}
