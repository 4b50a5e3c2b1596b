import { expect, test } from 'vitest'
import { renderParts } from '@/lib/trajectory/render'
import type { Step } from '@/lib/trajectory/trajectory'
import { everyHolds } from '@/lib/trajectory/verifiers'
import { verify } from '@/lib/trajectory/verify'
import { embeddedAuthor } from './embedded-author'
import { simulate } from './simulate'
import { projectOf } from './testing/project-of'

const sources = {
  'README.md':
    '# Tasks\n\nRuns tasks one after the other, so that nothing happens twice.\n\n## Use\n\n`add` a task, then wait.\n',
  'package.json': '{\n  "name": "tasks",\n  "description": "Runs tasks one after the other",\n  "type": "module"\n}\n',
  'src/settle.js':
    '/** Says how a task ended, whichever way it did. */\nexport async function settle(task) {\n  try {\n    return { value: await task() }\n  } catch (error) {\n    return { error }\n  }\n}\n',
  'src/queue.js':
    "import { settle } from './settle.js'\n\n/** A queue that runs one task at a time. */\nexport class Queue {\n  #last = Promise.resolve()\n\n  /** Runs a task after all that were added before. */\n  add(task) {\n    if (typeof task !== 'function') throw new TypeError('A task is a function.')\n    this.#last = this.#last.then(() => settle(task))\n    return this.#last\n  }\n}\n",
  'test/queue.test.js':
    "import { test } from 'node:test'\nimport { Queue } from '../src/queue.js'\n\ntest('keeps the order of tasks', async () => {\n  const queue = new Queue()\n  await queue.add(() => 1)\n})\n",
}

/** What is said before the first step of each kind. */
const notes: Record<string, string> = {
  request: 'What somebody asks for. It is built from the manifest and the README; no loss falls on it.',
  'think main':
    'The main run begins. Its thoughts speak from the position of someone before the code exists, and quote none of it.',
  'act plan':
    'The plan lists the files in writing order: what a file uses comes before it. It agrees with the dependency graph.',
  'act delegate': 'Each file is delegated to a run of its own, with its task in words.',
  'think sub': 'The sub-run thinks before it acts.',
  'act read':
    'It reads what its file depends on, nearest first, within a budget. Only what is written by now can be read.',
  'observe read': 'Observations are the true contents; no loss falls on them.',
  'act write':
    'In iterative mode the first write is a draft: the declarations with stubs, or a model’s own attempt. In direct mode it would be the file.',
  'act check': 'The draft is checked for real: syntax, imports, and what the plan promises.',
  'act edit':
    'Edits lead to the true file; each is a replacement of lines that occur once, so that it can be replayed byte for byte.',
  'act finish': 'The main run ends. Replaying every write and edit on an empty tree gives exactly the repository.',
}

test('the annotated trajectory in the documentation is what synthesis really gives', async () => {
  const project = await projectOf(sources)
  let ids = 0
  const simulation = await simulate(project, {
    author: embeddedAuthor,
    mode: 'iterative',
    seed: 0,
    readBudgetBytes: 16_384,
    newId: () => String(ids++),
  })
  expect(everyHolds((await verify(simulation, project.files)).verifiers)).toBe(true)
  const roles = new Map(simulation.runs.map(({ id, role }) => [id, role]))
  const steps = new Map(simulation.steps.map((step) => [step.id, step]))
  const left = new Map(Object.entries(notes))
  let page = heading
  let block = ''
  const close = () => {
    if (block) page += `\`\`\`\`text\n${block}\`\`\`\`\n\n`
    block = ''
  }
  for (const { text, stepId } of renderParts(simulation.request, simulation.runs, simulation.steps)) {
    const key = keyOf(steps.get(stepId ?? ''), roles)
    const note = left.get(key ?? (block === '' && page === heading ? 'request' : ''))
    if (note) {
      close()
      page += `**${note}**\n\n`
      left.delete(key ?? 'request')
    }
    block += text
  }
  close()
  expect([...left.keys()]).toEqual([])
  await expect(`${page.trimEnd()}\n`).toMatchFileSnapshot('../../docs/trajectory.md')
})

const heading = `# A trajectory, annotated

The whole reconstruction of a repository of five files in \`iterative\` mode by the embedded author, as the document that a
release trains on. Words in bold are notes; the blocks between them, one after the other, are the document. A test writes
this page (\`lib/synthesis/annotated.test.ts\`), so it is what synthesis gives today.

`

function keyOf(step: Step | undefined, roles: ReadonlyMap<string, string>): string | undefined {
  if (!step) return undefined
  return step.kind === 'think' ? `think ${roles.get(step.runId)}` : `${step.kind} ${step.tool}`
}
