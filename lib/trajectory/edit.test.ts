import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyHunks, hunksBetween } from './edit'
import { diffLines, linesOf } from './line-diff'

const line = fc.constantFrom('a\n', 'b\n', 'c\n', 'd\n', '}\n', '\n', 'é🦙\r\n', '  x\n', 'end')
const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.join(''))
const count = (whole: string, part: string) => whole.split(part).length - 1

test('the replacements lead from any text to any other, byte for byte', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applyHunks(before, hunksBetween(before, after))).toBe(after)
    }),
    { numRuns: 2000 },
  )
})

test('old lines occur exactly once, unless they stand for the whole file', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      for (const hunk of hunksBetween(before, after)) if (hunk.old) expect(count(before, hunk.old)).toBe(1)
    }),
    { numRuns: 1000 },
  )
})

test('a change in a long file is small, with as much around it as it takes to find it', () => {
  const before = `${'}\n'.repeat(20)}one\n${'}\n'.repeat(20)}`
  expect(hunksBetween(before, before.replace('one', 'two'))).toEqual([{ old: 'one\n', new: 'two\n' }])
  const added = `a\n}\nb\n}\n${'x\n'.repeat(30)}`
  expect(hunksBetween(added, added.replace('b\n}\n', 'b\n}\nc\n'))).toEqual([{ old: '}\nx\n', new: '}\nc\nx\n' }])
})

test('what comes at the end is appended, however often its neighbours occur', () => {
  expect(hunksBetween('a\na\n', 'a\na\na\n')).toEqual([{ old: null, new: 'a\n' }])
  expect(applyHunks('a', [{ old: null, new: 'b' }])).toBe('ab')
})

test('where everything is new, the whole file is given at once', () => {
  expect(hunksBetween('a\nb\n', 'c\n')).toEqual([{ old: '', new: 'c\n' }])
  expect(hunksBetween('', 'c\n')).toEqual([{ old: '', new: 'c\n' }])
})

test('an edit that does not fit is refused', () => {
  expect(() => applyHunks('a\nb\n', [{ old: 'c\n', new: '' }])).toThrow('does not fit')
  expect(() => applyHunks('a\na\n', [{ old: 'a\n', new: '' }])).toThrow('does not fit')
})

test('changes are apart from each other and in order, and what is between them is the same', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const [own, others] = [linesOf(before), linesOf(after)]
      let [from, otherFrom] = [0, 0]
      for (const change of [
        ...diffLines(own, others),
        { beforeStart: own.length, afterStart: others.length, beforeEnd: 0, afterEnd: 0 },
      ]) {
        expect(own.slice(from, change.beforeStart)).toEqual(others.slice(otherFrom, change.afterStart))
        from = change.beforeEnd
        otherFrom = change.afterEnd
      }
    }),
    { numRuns: 1000 },
  )
})
