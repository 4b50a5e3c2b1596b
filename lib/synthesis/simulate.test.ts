import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxCopyRatio, prepareCopyTarget } from '@/lib/trajectory/copy-ratio'
import { parseDocument } from '@/lib/trajectory/document'
import { proposalKinds } from '@/lib/trajectory/proposal-kind'
import { renderParts } from '@/lib/trajectory/render'
import { everyHolds } from '@/lib/trajectory/verifiers'
import { verify } from '@/lib/trajectory/verify'
import type { Proposal } from './author'
import { embeddedAuthor } from './embedded-author'
import { openFacts } from './facts'
import type { Project } from './project'
import { folderDistance } from './reading'
import { SynthesisMode } from './settings'
import { guardOf, type Piece, type Progress, simulate, simulatePieces } from './simulate'
import { projectOf } from './testing/project-of'

const queue = `/** A queue of tasks that keeps their order. */
export class Queue extends Base {
  #tasks = []
  /** Adds a task to the end of the queue. */
  add(task, options) {
    if (!task) throw new TypeError('No task.')
    this.#tasks.push(wrap(task))
  }
  next() {
    return this.#tasks.shift()
  }
}
`
const sources = {
  'README.md':
    '# Tasks\n\nRuns tasks one after the other, so that nothing happens twice.\n\n## Use\n\n`add` a task.\n\n## Limits\n',
  'package.json': '{\n  "name": "tasks",\n  "description": "Runs tasks",\n  "scripts": { "test": "node --test" }\n}\n',
  'src/wrap.js': 'export function wrap(task) {\n  return () => task()\n}\n',
  'src/base.js': 'import { EventEmitter } from "node:events"\nexport class Base extends EventEmitter {}\n',
  'src/queue.js': `import { wrap } from './wrap.js'\nimport { Base } from './base.js'\n\n${queue}`,
  'src/a.js': "import { b } from './b.js'\nexport function a() { return b }\n",
  'src/b.js': "import { a } from './a.js'\nexport function b() { return a }\n",
  'src/large.js': `import { Queue } from './queue.js'\n${'export const filler = "0123456789"\n'.repeat(900)}export function last() {}\n`,
  'test/queue.test.js':
    "import { Queue } from '../src/queue.js'\nimport { last } from '../src/large.js'\ntest('keeps the order', () => new Queue(last))\n",
  'src/empty.js': '',
}

function run(
  project: Project,
  seed = 0,
  readBudgetBytes = 16_384,
  mode: SynthesisMode = 'direct',
  partBytes = 1 << 20,
) {
  let ids = 0
  return simulate(project, { author: embeddedAuthor, mode, seed, readBudgetBytes, partBytes, newId: () => `${ids++}` })
}

/** Gives files a version before their last commit: the given ones in turn, else the beginning of the file. */
function withEarlier(project: Project, contents: string[] = []): Project {
  const files = project.files.map((file, index) => {
    const content =
      contents.length > 0 ? contents[index % contents.length] : file.content.slice(0, file.content.length / 2)
    return { ...file, earlier: { content: content ?? '', commit: `${index}`, message: 'Finish it\n\nIn the end.' } }
  })
  return { ...project, files }
}

const text = (simulation: Awaited<ReturnType<typeof run>>) =>
  [...renderParts(simulation.request, simulation.runs, simulation.steps)].map((part) => part.text).join('')

test.each<SynthesisMode>(['direct', 'iterative', 'history'])(
  '%s work goes on after any file as if it had not stopped',
  async (mode) => {
    const project = withEarlier(await projectOf(sources))
    const piecesAfter = async (progress?: Progress): Promise<Piece[]> => {
      let ids = progress?.steps ?? 0
      const newId = () => `${ids++}`
      const options = { author: embeddedAuthor, mode, seed: 5, readBudgetBytes: 16_384, newId, progress }
      const pieces: Piece[] = []
      for await (const piece of simulatePieces(project, options)) pieces.push(piece)
      return pieces
    }
    const whole = await piecesAfter()
    const [opening] = whole
    const plan = opening?.steps.find(({ tool }) => tool === 'plan')?.args.plan
    const mainId = opening?.runs[0]?.id
    if (!plan || !mainId) throw new Error('The first piece has no plan.')
    for (let files = 1; files < project.files.length; files += 1) {
      const steps = whole.slice(0, files + 1).reduce((sum, piece) => sum + piece.steps.length, 0)
      const rest = await piecesAfter({ mainId, plan, steps, files })
      expect(rest.map(told)).toEqual(whole.slice(files + 1).map(told))
    }
  },
)

