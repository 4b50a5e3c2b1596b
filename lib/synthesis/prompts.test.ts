import { expect, test } from 'vitest'
import type { Message } from '@/lib/llm/message'
import { type ProposalKind, proposalKinds, proposalWords } from '@/lib/trajectory/proposal-kind'
import type { PlanEntry } from '@/lib/trajectory/trajectory'
import { openFacts } from './facts'
import {
  againPrompt,
  attemptPrompt,
  debugPrompt,
  filePrompt,
  freePrompt,
  overviewPrompt,
  partPrompt,
  planPrompt,
  repairPlanPrompt,
  revisePrompt,
} from './prompts'
import { proposalPrompt } from './proposal/prompts'
import { skeletonOf } from './skeleton'
import { projectOf } from './testing/project-of'

const sources = {
  'README.md': '# Tasks\n\nRuns tasks one after the other.\n',
  'src/settle.js': '/** Says how a task ended. */\nexport async function settle(task) {\n  return task()\n}\n',
  'src/queue.js':
    "import { settle } from './settle.js'\n\n/** A queue that runs one task at a time. */\nexport class Queue {\n  /** Runs a task after all others. */\n  add(task) {\n    if (!task) throw new TypeError('No task.')\n    return settle(task)\n  }\n}\n",
}

test('the prompts read as the documentation shows them, and hold no code of the files', async () => {
  const { project, fileOf, of } = openFacts(await projectOf(sources))
  const file = of('src/queue.js')
  const finding = { line: 6, severity: 'error', code: 'missing-export', message: 'Queue.add is promised' } as const
  const plan = planPrompt(project, [...fileOf.keys()].map(of))
  const entries: PlanEntry[] = [
    {
      path: 'src/settle.js',
      purpose: 'It tells how a task ended.',
      interface: 'One call, `settle`, that takes a task.',
      check: 'By the queue that builds on it.',
      dependencies: [],
    },
    {
      path: 'src/queue.js',
      purpose: 'It runs tasks one after the other.',
      interface: 'A `Queue` to which tasks are added.',
      check: 'Two tasks end in the order in which they were added.',
      dependencies: ['src/settle.js'],
    },
  ]
  const skeleton = skeletonOf(new Map(entries.map((entry) => [entry.path, entry])), file)
  const proposed = (kind: ProposalKind) => {
    const asked = {
      round: 1,
      slot: 0,
      seed: 0,
      hint: 'Say why the order is kept.',
      surprising: ['the method `add` of `Queue`'],
    }
    const proposal = { ...asked, kind, kinds: [kind], current: 'A queue, then.\n\nIt waits.\n' }
    const paragraph = kind === 'segment' ? 'It waits.' : undefined
    return proposalPrompt({ before: 'write', file, readings: [] }, proposal, skeleton, paragraph).slice(-1)
  }
  const prompts: [string, Message[]][] = [
    ['Beginning and end', overviewPrompt(project)],
    ['Plan', plan],
    ['A later part of a plan', planPrompt(project, [file], entries.slice(0, 1)).slice(-1)],
    ['Plan, mended', repairPlanPrompt(plan, '{"files": []}', ['src/queue.js has no entry.'])],
    ['Thoughts of a file', filePrompt(project, file, skeleton)],
    ['A text that says too much', againPrompt(filePrompt(project, file), 'The thought.').slice(-2)],
    [
      'Draft of a file',
      attemptPrompt(file, 'I think.', [{ path: 'src/settle.js', content: sources['src/settle.js'] }], 32_768),
    ],
    [
      'After the check of a draft',
      debugPrompt({ kind: 'debug', file, findings: [finding], stubbed: ['Queue.add'], leftOut: [], edits: 2 }),
    ],
    [
      'Before a commit',
      revisePrompt({
        kind: 'revise',
        file,
        findings: [],
        message: 'Refuse what is no task\n',
        change: { added: [], removed: [], redeclared: [], changed: ['Queue.add'], addedLines: 1, removedLines: 0 },
      }),
    ],
    ['A further part of a long file', partPrompt({ kind: 'part', file, names: ['Queue'], part: 2, parts: 3 })],
    ['Work in turns', freePrompt(file, 'Write `src/queue.js`.', skeleton)],
    ...proposalKinds.map((kind): [string, Message[]] => [`A search: ${proposalWords[kind]}`, proposed(kind)]),
  ]
  const page = prompts.map(([title, messages]) => `## ${title}\n\n${messages.map(shown).join('\n')}`).join('\n')
  await expect(`${heading}${page}`).toMatchFileSnapshot('../../docs/prompts.md')
  const told = prompts.filter(([title]) => title !== 'Draft of a file').flatMap(([, messages]) => messages.map(textOf))
  for (const code of ['return settle(task)', "throw new TypeError('No task.')", 'return task()'])
    expect(told.join('\n')).not.toContain(code)
})

const heading = `# Prompts

What a model is told when it is the author, for a project of three files. A test writes this page
(\`lib/synthesis/prompts.test.ts\`). Only the prompt for a draft holds code, of files that are written by then.

`

const textOf = (message: Message) => message.content

function shown({ role, content }: Message): string {
  return `**${role}**\n\n\`\`\`\`text\n${content}\n\`\`\`\`\n`
}
