import { expect, signIn, test } from './fixtures'

test('pages ask strangers to sign in, and take them where they wanted to go', async ({ page, signedIn, instance }) => {
  await signedIn.context().clearCookies()
  await page.goto('/activity')
  await expect(page).toHaveURL(/\/sign-in/)
  const refused = await page.request.get('/api/v1/trajectories')
  expect(refused.status()).toBe(401)
  expect(instance.log()).not.toMatch(/unhandled|TypeError/i)
})

test('the palette opens with the keyboard and leads to pages', async ({ signedIn: page }) => {
  const input = page.getByPlaceholder('Where to, or what to do?')
  // The first key may come before the page listens.
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+k')
    await expect(input).toBeFocused({ timeout: 1000 })
  }).toPass()
  await page.keyboard.type('activ')
  await expect(page.getByRole('option', { selected: true })).toContainText('Go to activity')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/activity/)
})

test('the theme is remembered', async ({ signedIn: page }) => {
  const dark = page.getByRole('menuitemradio', { name: 'Dark' }).or(page.getByRole('menuitem', { name: 'Dark' }))
  // The first click may come before the page listens.
  await expect(async () => {
    if (!(await dark.isVisible())) await page.getByRole('button', { name: 'Theme' }).click({ timeout: 1000 })
    await expect(dark).toBeVisible({ timeout: 1000 })
  }).toPass()
  await dark.click()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await page.reload()
  await expect(page.locator('html')).toHaveClass(/dark/)
})

test('a revoked session is signed out at its next step', async ({ signedIn: page, browser, instance }) => {
  const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
  const other = await (await browser.newContext({ baseURL: instance.url, userAgent })).newPage()
  await signIn(other, instance)
  await page.goto('/settings/account')
  const session = page.getByRole('listitem').filter({ hasText: 'Firefox' })
  await session.getByRole('button', { name: 'Sign out' }).click()
  await expect(session).toBeHidden()
  await other.goto('/repositories')
  await expect(other).toHaveURL(/\/sign-in/)
  await other.context().close()
})