/** A piece without the names of its steps and runs. */
const told = ({ runs, steps }: Piece) => ({
  runs: runs.map(({ role, path }) => ({ role, path })),
  steps: steps.map(({ id: _, runId: __, ...step }) => step),
})

test('a long file is written in parts, which are the file again and take little more room', async () => {
  const project = await projectOf(sources)
  const simulation = await run(project, 0, 16_384, 'direct', 8192)
  const steps = simulation.steps.filter(
    ({ kind, tool, path }) => kind === 'act' && path === 'src/large.js' && (tool === 'write' || tool === 'edit'),
  )
  expect(steps.map(({ tool }) => tool)).toEqual(['write', 'edit', 'edit', 'edit', 'edit'])
  expect(steps.at(-1)?.content).toBe(sources['src/large.js'])
  expect(everyHolds((await verify(simulation, project.files)).verifiers)).toBe(true)
  const document = text(simulation)
  expect(parseDocument(document).steps).toHaveLength(simulation.steps.length)
  expect(document.length).toBeLessThan(1.1 * text(await run(project)).length)
})

describe('simulate', () => {
  test.each(SynthesisMode.options)(
    '%s: all verifiers hold, and the recorded copy ratios are those that the verifier finds',
    async (mode) => {
      const project = withEarlier(await projectOf(sources))
      const simulation = await run(project, 0, 16_384, mode)
      const { verifiers, copyRatios } = await verify(simulation, project.files)
      expect(verifiers).toEqual(
        Object.fromEntries(Object.keys(verifiers).map((name) => [name, { holds: true, why: null }])),
      )
      expect(simulation.copyRatios).toEqual(copyRatios)
    },
  )

  test('all verifiers hold on any mixture of texts', async () => {
    const line = fc.constantFrom(
      ...Object.values(sources).flatMap((source) => source.split('\n').slice(0, 20)),
      '\r',
      '🦙',
      '</act>',
      '\ufeff',
    )
    const content = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'))
    const name = fc.constantFrom(
      'a.js',
      'b.ts',
      'c.py',
      'd.md',
      'e.json',
      'LICENSE',
      'src/f.js',
      'src/wrap.js',
      'test/g.js',
      'h.html',
      '.gitignore',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, content, { minKeys: 1 }),
        fc.array(content),
        fc.constantFrom(...SynthesisMode.options),
        fc.nat(5),
        async (files, earlier, mode, seed) => {
          const project = withEarlier(await projectOf(files), earlier)
          const simulation = await run(project, seed, 16_384, mode)
          const { verifiers } = await verify(simulation, project.files)
          expect(verifiers).toSatisfy(everyHolds)
          const { steps } = parseDocument(text(simulation))
          for (const [index, step] of simulation.steps.entries())
            if (step.kind === 'act' && step.content !== null) expect(steps[index]?.body).toBe(step.content)
        },
      ),
      { numRuns: 60 },
    )
  }, 60_000)

  test('the same seed gives the same document, another one another', async () => {
    const project = await projectOf(sources)
    const [one, again, other] = [await run(project, 1), await run(project, 1), await run(project, 2)]
    expect(text(again)).toBe(text(one))
    const thoughts = (simulation: typeof one) =>
      simulation.steps.filter((step) => step.kind === 'think').map((step) => step.text)
    expect(thoughts(other)).not.toEqual(thoughts(one))
  })

  test('a run reads the dependencies that exist, nearest first, and in a ring only what is written', async () => {
    const { steps, runs } = await run(await projectOf(sources))
    const readsOf = (path: string) => {
      const own = runs.find((candidate) => candidate.path === path)
      return steps.flatMap((step) =>
        step.runId === own?.id && step.kind === 'act' && step.tool === 'read' ? [step.path] : [],
      )
    }
    expect(readsOf('src/queue.js')).toEqual(['src/base.js', 'src/wrap.js'])
    expect([readsOf('src/a.js'), readsOf('src/b.js')].toSorted()).toEqual([
      [],
      expect.arrayContaining([expect.stringMatching(/^src\/[ab]\.js$/)]),
    ])
  })

  test('nearer is fewer steps between folders, then the path', () => {
    const distances = ['a/b/y.ts', 'a/x.ts', 'z.ts', 'a/b/c/w.ts', 'q/r/s.ts'].map((to) =>
      folderDistance('a/b/from.ts', to),
    )
    expect(distances).toEqual([0, 1, 2, 1, 4])
    expect(folderDistance('from.ts', 'to.ts')).toBe(0)
  })

  test('what is near is read before what is far', async () => {
    const far = "import { near } from './near.js'\nimport { far } from '../a.js'\nexport const both = [near, far]\n"
    const files = { 'a.js': 'export const far = 1\n', 'src/near.js': 'export const near = 2\n', 'src/user.js': far }
    const { steps } = await run(await projectOf(files))
    const reads = steps.filter((step) => step.kind === 'act' && step.tool === 'read').map((step) => step.path)
    expect(reads).toEqual(['src/near.js', 'a.js'])
  })

  test('a dependency over the budget is read where the imported symbol is, or not at all', async () => {
    const project = await projectOf(sources)
    const linesIn = (simulation: Awaited<ReturnType<typeof run>>) =>
      simulation.steps.flatMap((step) =>
        step.kind === 'act' && step.tool === 'read' && step.path === 'src/large.js' ? [step.args.lines] : [],
      )
    expect(linesIn(await run(project, 0, 4096))).toEqual([{ start: 902, end: 902 }])
    expect(linesIn(await run(project, 0, 0))).toEqual([])
    const { verifiers } = await verify(await run(project, 0, 4096), project.files)
    expect(verifiers).toSatisfy(everyHolds)
  })

  test('stops when it is told to', async () => {
    const project = await projectOf(sources)
    const onFile = async (done: number) => {
      if (done === 2) throw new Error('stop')
    }
    const stopped = simulate(project, { author: embeddedAuthor, seed: 0, readBudgetBytes: 0, newId: String, onFile })
    await expect(stopped).rejects.toThrow('stop')
  })
})

