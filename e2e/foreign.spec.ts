import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expectAccessible } from './accessibility'
import { expect, test, waitUntilAlive } from './fixtures'
import { addPerson, pageOf } from './people'
import { makeScratch } from './scratch'

test.describe.configure({ mode: 'serial' })

const call = (id: string, name: string, given: object) => ({ id, function: { name, arguments: JSON.stringify(given) } })

/** A row of a data set: a file is written, mended and run. */
const row = (instance: string) => ({
  instance_id: instance,
  repo: 'osteria/menu',
  model: 'some-model',
  agent: 'OpenHands',
  messages: [
    { role: 'system', content: 'You are an agent.' },
    { role: 'user', content: 'The bill forgets the wine 🍷.' },
    {
      role: 'assistant',
      content: 'A file for the bill first.',
      tool_calls: [
        call('1', 'str_replace_editor', {
          command: 'create',
          path: '/testbed/bill.py',
          file_text: 'def bill(items):\n    return sum(items)\n',
        }),
      ],
    },
    { role: 'tool', tool_call_id: '1', content: 'File created successfully.' },
    {
      role: 'assistant',
      content: 'Now the wine.',
      tool_calls: [
        call('2', 'str_replace_editor', {
          command: 'str_replace',
          path: '/testbed/bill.py',
          old_str: 'sum(items)',
          new_str: 'sum(items) + wine',
        }),
      ],
    },
    { role: 'tool', tool_call_id: '2', content: 'The file has been edited.' },
    { role: 'assistant', content: null, tool_calls: [call('3', 'execute_bash', { command: 'python bill.py' })] },
    { role: 'tool', tool_call_id: '3', content: 'ok' },
    { role: 'assistant', content: 'The bill knows the wine.' },
  ],
})

const file = path.join(makeScratch(), 'bills.jsonl')
writeFileSync(
  file,
  [JSON.stringify(row('osteria__menu-1')), '{"half', JSON.stringify(row('osteria__menu-2'))].join('\n'),
)

const ida = { name: 'Ida Onlooker', email: 'ida@example.org', password: 'difference engine no. 5' }

test('who may not import is not told to', async ({ signedIn: page, browser, instance }) => {
  await page.goto('/trajectories/imports')
  await expect(page.getByRole('main').getByText(/^Trajectories of SWE-agent.* Press I to choose one\.$/)).toBeVisible()
  await addPerson(page, ida, 'Viewer')
  const own = await pageOf(browser, instance, ida)
  await own.goto('/trajectories/imports')
  await expect(
    own.getByRole('main').getByText(/^Trajectories of SWE-agent.* To import them needs the role reviewer\.$/),
  ).toBeVisible()
  await expectAccessible(own)
  await own.context().close()
})

test('a file of trajectories is imported, and its broken row is listed with the reason', async ({ signedIn: page }) => {
  await page.goto('/trajectories')
  await waitUntilAlive(page)
  await page.keyboard.press('i')
  const dialog = page.getByRole('dialog', { name: 'Import trajectories of other agents' })
  await dialog.getByLabel('Licence').fill('MIT')
  await expectAccessible(page)
  await dialog.getByLabel('Choose a file of trajectories').setInputFiles(file)
  await expect(page).toHaveURL(/\/trajectories\/imports\//)
  await expect(page.getByRole('heading', { name: 'bills.jsonl' })).toBeVisible()
  const rows = page.getByRole('table', { name: 'Rows of the file' })
  await expect(rows.getByRole('row').filter({ hasText: 'Failed' })).toContainText('The line is not JSON')
  await expect(rows.getByRole('link', { name: 'osteria__menu-2' })).toBeVisible()
  await expect(page.getByText('Rows with messages · ')).toContainText('licence MIT')
  await page
    .getByRole('navigation', { name: 'Outcome' })
    .getByRole('link', { name: /^Failed/ })
    .click()
  await expect(rows.getByRole('link')).toHaveCount(0)
  await expectAccessible(page)
})

test('it is read step by step in the workbench, and approved though no verifier applies', async ({
  signedIn: page,
}) => {
  await page.goto('/trajectories/imports')
  await page.getByRole('table').getByText('bills.jsonl').click()
  await page.getByRole('link', { name: 'osteria__menu-1' }).click()
  await waitUntilAlive(page)
  await expect(page.getByRole('button', { name: 'Verifiers: not applicable' })).toBeVisible()
  const outline = page.getByRole('tree', { name: 'Runs and steps' })
  await expect(outline).toContainText('execute_bash')
  await expect(page.getByRole('region', { name: 'Step', exact: true })).toContainText('The bill forgets the wine 🍷.')
  await outline.getByText('str_replace_editor').nth(1).click()
  const step = page.getByRole('region', { name: 'Step', exact: true })
  await expect(step).toContainText('sum(items) + wine')
  await expect(page.locator('.monaco-diff-editor .line-insert').first()).toBeVisible()
  await outline.getByText('execute_bash').click()
  await expect(step).toContainText('python bill.py')
  await expectAccessible(page)
  await page.keyboard.press('a')
  await expect(page.getByText(/^Approved/).first()).toBeVisible()
})

test('the list names the agent and says that verifiers do not apply', async ({ signedIn: page }) => {
  await page.goto('/trajectories?mode=foreign')
  const found = page.getByRole('row').filter({ hasText: 'osteria/menu' })
  await expect(found.first()).toContainText('OpenHands')
  await expect(found.first()).toContainText('not applicable')
})

test('a file of which nothing can be read says so, and its long name leaves the way back at hand', async ({
  signedIn: page,
}) => {
  const name = 'everything-that-other-agents-left-behind-on-a-long-afternoon.jsonl'
  const broken = path.join(path.dirname(file), name)
  writeFileSync(broken, 'no line of JSON\n')
  await page.setViewportSize({ width: 768, height: 1024 })
  await page.goto('/trajectories/imports')
  await waitUntilAlive(page)
  await page.keyboard.press('i')
  await page.getByRole('dialog').getByLabel('Choose a file of trajectories').setInputFiles(broken)
  await expect(page.getByRole('heading', { name })).toBeVisible()
  const rows = page.getByRole('table', { name: 'Rows of the file' })
  await expect(rows.getByRole('row').filter({ hasText: 'Failed' })).toContainText('The line is not JSON')
  await expect(page.getByText(/^Format not known · /)).toBeVisible()
  await expect(rows.getByRole('columnheader', { name: 'Remarks' })).toBeInViewport({ ratio: 1 })
  await expectAccessible(page)
  await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Imports' }).click()
  await expect(page.getByRole('row').filter({ hasText: name })).toContainText('not known')
})
