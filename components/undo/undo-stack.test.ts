import fc from 'fast-check'
import { expect, test } from 'vitest'
import { afterDone, emptyStack, redo, type UndoCommand, type UndoStack, undo, withoutSubject } from './undo-stack'

function command(row: string, value: unknown): UndoCommand {
  return {
    kind: 'test',
    title: row,
    method: 'PATCH',
    path: `/${row}`,
    body: { value },
    subjects: [row],
    isVersioned: true,
  }
}

/** Rows as the server has them: a change of another version than the newest is refused. */
class Rows {
  values = new Map<string, unknown>()
  versions = new Map<string, number>()
  send({ subjects: [row = ''], body }: UndoCommand): void {
    if (body.version !== (this.versions.get(row) ?? 1)) throw new Error('conflict')
    this.values.set(row, body.value)
    this.versions.set(row, Number(body.version) + 1)
  }
  state() {
    return Object.fromEntries(this.values)
  }
}

/** Sets a row as a person does, and remembers how to take it back. */
function set(rows: Rows, stack: UndoStack, row: string, value: unknown): UndoStack {
  const version = rows.versions.get(row) ?? 1
  const before = rows.values.get(row)
  const doing = command(row, value)
  rows.send({ ...doing, body: { value, version } })
  return afterDone(stack, { title: row, undo: [command(row, before)], redo: [doing] }, { [row]: version + 1 })
}

test('undoing everything leads back to the beginning, redoing everything to the end, whatever was done', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(9))), fc.nat(5), (changes, turns) => {
      const rows = new Rows()
      let stack = emptyStack
      for (const row of ['a', 'b', 'c']) rows.values.set(row, 'first')
      const beginning = rows.state()
      for (const [row, value] of changes) stack = set(rows, stack, row, value)
      const end = rows.state()
      for (let turn = 0; turn <= turns; turn++) {
        for (let next = undo(stack); next; next = undo(stack)) {
          for (const sent of next.commands) rows.send(sent)
          stack = next.stack
        }
        expect(rows.state()).toEqual(beginning)
        for (let next = redo(stack); next; next = redo(stack)) {
          for (const sent of next.commands) rows.send(sent)
          stack = next.stack
        }
        expect(rows.state()).toEqual(end)
      }
    }),
  )
})

test('what was undone cannot be redone once something else was done', () => {
  const rows = new Rows()
  let stack = set(rows, set(rows, emptyStack, 'a', 1), 'a', 2)
  const back = undo(stack)!
  for (const sent of back.commands) rows.send(sent)
  stack = set(rows, back.stack, 'b', 3)
  expect(redo(stack)).toBeUndefined()
})

test('an inverse goes with the version of our own last change, so that a change of others is not overwritten', () => {
  const rows = new Rows()
  const stack = set(rows, emptyStack, 'a', 1)
  rows.send({ ...command('a', 'theirs'), body: { value: 'theirs', version: 2 } })
  const back = undo(stack)!
  expect(() => back.commands.map((sent) => rows.send(sent))).toThrow('conflict')
  expect(rows.values.get('a')).toBe('theirs')
})

test('what was merged with the work of others is not undone', () => {
  const rows = new Rows()
  const stack = withoutSubject(set(rows, set(rows, emptyStack, 'a', 1), 'b', 2), 'a')
  expect(stack.done.map(({ title }) => title)).toEqual(['b'])
})

test('a hundred things can be undone, and nothing of nothing', () => {
  const rows = new Rows()
  let stack = emptyStack
  for (let at = 0; at < 120; at++) stack = set(rows, stack, 'a', at)
  expect(stack.done).toHaveLength(100)
  expect(undo(emptyStack)).toBeUndefined()
  expect(redo(emptyStack)).toBeUndefined()
})
