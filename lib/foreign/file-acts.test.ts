import { describe, expect, test } from 'vitest'
import { openFiles } from './file-acts'

const editor = (act: ReturnType<typeof openFiles>) => (given: object) =>
  act('str_replace_editor', { path: '/testbed/a.py', ...given }, false)

describe('what files hold', () => {
  test('is followed through create, replace and insert, byte for byte', () => {
    const edit = editor(openFiles('/testbed'))
    expect(edit({ command: 'create', file_text: 'a 🎉\r\nb\r\n' })).toEqual({
      tool: 'write',
      path: 'a.py',
      content: 'a 🎉\r\nb\r\n',
    })
    expect(edit({ command: 'str_replace', old_str: 'b\r\n', new_str: '$&' })).toEqual({
      tool: 'edit',
      path: 'a.py',
      content: 'a 🎉\r\n$&',
    })
    expect(edit({ command: 'insert', insert_line: 0, new_str: 'top' })).toMatchObject({
      tool: 'edit',
      content: 'top\na 🎉\r\n$&',
    })
    expect(edit({ command: 'view', view_range: [1, 2] })).toEqual({ tool: 'read', path: 'a.py', content: null })
    expect(edit({ command: 'undo_edit' })).toEqual({ tool: null, path: 'a.py', content: null })
  })

  test('is not guessed: an edit of what nobody wrote, or of what is there twice, is a call like any other', () => {
    const edit = editor(openFiles(null))
    const unknown = { tool: null, path: 'testbed/a.py', content: null }
    expect(edit({ command: 'str_replace', old_str: 'x', new_str: 'y' })).toEqual(unknown)
    edit({ command: 'create', file_text: 'x x' })
    expect(edit({ command: 'str_replace', old_str: 'x', new_str: 'y' })).toEqual(unknown)
    expect(edit({ command: 'str_replace', old_str: '', new_str: 'y' })).toEqual(unknown)
  })

  test('does not change by a call that the tool refused', () => {
    const act = openFiles('/w')
    expect(act('Write', { file_path: '/w/a', content: '1' }, true)).toEqual({ tool: null, path: 'a', content: null })
    expect(act('Edit', { file_path: '/w/a', old_string: '1', new_string: '2' }, false)).toMatchObject({ content: null })
  })

  test('is known of the tools of Claude Code, with several replacements at once', () => {
    const act = openFiles('/w/')
    expect(act('Write', { file_path: '/w/a', content: '1 1' }, false)).toMatchObject({ tool: 'write', path: 'a' })
    const all = { file_path: '/w/a', old_string: '1', new_string: '2', replace_all: true }
    expect(act('Edit', all, false)).toMatchObject({ tool: 'edit', content: '2 2' })
    const edits = [
      { old_string: '2 ', new_string: '' },
      { old_string: '2', new_string: '3' },
    ]
    expect(act('MultiEdit', { file_path: '/w/a', edits }, false)).toMatchObject({ content: '3' })
  })
})

test('tools of other kinds are like ours, or like none', () => {
  const act = openFiles('/w')
  expect(act('Read', { file_path: '/w/src/a.ts' }, false)).toEqual({ tool: 'read', path: 'src/a.ts', content: null })
  expect(act('finish', { message: 'x' }, false)).toMatchObject({ tool: 'finish' })
  expect(act('Task', { prompt: 'x' }, false)).toMatchObject({ tool: 'delegate', path: null })
  // What every object of the language has is no tool, either.
  for (const name of ['execute_bash', 'constructor', 'toString', '__proto__'])
    expect(act(name, { command: 'ls' }, false)).toEqual({ tool: null, path: null, content: null })
})
