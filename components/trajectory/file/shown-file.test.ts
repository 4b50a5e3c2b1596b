import { expect, test } from 'vitest'
import type { StepKind, Tool } from '@/lib/trajectory/trajectory'
import type { StepEntry } from '@/lib/trajectory/view'
import { shownFile } from './shown-file'

const kinds: [runId: string, kind: StepKind, tool: Tool | null][] = [
  ['main', 'think', null],
  ['main', 'act', 'delegate'],
  ['one', 'think', null],
  ['one', 'act', 'read'],
  ['one', 'observe', 'read'],
  ['one', 'think', null],
  ['one', 'act', 'write'],
  ['one', 'observe', 'write'],
  ['one', 'act', 'check'],
  ['one', 'observe', 'check'],
  ['one', 'think', null],
  ['one', 'act', 'edit'],
  ['one', 'observe', 'edit'],
  ['one', 'act', 'check'],
  ['one', 'observe', 'check'],
]
const steps = kinds.map(
  ([runId, kind, tool], position): StepEntry => ({
    id: String(position),
    position,
    runId,
    kind,
    tool,
    path: tool === 'write' || tool === 'delegate' ? 'one.ts' : null,
    bytes: 1,
    candidates: 0,
    isOptimized: false,
    openSearch: null,
    tokens: null,
    sha256: null,
    isError: false,
  }),
)

test('each step stands beside the file it is about', () => {
  const shown = steps.map((_, index) => shownFile(steps, index)?.step.position)
  expect(shown).toEqual([6, 6, 6, 4, 4, 6, 6, 6, 6, 6, 11, 11, 11, 11, 11])
})
