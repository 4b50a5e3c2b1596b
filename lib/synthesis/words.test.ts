import { describe, expect, test } from 'vitest'
import { docWords } from './doc-words'
import { glance, testTitles } from './glance'
import { actOf, nameWords } from './name-words'
import { article, enumerate, finished, plural, quantity } from './phrase'
import { signatureFacts } from './signature'
import { symbolLine } from './symbol-words'
import { openVoice } from './voice'

const first = (ways: readonly [string, ...string[]]) => ways[0]

describe('nameWords', () => {
  test('splits every usual way of writing names', () => {
    expect(nameWords('parseHTTPDocument')).toEqual(['parse', 'HTTP', 'document'])
    expect(nameWords('snake_case_name')).toEqual(['snake', 'case', 'name'])
    expect(nameWords('kebab-case.name')).toEqual(['kebab', 'case', 'name'])
    expect(nameWords('#private$')).toEqual(['private'])
  })
})

describe('actOf', () => {
  test('says what a name says, and nothing when it says nothing', () => {
    expect(actOf('parseDocument', first)).toBe('parse the document')
    expect(actOf('is_empty', first)).toBe('tell whether it is empty')
    expect(actOf('resume', first)).toBe('resume')
    expect(actOf('createFromPath', first)).toBe('create from path')
    expect(actOf('lowerBound', first)).toBeUndefined()
    expect(actOf('get', first)).toBeUndefined()
    expect(actOf('constructor', first)).toBeUndefined()
  })
})

describe('docWords', () => {
  test('turns the first sentence into an infinitive, or leaves it a noun', () => {
    expect(docWords('Returns the size of the queue. It may be zero.', 16)).toEqual({
      text: 'return the size of the queue',
      isAct: true,
    })
    expect(docWords('Size of the queue.', 16)).toEqual({ text: 'size of the queue', isAct: false })
    expect(docWords('Copies a file', 16)).toEqual({ text: 'copy a file', isAct: true })
    expect(docWords('HTTPError is raised', 16)).toEqual({ text: 'HTTPError is raised', isAct: false })
  })

  test('shortens at the end of a clause, and gives up when there is none', () => {
    expect(docWords('Start the queue, unless somebody has paused it in between', 5)).toEqual({
      text: 'start the queue',
      isAct: true,
    })
    expect(docWords('Run all of the tasks that are waiting', 6)).toEqual({ text: 'run all of the tasks', isAct: true })
    expect(docWords('one two three four five six seven', 5)).toBeUndefined()
  })

  test('leaves out markup, remarks and what could be code', () => {
    expect(docWords('Serialize as :class:`~flask.Response` **now**', 16)?.text).toBe('serialize as flask.Response now')
    expect(docWords('Sometimes it is necessary to do more', 16)).toBeUndefined()
    expect(docWords('Call f({ a: 1 }) first', 16)).toBeUndefined()
    expect(docWords('int open(int flags, char *path)', 16)).toBeUndefined()
    expect(docWords('Has the following behaviour:', 16)).toBeUndefined()
    expect(docWords('Tests to see if it works', 4)).toBeUndefined()
    expect(docWords('Gets or sets the timeout.', 16)).toEqual({ text: 'get or set the timeout', isAct: true })
    expect(docWords('Takes a IEnumerable of rows', 16)?.text).toBe('take an IEnumerable of rows')
  })
})

describe('signatureFacts', () => {
  test('names parameters without their types and defaults', () => {
    const typed = signatureFacts(
      'async function add<T extends (a: b) => c>(fn: Task<T>, { id, retry = 3 }: Options = {}, ...rest: T[]): Promise<Result>',
      'add',
    )
    expect(typed).toEqual({ takes: ['fn', 'id', 'retry', 'rest'], gives: 'a `Result`', isAsync: true, bases: [] })
    const python = signatureFacts(
      'async def fetch(self, url: str, *args: t.Any, retries: int = 3, **kwargs) -> list[Row]',
      'fetch',
    )
    expect(python).toEqual({
      takes: ['url', 'args', 'retries', 'kwargs'],
      gives: 'a list of `Row`',
      isAsync: true,
      bases: [],
    })
  })

  test('names what a class builds on', () => {
    expect(signatureFacts('export class A<T> extends Base<T> implements X, Y<T>', 'A').bases).toEqual([
      'Base',
      'X',
      'Y',
    ])
    expect(signatureFacts('class Config(dict, metaclass=Meta)', 'Config').bases).toEqual(['dict'])
  })

  test('survives a signature that is cut off', () => {
    expect(signatureFacts('function cut(first: string, second: { a: nu…', 'cut').takes).toEqual(['first', 'second'])
    expect(signatureFacts('', 'x')).toEqual({ takes: [], gives: null, isAsync: false, bases: [] })
  })
})

