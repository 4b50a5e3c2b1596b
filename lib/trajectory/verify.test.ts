import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type SmallFile, smallTrajectory } from './testing/small-trajectory'
import type { Step, Trajectory } from './trajectory'
import { type VerifierName, verifierNames } from './verifiers'
import { verify } from './verify'

const long = 'the quick brown fox jumps over the lazy dog and runs away from the very angry bear\n'
const files: SmallFile[] = [
  { path: 'a.ts', content: 'export const a = 1\n', reads: [] },
  { path: 'src/b.ts', content: `import { a } from '../a'\n${long}`, reads: [{ path: 'a.ts' }] },
  { path: 'src/c.ts', content: 'é🦙', reads: [{ path: 'a.ts' }, { path: 'src/b.ts', lines: { start: 2, end: 2 } }] },
]

async function failing(trajectory: Trajectory, included = files): Promise<VerifierName[]> {
  const { verifiers } = await verify(trajectory, included)
  for (const name of verifierNames) expect(verifiers[name].why === null).toBe(verifiers[name].holds)
  return verifierNames.filter((name) => !verifiers[name].holds)
}

function change(matches: (step: Step) => boolean, to: (step: Step) => Partial<Step>): Trajectory {
  const made = smallTrajectory(files)
  const index = made.steps.findLastIndex(matches)
  expect(index).toBeGreaterThan(-1)
  return { ...made, steps: made.steps.map((step, place) => (place === index ? { ...step, ...to(step) } : step)) }
}

function reorder(order: (steps: Step[]) => Step[]): Trajectory {
  const made = smallTrajectory(files)
  return { ...made, steps: order(made.steps).map((step, position) => ({ ...step, position })) }
}

const isWrite = (path: string) => (step: Step) => step.kind === 'act' && step.tool === 'write' && step.path === path
const isReadOf = (path: string) => (step: Step) => step.kind === 'observe' && step.tool === 'read' && step.path === path

