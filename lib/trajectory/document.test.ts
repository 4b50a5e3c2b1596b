import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDocument } from './document'
import { renderParts, renderPlan } from './render'
import { type SmallFile, smallTrajectory } from './testing/small-trajectory'
import type { Step, Trajectory } from './trajectory'

const pieces = [
  '</act>',
  '</act no-newline>',
  '</act-2>',
  '</observe>',
  '</observe-2 no-newline>',
  '</think>',
  '</run>',
  '</request>',
  '<act tool="write">',
  '<run agent="main">',
  '\n',
  '\r\n',
  '\n\n',
  ' ',
  '\t',
  'é',
  '🦙',
  '\ufeff',
  '"',
  '\\',
  '&',
  'x',
  '</act',
  '>',
]
const body = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''))
const path = fc
  .array(fc.constantFrom('a', 'é', ' ', '"', '\\', '>', '\n', '🦙'), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.join(''))

const trajectory: fc.Arbitrary<Trajectory> = fc
  .record({
    request: body,
    thought: body,
    files: fc.uniqueArray(fc.record({ path, content: body, draft: fc.option(body, { nil: undefined }) }), {
      selector: (file) => file.path,
      maxLength: 4,
    }),
  })
  .map(({ request, thought, files }) => {
    const all = files.map((file, index): SmallFile => {
      const reads = files
        .slice(0, index)
        .map((read, place) => ({ path: read.path, ...(place === 0 ? { lines: { start: 1, end: 2 } } : {}) }))
      return { ...file, reads }
    })
    const made = smallTrajectory(all, request)
    return { ...made, steps: made.steps.map((step) => (step.kind === 'think' ? { ...step, text: thought } : step)) }
  })

function bodyOf(step: Step): string {
  return step.args.plan ? renderPlan(step.args.plan) : (step.content ?? step.text ?? '')
}

describe('parseDocument', () => {
  test('takes any rendered document apart byte for byte', () => {
    fc.assert(
      fc.property(trajectory, ({ request, runs, steps }) => {
        const document = parseDocument([...renderParts(request, runs, steps)].map((part) => part.text).join(''))
        expect(document.request).toBe(request)
        const begun = runs.filter((run) => steps.some((step) => step.runId === run.id))
        expect(document.runs).toEqual(
          begun.map((run) => ({ parent: run.parentId === null ? null : 0, role: run.role, path: run.path })),
        )
        expect(document.steps).toEqual(
          steps.map((step) => ({
            run: begun.findIndex((run) => run.id === step.runId),
            kind: step.kind,
            tool: step.kind === 'act' ? step.tool : null,
            path: step.kind === 'act' ? step.path : null,
            lines: step.kind === 'act' ? (step.args.lines ?? null) : null,
            body: bodyOf(step),
          })),
        )
      }),
    )
  })

  test('refuses what is no document', () => {
    for (const text of [
      '',
      'x',
      '<request>\nx',
      '<request>\n</request>\n</run>\n',
      '<request>\n</request>\n<run agent="main">\n',
    ])
      expect(() => parseDocument(text)).toThrow('not a rendered trajectory')
  })
})

describe('renderParts', () => {
  test('trains on everything but the request and the observations, and ends in a trained part', () => {
    fc.assert(
      fc.property(trajectory, ({ request, runs, steps }) => {
        const parts = [...renderParts(request, runs, steps)]
        const kindOf = new Map(steps.map((step) => [step.id, step.kind]))
        const isAnswer = (id: string | null) => id !== null && kindOf.get(id) === 'observe'
        for (const [index, part] of parts.entries()) expect(part.isTrained).toBe(index > 0 && !isAnswer(part.stepId))
        expect(parts.at(-1)?.isTrained).toBe(true)
        expect(parts.flatMap((part) => part.stepId ?? [])).toEqual(steps.map((step) => step.id))
      }),
    )
  })

  test('begins every part with a tag and ends it with a newline, so that tokens can be counted part by part', () => {
    fc.assert(
      fc.property(trajectory, ({ request, runs, steps }) => {
        for (const part of renderParts(request, runs, steps)) expect(part.text).toMatch(/^<[\s\S]*>\n$/)
      }),
    )
  })
})
