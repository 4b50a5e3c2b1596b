import { describe, expect, test } from 'vitest'
import { readStructure } from '@/lib/structure/read-structure'
import { prepareCopyTarget } from '@/lib/trajectory/copy-ratio'
import { embeddedAuthor } from './embedded-author'
import { openFacts } from './facts'
import type { Project } from './project'
import { planReadings } from './reading'

/** A repository of sixty files in several languages: chains, rings, stars, tests, settings, pages, and files that stand alone. */
const sources = Object.fromEntries(
  Array.from({ length: 10 }, (_, index): [string, string][] => [
    [
      `src/part-${index}.ts`,
      `${index > 0 ? `import { step${index - 1}, type Shape${index - 1} } from './part-${index - 1}'\n` : ''}import { join } from 'node:path'\n/** Takes the next step of ${index} in all. */\nexport async function step${index}(input: string, options = {}): Promise<Shape${index}> {\n  if (!input) throw new TypeError(join(input))\n  return inner${index}(input)\n}\nexport type Shape${index} = { size: number }\nfunction inner${index}(input: string) { return { size: input.length } }\n`,
    ],
    [
      `src/alone-${index}.ts`,
      `export class Alone${index} {\n  /** How many there are. */\n  count = ${index}\n  add(item: string) { return item }\n}\n`,
    ],
    [
      `test/part-${index}.test.ts`,
      `import { step${index} } from '../src/part-${index}'\ntest('takes step ${index}', () => step${index}('a'))\ntest('fails without input', () => step${index}(''))\n`,
    ],
    [`config/stage-${index}.json`, `{ "name": "stage ${index}", "scripts": { "build": "make", "test": "check" } }\n`],
    [`docs/page-${index}.md`, `# Page ${index}\n\nExplains what stage ${index} does.\n\n## Use\n\n## Limits\n`],
    [
      `lib/tool_${index}.py`,
      `"""Helps with tool ${index}."""\nimport os\n\nclass Tool${index}(dict):\n    """An hour of tool ${index}."""\n\n    def run(self, path, url=None):\n        """Runs the tool on a path."""\n        raise ValueError(path)\n`,
    ],
  ]).flat(),
)

async function projectOf(files: Record<string, string>): Promise<Project> {
  const isTest = (path: string) => path.startsWith('test/')
  const list = Object.entries(files).map(([path, text]) => ({ path, text, isTest: isTest(path) }))
  const structure = await readStructure(list)
  return {
    name: 'sixty',
    dependencies: structure.dependencies,
    external: structure.external,
    files: structure.order.map((path) => ({
      path,
      content: files[path] ?? '',
      outline: structure.outlines.get(path) ?? null,
      language: null,
      isTest: isTest(path),
      bytes: Buffer.byteLength(files[path] ?? ''),
      sha256: '',
    })),
  }
}

/** Every text that the author says of the project, in the order of the work. */
async function textsOf(project: Project, seed: number): Promise<{ kind: string; text: string }[]> {
  const facts = openFacts(project)
  const free = { ratioOf: () => 0, maxCopyRatio: 1 }
  const texts = [
    {
      kind: 'requirements',
      text: (await embeddedAuthor.say({ kind: 'requirements', project: facts.project }, seed, free)).words,
    },
  ]
  let previous = null
  for (const { path, content } of project.files) {
    const file = facts.of(path)
    const meter = prepareCopyTarget(content).besides('')
    const guard = { ratioOf: (text: string) => (meter(text) > 0.3 ? 1 : 0), maxCopyRatio: 0.5 }
    const readings = planReadings(file, facts.fileOf, 4096)
    const moments = [
      { kind: 'next' as const, project: facts.project, file, previous },
      { kind: 'task' as const, project: facts.project, file },
      ...(readings.length > 0 ? [{ kind: 'read' as const, file, readings }] : []),
      { kind: 'write' as const, file, readings },
    ]
    for (const moment of moments)
      texts.push({ kind: moment.kind, text: (await embeddedAuthor.say(moment, seed, guard)).words })
    previous = file
  }
  for (const kind of ['finish', 'summary'] as const)
    texts.push({ kind, text: (await embeddedAuthor.say({ kind, project: facts.project }, seed, free)).words })
  return texts
}

const opening = (text: string) => text.split(/\s+/).slice(0, 4).join(' ')

describe('what the embedded author says of sixty files', () => {
  test('never begins twice in a row with the same four words, in the document nor among its like', async () => {
    const texts = await textsOf(await projectOf(sources), 3)
    const thoughts = texts.filter(({ kind }) => kind !== 'task')
    const rows = [thoughts, ...['next', 'read', 'write'].map((kind) => thoughts.filter((text) => text.kind === kind))]
    const repeated = rows.flatMap((row) =>
      row.filter(({ text }, index) => index > 0 && opening(text) === opening(row[index - 1]?.text ?? '')),
    )
    expect(repeated).toEqual([])
  })

  test('has no word twice in a row, ends every sentence and item, and leaves no hole', async () => {
    for (const { text } of await textsOf(await projectOf(sources), 5)) {
      const prose = text.replace(/`[^`]*`/g, '`x`').replace(/"[^"]*"/g, '"x"')
      expect(prose).not.toMatch(/\b([A-Za-z]+) \1\b/i)
      expect(prose).not.toMatch(/undefined|null|NaN|\[object| {2,}(?!-)|[,;:]\.|\.\.|\( |``/)
      for (const paragraph of text.trim().split(/\n\n+/)) expect(paragraph).toMatch(/[.:?!`)]$|^- /)
      expect(text).toMatch(/[^\n]\n$/)
    }
  })

  test('has the article that is spoken, and verbs that agree', async () => {
    for (const { text } of await textsOf(await projectOf(sources), 8)) {
      const prose = text.replace(/[`"]/g, '')
      expect(prose).not.toMatch(/\ba [aeio][a-z]/i)
      expect(prose).not.toMatch(/\ban (?![aeiouhxmnsflr])[a-z]/i)
      expect(prose).not.toMatch(/\b(?:one files|two file|it are|it have|they is)\b/i)
      expect(text.replace(/`[^`]*`/g, '`x`')).not.toMatch(/(?:^|[.!?] )[a-z]/)
    }
  })
})