describe('verify', () => {
  test('all verifiers hold on a correct trajectory', async () => {
    expect(await failing(smallTrajectory(files))).toEqual([])
  })

  test('all verifiers hold whatever the contents are', async () => {
    const content = fc.string({ unit: 'grapheme', maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(fc.array(content, { maxLength: 5 }), async (contents) => {
        const some = contents.map((text, index): SmallFile => {
          const reads = index > 0 ? [{ path: `${index - 1}` }] : []
          return { path: `${index}`, content: text, reads }
        })
        expect(await failing(smallTrajectory(some), some)).toEqual([])
      }),
    )
  })

  test('a changed write does not replay, is not complete, and its answer is not grounded', async () => {
    expect(await failing(change(isWrite('src/c.ts'), () => ({ content: 'é🦙 ' })))).toEqual([
      'replays',
      'grounded',
      'complete',
    ])
  })

  test('a write that keeps the size still does not replay', async () => {
    expect(await failing(change(isWrite('src/c.ts'), () => ({ content: '🦙é' })))).toEqual(['replays', 'complete'])
  })

  test('a lone surrogate never counts as the same bytes', async () => {
    const odd: SmallFile[] = [{ path: 'a', content: '\ud800', reads: [] }]
    expect(await failing(smallTrajectory(odd), odd)).toEqual(['replays', 'grounded', 'complete'])
  })

  test('a file that is never written is missing', async () => {
    expect(await failing(smallTrajectory(files.slice(0, 2)))).toEqual(['replays', 'complete'])
  })

  test('a file too many does not replay', async () => {
    expect(await failing(smallTrajectory(files), files.slice(0, 2))).toEqual(['replays'])
  })

  test('a read of what is written later is not causal', async () => {
    const early = reorder((steps) => {
      const own = steps.filter(
        (step) => step.runId === 'src/b.ts' || (step.path === 'src/b.ts' && step.tool === 'delegate'),
      )
      const rest = steps.filter((step) => !own.includes(step))
      return [...rest.slice(0, 2), ...own, ...rest.slice(2)]
    })
    expect(await failing(early)).toEqual(['causal', 'grounded'])
  })

  test('a run that writes the file of another is not causal', async () => {
    const made = change(isWrite('src/c.ts'), () => ({ runId: 'main' }))
    expect(await failing(made)).toContain('causal')
  })

  test('a run that nobody delegated is not causal', async () => {
    expect(
      await failing(
        reorder((steps) => steps.filter((step) => !(step.tool === 'delegate' && step.path === 'src/c.ts'))),
      ),
    ).toEqual(['causal'])
  })

  test('a changed observation is not grounded', async () => {
    expect(await failing(change(isReadOf('a.ts'), () => ({ content: 'export const a = 2\n' })))).toEqual(['grounded'])
    expect(
      await failing(
        change(
          (step) => step.kind === 'observe' && step.tool === 'write',
          () => ({ text: 'Done.\n' }),
        ),
      ),
    ).toEqual(['grounded'])
  })

  test('other lines than asked for are not grounded', async () => {
    expect(await failing(change(isReadOf('src/b.ts'), () => ({ args: { lines: { start: 1, end: 1 } } })))).toEqual([
      'grounded',
    ])
  })

  test('an act without its answer, and an answer without its act, are not grounded', async () => {
    expect(await failing(reorder((steps) => steps.filter((step) => !isReadOf('src/b.ts')(step))))).toEqual(['grounded'])
    const isAct = (step: Step) => step.kind === 'act' && step.tool === 'read' && step.path === 'src/b.ts'
    expect(await failing(reorder((steps) => steps.filter((step) => !isAct(step))))).toEqual(['grounded'])
  })

  test('a check says what is really to be said of the tree as it stands, and anything else is not grounded', async () => {
    const some: SmallFile[] = [
      { path: 'a.ts', content: 'export const a = 1\n', reads: [], draft: 'export const a = 2\n' },
      {
        path: 'b.ts',
        content: "import { a } from './a'\n",
        reads: [{ path: 'a.ts' }],
        draft: "import {a} from './a'\n",
      },
    ]
    const made = smallTrajectory(some)
    expect(await failing(made, some)).toEqual([])
    const [first, second] = some as [SmallFile, SmallFile]
    const lacking = [{ ...first, draft: 'const a = 2\n' }, second]
    expect(await failing(smallTrajectory(lacking), lacking)).toEqual(['grounded'])
    const saying = (text: string) =>
      smallTrajectory(lacking).steps.map((step) =>
        step.kind === 'observe' && step.tool === 'check' && step.path === 'a.ts' ? { ...step, text } : step,
      )
    const missing = 'a.ts:1: error: Missing: a is declared, but not for others [missing-export]\n'
    expect(await failing({ ...smallTrajectory(lacking), steps: saying(missing) }, lacking)).toEqual([])
  })

  test('a thought may repeat what its run has written, as a draft too', async () => {
    const some: SmallFile[] = [{ path: 'a.txt', content: `${long}one\n`, reads: [], draft: `${long}two\n` }]
    const made = smallTrajectory(some)
    const repeating = made.steps.map((step) => (step.text === 'One edit more.\n' ? { ...step, text: long } : step))
    expect(await failing({ ...made, steps: repeating }, some)).toEqual([])
    const early = made.steps.map((step) => (step.text === 'Clear enough.\n' ? { ...step, text: long } : step))
    expect(await failing({ ...made, steps: early }, some)).toEqual(['original'])
  })

  test('a plan may not give a file away, and what it says of one may be said again', async () => {
    const made = smallTrajectory(files)
    const withPlan = (words: string, thought: string): Trajectory => ({
      ...made,
      steps: made.steps.map((step) => {
        if (step.kind === 'think' && step.runId === 'src/b.ts') return { ...step, text: thought }
        const { plan } = step.args
        if (!plan) return step
        const promises = { interface: words, check: 'By eye.' }
        const entries = plan.files.map((entry) => (entry.path === 'src/b.ts' ? { ...entry, ...promises } : entry))
        return { ...step, args: { plan: { ...plan, files: entries } } }
      }),
    })
    expect(await failing(withPlan('Words about an animal.', 'Words about an animal.\n'))).toEqual([])
    expect(await failing(withPlan(long, 'Clear enough.\n'))).toEqual(['original'])
    const { verifiers } = await verify(withPlan(long, long), files)
    expect(verifiers.original.why).toMatch(/^The plan of src\/b\.ts repeats \d+% of it\.$/)
  })

  test('a thought that repeats its file is not original, wherever it stands', async () => {
    const inRun = change(
      (step) => step.kind === 'think' && step.runId === 'src/b.ts',
      () => ({ text: long }),
    )
    expect(await failing(inRun)).toEqual(['original'])
    const before = change(
      (step) => step.kind === 'think' && step.text === 'Now src/b.ts.\n',
      () => ({ text: long }),
    )
    expect(await failing(before)).toEqual(['original'])
  })

  test('a thought may repeat what its run has read', async () => {
    expect(
      await failing(
        change(
          (step) => step.kind === 'think' && step.runId === 'src/c.ts',
          () => ({ text: long }),
        ),
      ),
    ).toEqual([])
  })

  test('says how much the worst thought copies, and each of them', async () => {
    const made = change(
      (step) => step.kind === 'think' && step.runId === 'src/b.ts',
      () => ({ text: long }),
    )
    const { maxCopyRatio, copyRatios } = await verify(made, files)
    expect(maxCopyRatio).toBeGreaterThan(0.4)
    expect([...copyRatios.values()].filter((ratio) => ratio > 0)).toEqual([maxCopyRatio])
    expect(copyRatios.size).toBe(made.steps.filter((step) => step.kind === 'think').length)
  })

  test('any one changed step makes a verifier fail, unless it is words', async () => {
    const made = smallTrajectory(files)
    const checked = made.steps.filter(
      (step) => step.kind === 'observe' || step.tool === 'write' || step.tool === 'read',
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...checked), fc.constantFrom('content', 'drop', 'path'), async (chosen, how) => {
        const steps = made.steps.flatMap((step) => {
          if (step !== chosen) return [step]
          if (how === 'drop') return []
          if (how === 'path') return [{ ...step, path: 'elsewhere.ts' }]
          return [
            step.content === null ? { ...step, text: 'x', tool: step.tool } : { ...step, content: `${step.content}x` },
          ]
        })
        const isAsking = chosen.kind === 'act' && chosen.tool === 'read'
        if (isAsking && how === 'content') return
        expect(await failing({ ...made, steps })).not.toEqual([])
      }),
    )
  })

  describe('of a window', () => {
    const [given, ...written] = files
    const before = given ? [given] : []
    const failingWith = async (trajectory: Trajectory, existing: SmallFile[]) => {
      const { verifiers } = await verify(trajectory, written, existing)
      return verifierNames.filter((name) => !verifiers[name].holds)
    }
    /** The work on the window alone: the given file is read, and not written. */
    const work = () => {
      const made = smallTrajectory(files)
      const steps = made.steps
        .filter(({ runId, path, tool }) => runId !== given?.path && (tool !== 'delegate' || path !== given?.path))
        .map((step, position) => ({ ...step, position }))
      return { ...made, steps }
    }

    test('all verifiers hold: what is given may be read, and is not written', async () => {
      expect(await failingWith(work(), before)).toEqual([])
    })

    test('a file that is not given cannot be read', async () => {
      expect(await failingWith(work(), [])).toEqual(['causal', 'grounded'])
    })

    test('a given file that is written all the same does not replay, even where it stays as it is', async () => {
      expect(await failingWith(smallTrajectory(files), before)).toEqual(['replays'])
    })
  })
})