describe('the embedded author', () => {
  test('names what is there, and says what it is for', async () => {
    const { steps } = await run(await projectOf(sources))
    const before =
      steps[steps.findIndex((step) => step.kind === 'act' && step.tool === 'write' && step.path === 'src/queue.js') - 1]
    for (const name of ['Queue', 'Base', 'add', 'next', 'task', 'options', 'TypeError', 'wrap'])
      expect(before?.text).toContain(`\`${name}\``)
    expect(before?.text).toMatch(/adds a task to the end of the queue/)
    expect(before?.text).not.toContain('.push(')
  })

  test('proposes different thoughts in different rounds and slots, all under the guard, and the same when asked again', async () => {
    const facts = openFacts(await projectOf(sources))
    const file = facts.of('src/queue.js')
    const guard = guardOf(prepareCopyTarget(sources['src/queue.js']).besides(''))
    const moment = { before: 'write' as const, file, readings: [] }
    const { words: current } = await embeddedAuthor.say({ kind: 'write', ...moment }, 0, guard)
    const wanted = { kind: 'rewrite' as const, seed: 7, current, kinds: proposalKinds, hint: null, surprising: [] }
    const all = [1, 2, 3].flatMap((round) => [0, 1].map((slot) => ({ ...wanted, round, slot })))
    const propose = async (proposal: Proposal) => (await embeddedAuthor.propose(moment, proposal, guard)).text
    const texts = await Promise.all(all.map(propose))
    expect(new Set([current, ...texts]).size).toBeGreaterThanOrEqual(6)
    for (const proposed of texts) expect(guard.ratioOf(proposed)).toBeLessThanOrEqual(maxCopyRatio)
    expect(await Promise.all(all.map(propose))).toEqual(texts)
  })

  test('says less when the documentation is most of the file', async () => {
    const doc = 'Returns the very long and very winding name of the person who asked for it'
    const content = `/** ${doc}. */\nexport function nameOf() {}\n`
    const file = openFacts(await projectOf({ 'name.js': content })).of('name.js')
    const { words: said } = await embeddedAuthor.say(
      { kind: 'write', file, readings: [] },
      0,
      guardOf(prepareCopyTarget(content).besides('')),
    )
    expect(said).not.toContain('very winding name of the person')
    expect(said).toContain('nameOf')
  })
})
