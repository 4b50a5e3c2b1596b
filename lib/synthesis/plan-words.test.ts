import { expect, test } from 'vitest'
import { maxCopyRatio } from '@/lib/trajectory/copy-ratio'
import { entryCopyRatio } from '@/lib/trajectory/originality'
import { coverageOf } from './coverage'
import { openFacts } from './facts'
import { interfaceWords } from './interface-words'
import { planEntry } from './plan-words'
import { projectOf } from './testing/project-of'
import { openVoice } from './voice'

async function entriesOf(files: Record<string, string>, seed = 0) {
  const facts = openFacts(await projectOf(files))
  const coverage = coverageOf(facts)
  const entries = Array.from(facts.fileOf.values(), ({ path, content }) =>
    planEntry(facts.of(path), content, coverage.get(path), seed),
  )
  return { facts, of: new Map(entries.map((entry) => [entry.path, entry])) }
}

const queue = {
  'src/wrap.js': 'export function wrap(task, options) {\n  return () => task(options)\n}\n',
  'src/queue.js':
    "import { wrap } from './wrap.js'\n\nexport class Queue {\n  #tasks = []\n  add(task) {\n    this.#tasks.push(wrap(task))\n  }\n}\n",
  'test/queue.test.js':
    "import { Queue } from '../src/queue.js'\ntest('keeps the order of tasks', () => new Queue().add(() => 1))\n",
  'src/alone.js': 'export function alone() {}\n',
  'data/names.json': '{\n  "first": "Ada",\n  "last": "Lovelace"\n}\n',
}

test('an interface names what others call, and what they hand in', async () => {
  const { of } = await entriesOf(queue)
  expect(of.get('src/queue.js')?.interface).toContain('`add`')
  expect(of.get('src/queue.js')?.interface).not.toContain('#tasks')
  expect(of.get('src/wrap.js')?.interface).toContain('`task` and `options`')
})

test('data says simply that it is data, and is checked by a parser', async () => {
  const { of } = await entriesOf(queue)
  expect(of.get('data/names.json')?.interface).toMatch(/\bdata\b/)
  expect(of.get('data/names.json')?.check).toMatch(/pars|well formed/)
})

test('a check names the test that imports the file, else the file through which a test reaches it, else a tool', async () => {
  const { of } = await entriesOf(queue)
  expect(of.get('src/queue.js')?.check).toContain('`test/queue.test.js`')
  expect(of.get('src/wrap.js')?.check).toContain('`src/queue.js`')
  expect(of.get('src/wrap.js')?.check).toContain('`test/queue.test.js`')
  expect(of.get('src/alone.js')?.check).not.toContain('test')
})

test('an interface has 25 words at most, however many names may be told', async () => {
  const declarations = (index: number) =>
    `export function act${index}() {}\nexport class Kind${index} {}\nexport const value${index} = ${index}\n`
  const many = Array.from({ length: 12 }, (_, index) => declarations(index)).join('')
  const file = openFacts(await projectOf({ 'many.js': many, ...queue })).of('many.js')
  for (let seed = 0; seed < 8; seed += 1) {
    const words = interfaceWords(file, 40, openVoice(0, seed, 'interface', file.path)).split(' ')
    expect(words.length).toBeLessThanOrEqual(25)
    expect(words.length).toBeGreaterThan(5)
  }
})

test('an entry never gives away more of its file than a thought may', async () => {
  const page = '# Verbs\n\n`one`, `two`, `three`, `four`, `five`\n'
  const small = '/** first-in-first-out order-keeping well-behaved queue. */\nexport function keep(order) {}\n'
  const { of, facts } = await entriesOf({ 'verbs.md': page, 'small.js': small, 'none.js': '' })
  for (const [path, entry] of of)
    expect(entryCopyRatio(facts.fileOf.get(path)?.content ?? '', entry)).toBeLessThanOrEqual(maxCopyRatio)
})