describe('glance', () => {
  test('sees sections, but not the comments of code blocks', () => {
    expect(glance('a.md', '# One\n\n```sh\n# not a section\n```\n\n## Two `x`\n')[0]).toEqual({
      noun: 'section',
      names: ['One', 'Two x'],
    })
    expect(glance('a.rst', 'Title\n=====\n\nPart\n----\n')[0]).toEqual({ noun: 'section', names: ['Title', 'Part'] })
  })

  test('sees keys, tables, targets and types', () => {
    expect(glance('p.json', '{"name": "x", "scripts": {"build": "tsc"}}')).toEqual([
      { noun: 'key', names: ['name', 'scripts'] },
      { noun: 'entry under `scripts`', names: ['build'] },
    ])
    expect(glance('c.toml', '[tool.x]\na = 1\n').map((topic) => topic.names)).toEqual([['tool.x'], ['a']])
    expect(glance('Makefile', 'all: a\n\techo\nVAR := 1\n')).toEqual([{ noun: 'target', names: ['all'] }])
    expect(glance('m.go', 'type Queue struct {\n}\nfunc (q *Queue) Push() {\n').map((topic) => topic.names)).toEqual([
      ['Queue'],
      ['Push'],
    ])
    expect(glance('broken.json', '{')).toEqual([])
  })

  test('sees the titles of tests', () => {
    expect(testTitles(`test('adds one', () => {})\nit.skip("is \${n}", f)`)).toEqual(['adds one', 'is …'])
  })
})

describe('phrases', () => {
  test('count and list as people do', () => {
    expect([quantity(1, 'file'), quantity(3, 'entry'), quantity(42, 'class')]).toEqual([
      'one file',
      'three entries',
      '42 classes',
    ])
    expect(enumerate(['a', 'b', 'c'])).toBe('a, b and c')
    expect(enumerate(['a', 'b', 'c', 'd', 'e'], 2)).toBe('a, b and three more')
    expect([plural('box'), plural('day'), article('enumeration'), article('class')]).toEqual([
      'boxes',
      'days',
      'an enumeration',
      'a class',
    ])
    expect(['`url`', '`HTMLPage`', 'hour glass', 'use', '`SQLError`', 'one-off', '`IQueue`'].map(article)).toEqual([
      'a `url`',
      'an `HTMLPage`',
      'an hour glass',
      'a use',
      'an `SQLError`',
      'a one-off',
      'an `IQueue`',
    ])
  })

  test('finished text ends in one newline and holds nothing that a database refuses', () => {
    expect(finished('a \0\ud800b  \n\n\n\nc\n\n')).toBe('a \ufffdb\n\nc\n')
  })
})

describe('symbolLine', () => {
  const symbol = {
    name: 'add',
    kind: 'method' as const,
    doc: 'Adds a task to the queue.',
    takes: ['task', 'options'],
    gives: 'a boolean',
    isAsync: false,
    bases: [],
    isExported: true,
    uses: ['wrap'],
    errors: ['TypeError'],
    receiver: null,
    members: [],
    lines: 4,
  }
  const detail = { docWords: 16, names: 8, parameters: true, relations: true, members: true }

  test('is a sentence or two, with other verbs for the next symbol', () => {
    expect(symbolLine(symbol, detail, { turn: 0 })).toBe(
      '`add` adds a task to the queue. It takes `task` and `options`, works with `wrap`, raises `TypeError`, and gives back a boolean.',
    )
    expect(symbolLine({ ...symbol, doc: null }, detail, { turn: 1 })).toBe(
      '`add` is given `task` and `options`, leans on `wrap`, fails with `TypeError`, and returns a boolean.',
    )
    expect(symbolLine({ ...symbol, takes: [], uses: [], errors: [] }, detail, { turn: 0 })).toBe(
      '`add` adds a task to the queue and gives back a boolean.',
    )
  })

  test('calls a constructor what it is, and says nothing when nothing is known', () => {
    const plain = { ...symbol, doc: null, uses: [], errors: [], gives: null }
    expect(symbolLine({ ...plain, name: 'Queue' }, detail, { turn: 0, owner: 'Queue' })).toBe(
      'The constructor takes `task` and `options`.',
    )
    expect(symbolLine({ ...plain, takes: [] }, detail, { turn: 0 })).toBeUndefined()
  })
})

describe('a voice', () => {
  test('goes round, so that neighbours differ, and is the same for the same seed', () => {
    const ways = ['a', 'b', 'c'] as const
    const said = [0, 1, 2, 3].map((turn) => openVoice(turn, 7, 'write', `f${turn}`).inTurn(ways))
    expect(new Set(said.slice(0, 3)).size).toBe(3)
    expect(said[3]).toBe(said[0])
    expect(openVoice(2, 7, 'write', 'f2').inTurn(ways)).toBe(said[2])
  })
})
