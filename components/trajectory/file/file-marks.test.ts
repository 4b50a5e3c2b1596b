import { expect, test } from 'vitest'
import type { Anchor } from '@/lib/review/anchor'
import type { StepEntry } from '@/lib/trajectory/view'
import { fileMarks } from './file-marks'

const sha = 'a'.repeat(64)
const step = (id: string, sha256: string | null, path = 'src/a.ts') => ({ id, sha256, path }) as StepEntry
const steps = [step('write', sha), step('read', sha), step('edit', 'b'.repeat(64)), step('twin', sha, 'src/b.ts')]
const lines: Anchor = {
  scope: 'hunk',
  stepId: 'write',
  path: 'src/a.ts',
  startLine: 2,
  endLine: 4,
  sha256: sha,
  quote: '',
}
const given = {
  anchor: lines,
  label: { name: 'Good', kind: 'boolean' as const },
  value: true,
  by: 'Ada',
  isOutdated: false,
  isDeleted: false,
}
const talk = {
  anchor: lines,
  resolvedAt: null,
  isOutdated: false,
  comments: [{ text: 'Why?', by: 'Ben', isDeleted: false }],
}

test('what is said about lines marks them wherever their very content is shown, and nowhere else', () => {
  const marks = fileMarks([given], [talk], steps)
  expect(marks.map(({ stepId, tone, start, end }) => [stepId, tone, start, end])).toEqual([
    ['write', 'label', 2, 4],
    ['read', 'label', 2, 4],
    ['write', 'comment', 2, 4],
    ['read', 'comment', 2, 4],
  ])
  expect(marks[0]?.message).toBe('Good, by Ada')
  expect(marks[2]?.message).toBe('Ben: Why?')
})

test('what is outdated, taken away, resolved, or about something else marks no lines', () => {
  const whole: Anchor = { scope: 'trajectory' }
  const labels = [
    { ...given, isOutdated: true },
    { ...given, isDeleted: true },
    { ...given, anchor: whole },
  ]
  const threads = [
    { ...talk, resolvedAt: 'now' },
    { ...talk, comments: [{ text: '', by: 'Ben', isDeleted: true }] },
  ]
  expect(fileMarks(labels, threads, steps)).toEqual([])
})
