import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { python } from './python'

const read = async (text: string, path = 'a.py') => python.outline(path, text)
const shape = async (text: string) =>
  (await read(text)).symbols.map(
    (s) =>
      `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name} ${s.startLine}-${s.endLine}`,
  )

describe('symbols', () => {
  it.each<[string, string[]]>([
    ['class _A:\n  def m(self): ...', ['-class _A 1-2', '-method _A.m 2-2']],
    ['x = 1\nx = 2', ['+variable x 1-1']],
    ['def f():\n    pass\n', ['+function f 1-2']],
    ['async def _f(): ...', ['-function _f 1-1']],
    [
      'class A(B):\n    x: int = 1\n    def __init__(self): pass\n    @property\n    def p(self): ...\n    def _q(self): ...\n',
      ['+class A 1-6', '+property A.x 2-2', '+method A.__init__ 3-3', '+property A.p 5-5', '-method A._q 6-6'],
    ],
    [
      'LIMIT = 1\nname = 2\nx: Final = 3\na, (b, c) = d\no.p = 1',
      [
        '+constant LIMIT 1-1',
        '+variable name 2-2',
        '+constant x 3-3',
        '+variable a 4-4',
        '+variable b 4-4',
        '+variable c 4-4',
      ],
    ],
    [
      '__all__ = ["_a", "K"]\ndef _a(): ...\ndef b(): ...\nclass K:\n  def m(self): ...\n  def _n(self): ...',
      ['+function _a 2-2', '-function b 3-3', '+class K 4-6', '+method K.m 5-5', '-method K._n 6-6'],
    ],
    ['@dec(\n  1\n)\ndef f():\n  pass\n  # trailing\n\n', ['+function f 4-5']],
    [
      'if X:\n  def f(): ...\nelse:\n  def f(): ...\ntry:\n  import a\nexcept ImportError:\n  a = None',
      ['+function f 2-2', '+function f 4-4', '+variable a 8-8'],
    ],
    [
      'class A:\n  class B:\n    def m(self): ...',
      ['+class A 1-3', '+class B 2-3'.replace('class B', 'class A.B'), '+method B.m 3-3'],
    ],
    ['type T = int', ['+type T 1-1']],
  ])('%j', async (text, expected) => {
    expect(await shape(text)).toEqual(expected)
  })

  it('gives signatures without body and comments, and first paragraphs of docstrings', async () => {
    const { symbols, doc } = await read(
      '"""Module 説明 🎉.\n\nMore."""\nclass A(B, metaclass=C):\n    r"""A class\n    of two lines.\n\n    More.\n    """\n    def f(\n        self,  # me\n        a: int = 1,\n    ) -> str:\n        \'\'\'Does it.\'\'\'\n\nX = 1\n"""The X."""\n',
    )
    expect(doc).toBe('Module 説明 🎉.')
    expect(symbols.map(({ signature, doc }) => [signature, doc])).toEqual([
      ['class A(B, metaclass=C)', 'A class of two lines.'],
      ['def f( self, a: int = 1, ) -> str', 'Does it.'],
      ['X = 1', 'The X.'],
    ])
  })

  it('counts lines and offsets right after emoji, CJK, CRLF and a byte order mark', async () => {
    expect(await shape('\uFEFF# 日本語 🎉\r\nx = "🎉🎉"; y = 1\r\ndef 関数(値): # 🎉\r\n    pass\r\n')).toEqual([
      '+variable x 2-2',
      '+variable y 2-2',
      '+function 関数 3-4',
    ])
    expect((await read('x = "🎉"\ndef f(値="🎉"): pass')).symbols[1]!.signature).toBe('def f(値="🎉")')
  })

  it.each([
    [
      '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n# Copyright 2020 X\n\n# Settings of the queue.\n\nimport a',
      'Settings of the queue.',
    ],
    ['# About f.\ndef f(): ...', null],
    ['x = 1\n"""Not the file."""', null],
  ])('file doc of %j', async (text, doc) => {
    expect((await read(text)).doc).toBe(doc)
  })
})

describe('imports', () => {
  it.each<[string, string[]]>([
    ['import a.b as c, d', ['import a.b *', 'import d *']],
    ['from a import b as c, d', ['import a b,d']],
    ['from . import a', ['import . a']],
    ['from ..a.b import (\n  c,\n  d,\n)', ['import ..a.b c,d']],
    ['from a import *', ['import a *']],
    ['from __future__ import annotations', ['import __future__ annotations']],
    ['def f():\n  from .a import b', ['import .a b']],
    ['if TYPE_CHECKING:\n  from .a import b\nelse:\n  from .c import d', ['type-import .a b', 'import .c d']],
    ['if t.TYPE_CHECKING:\n  import a', ['type-import a *']],
    ['if not TYPE_CHECKING:\n  import a', ['import a *']],
    [
      'importlib.import_module("a.b")\n__import__("c")\nimport_module(name)',
      ['dynamic-import a.b *', 'dynamic-import c *'],
    ],
  ])('%j', async (text, expected) => {
    const { imports } = await read(text)
    expect(imports.map(({ kind, specifier, names }) => `${kind} ${specifier} ${names}`)).toEqual(expected)
  })

  it('in a package initial, public relative imports at module level are re-exports', async () => {
    const { imports } = await read(
      'from .a import b\nfrom ._c import _d\nfrom x import y\ndef f():\n  from .e import g',
      'p/__init__.py',
    )
    expect(imports.map(({ kind }) => kind)).toEqual(['re-export', 'import', 'import', 'import'])
    const listed = await read('__all__ = ["a"]\nfrom .m import a\nfrom .n import b', 'p/__init__.py')
    expect(listed.imports.map(({ kind }) => kind)).toEqual(['re-export', 'import'])
  })
})

describe('what does not parse', () => {
  it('is a gap with its lines, and the rest is read', async () => {
    const { symbols, parseErrors } = await read('def f(): pass\n\nx = = 1\n\ndef g(): pass\n')
    expect(symbols.map(({ name }) => name)).toEqual(expect.arrayContaining(['f', 'g']))
    expect(parseErrors).toEqual([{ startLine: 3, endLine: 3, message: 'Unexpected =' }])
  })

  it('takes Python 2 as Python', async () => {
    expect((await read('print "a"\nexec "b"\n')).parseErrors).toEqual([])
  })

  it('gives up on what is far from Python, and reads the next file', async () => {
    await expect(read('['.repeat(300_000) + ']'.repeat(300_000))).rejects.toThrow('too far from the language')
    expect(await shape('a = 1')).toEqual(['+variable a 1-1'])
  })

  it('never throws on fragments put together at random', async () => {
    const fragments = [
      'import ',
      'from ',
      'def f',
      'class A',
      '(',
      ')',
      ':',
      '\n',
      '  ',
      '"""',
      "'",
      '=',
      'x',
      ',',
      '#',
      '@',
      '🎉',
      'if ',
      'TYPE_CHECKING',
      '.',
      '*',
      '__all__',
      '[',
      ']',
      '\\\n',
      '\t',
    ]
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...fragments), { maxLength: 40 }), async (parts) => {
        const text = parts.join('')
        const lines = text.split('\n').length
        const { symbols, imports, parseErrors } = await read(text, 'p/__init__.py')
        for (const { startLine, endLine } of [...symbols, ...parseErrors]) {
          expect(1 <= startLine && startLine <= endLine && endLine <= lines).toBe(true)
        }
        for (const { line } of imports) expect(1 <= line && line <= lines).toBe(true)
      }),
      { numRuns: 400 },
    )
  })
})
