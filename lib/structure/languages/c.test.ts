import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStructure } from '@/lib/structure/read-structure'
import { c } from './c'

const read = async (text: string, path = 'queue.c') => c.outline(path, text)
const shape = async (text: string, path?: string) =>
  (await read(text, path)).symbols.map(
    (s) =>
      `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name} ${s.startLine}-${s.endLine}: ${s.signature}`,
  )

describe('symbols', () => {
  it.each<[string, string[]]>([
    ['int push(queue *q,\n  int x) {\n  int y;\n}', ['+function push 1-4: int push(queue *q, int x)']],
    ['static inline int f(void) { return 1; }', ['-function f 1-1: static inline int f(void)']],
    ['char **names(void);', ['+function names 1-1: char **names(void)']],
    ['int (lua_gc)(int a);', ['+function lua_gc 1-1: int (lua_gc)(int a)']],
    ['void (*callback)(int);', ['+variable callback 1-1: void (*callback)(int)']],
    [
      'extern int a, b[3];\nstatic const int c = 1;\nconst char *d;',
      [
        '+variable a 1-1: extern int a',
        '+variable b 1-1: extern int b[3]',
        '-constant c 2-2: static const int c',
        '+variable d 3-3: const char *d',
      ],
    ],
    [
      'struct node {\n  int value; /* what it holds */\n  union { int i; float f; } as;\n  struct node *next, *last;\n};',
      [
        '-struct node 1-5: struct node',
        '-property node.value 2-2: int value',
        '-property as.i 3-3: int i',
        '-property as.f 3-3: float f',
        '-property node.as 3-3: union { int i; float f; } as',
        '-property node.next 4-4: struct node *next',
        '-property node.last 4-4: struct node *last',
      ],
    ],
    [
      'typedef struct { int x; } point, *point_ref;',
      [
        '-struct point 1-1: typedef struct point',
        '-property point.x 1-1: int x',
        '-type point_ref 1-1: typedef struct *point_ref',
      ],
    ],
    ['typedef struct node node;\nstruct node;', ['-type node 1-1: typedef struct node node']],
    ['typedef int (*visit)(int);', ['-type visit 1-1: typedef int (*visit)(int)']],
    ['enum colour { RED, BLUE };', ['-enum colour 1-1: enum colour']],
    [
      '#define LIMIT 10 // ten\n#define MAX(a, b) \\\n  ((a) > (b))',
      ['-macro LIMIT 1-1: #define LIMIT 10', '-macro MAX 2-3: #define MAX(a, b)'],
    ],
  ])('%j', async (text, expected) => {
    expect(await shape(text)).toEqual(expected)
  })

  it('a header gives all that it declares, and its guard is no macro', async () => {
    const text =
      '#ifndef QUEUE_H\n#define QUEUE_H\n#define LIMIT 1\nstatic inline int f(void) { return 1; }\nstruct q { int a; };\n#endif\n'
    expect((await shape(text, 'queue.h')).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      '+macro LIMIT',
      '+function f',
      '+struct q',
      '+property q.a',
    ])
  })

  it('takes the comment above a declaration as its documentation, not one beside it or apart from it', async () => {
    const { symbols, doc } = await read(
      '/* Copyright 2020 */\n\n/* Queues of numbers. */\n\n#include "q.h"\n/*\n * Pushes it.\n *\n * More.\n */\nint push(int x); /* aside */\nint pop(void);\n// @brief How many.\nint size(void);\n\n/* ---- Others ---- */\n\nint other(void);\n',
    )
    expect(doc).toBe('Queues of numbers.')
    expect(symbols.map((symbol) => symbol.doc)).toEqual(['Pushes it.', null, 'How many.', null])
  })
})

describe('the preprocessor', () => {
  it.each([
    ['all branches at file level', '#ifdef A\nint a(void);\n#elif B\nint b(void);\n#else\nint c(void);\n#endif', 'abc'],
    [
      'extern "C" around all',
      '#ifdef __cplusplus\nextern "C" {\n#endif\nint a(void);\n#ifdef __cplusplus\n}\n#endif',
      'a',
    ],
    ['two heads of one body', '#ifdef A\nint a(int x) {\n#else\nint a(void) {\n#endif\n}\nint b(void) {}', 'ab'],
    [
      'a branch within a condition',
      'int a(void) {\n  if (x\n#ifdef A\n    && y\n#endif\n  ) {}\n}\nint b(void) {}',
      'ab',
    ],
    [
      'an else that may be cut off',
      'int a(void) {\n#ifdef A\n  if (x) f(); else\n#endif\n  g();\n}\nint b(void) {}',
      'ab',
    ],
    ['a part of a list', 'int a[] = { 1,\n#ifdef A\n  2,\n#endif\n  3 };\nint b(void) {}', 'ab'],
    [
      'macros that stand for attributes',
      'QUEUE_API int a(void);\nBEGIN_DECLS\nint b(void);\nDWORD WINAPI c(int x) {}',
      'abc',
    ],
    ['quotes in #error and in characters', "#error don't\nchar a = '\"';\nint b(void) {}", 'ab'],
  ])('loses no symbol to %s', async (_, text, names) => {
    const { symbols, parseErrors } = await read(text)
    expect(symbols.map(({ name }) => name).join('')).toBe(names)
    expect(parseErrors).toEqual([])
  })

  it('finds every include that is code, with its line, whatever the conditions around it', async () => {
    const { imports } = await read(
      '#include <stdio.h>\n/* #include "a.h" */\n#ifdef WIN\n# include "b.h" // b\n#endif\nchar *s = "\\\n#include \\"c.h\\"";\nint t[] = {\n#include "t.def"\n};\n#if 0\n#include "d.h"\n#else\n#include "e.h"\n#endif\n#include MACRO\n',
    )
    expect(imports.map(({ specifier, kind, line }) => `${line} ${kind} ${specifier}`)).toEqual([
      '1 include <stdio.h>',
      '4 include "b.h"',
      '9 include "t.def"',
      '14 include "e.h"',
    ])
  })

  it('gives the same imports without parsing', async () => {
    const text = '#include "a.h"\nint f(void) {\n#include "b.inc"\n}'
    expect(await c.imports?.('a.c', text)).toEqual((await read(text)).imports)
  })
})

describe('what does not parse', () => {
  it('is a gap with its lines, and the rest is read', async () => {
    const { symbols, parseErrors } = await read('int a(void) {}\nint b(void) { x = = 1; }\nint c(void) {}\n')
    expect(symbols.map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    expect(parseErrors).toMatchObject([{ startLine: 2, endLine: 2 }])
  })

  it('never throws on fragments put together at random', async () => {
    const fragments =
      '#if A\n|#else\n|#endif\n|#include "a"\n|#define X|\\\n|{|}|(|)|;|int |f|struct |typedef |=|,|"|\'|/*|*/|//|\n|\r\n|🎉|R"(|)"|enum |*|EXPORT_X |class '.split(
        '|',
      )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...fragments), { maxLength: 40 }),
        fc.constantFrom('a.c', 'a.h', 'a.cc'),
        async (parts, path) => {
          const text = parts.join('')
          const lines = text.split('\n').length
          const { symbols, imports, parseErrors } = await read(text, path)
          for (const { startLine, endLine } of [...symbols, ...parseErrors])
            expect(1 <= startLine && startLine <= endLine && endLine <= lines).toBe(true)
          for (const { line } of imports) expect(1 <= line && line <= lines).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('includes', () => {
  /** Where one include of `from` leads, in a repository of the given files (`path` or `path: text`). */
  async function resolve(paths: string[], from: string, include: string): Promise<string> {
    const files = paths.map((entry) => {
      const [path = ''] = entry.split(': ')
      return { path, text: entry.slice(path.length + 2), isTest: false }
    })
    const structure = await readStructure([...files, { path: from, text: `#include ${include}`, isTest: false }])
    const external = structure.external.map(({ name }) => `external ${name}`)
    const unresolved = structure.unresolved.map(({ specifier }) => `unresolved ${specifier}`)
    return [...structure.dependencies.map(({ kind, to }) => `${kind} ${to}`), ...external, ...unresolved].join(', ')
  }

  it.each<[string, string[], string, string, string]>([
    ['beside the file first', ['src/a.h', 'include/a.h'], 'src/x.c', '"a.h"', 'include src/a.h'],
    ['above the file', ['a.h'], 'src/x.c', '"../a.h"', 'include a.h'],
    ['not beside the file in brackets', ['src/a.h', 'include/a.h'], 'src/x.c', '<a.h>', 'include include/a.h'],
    ['in a folder called include', ['lib/include/q/a.h'], 'test/x.c', '<q/a.h>', 'include lib/include/q/a.h'],
    ['from the top', ['core/a.h'], 'test/x.c', '"core/a.h"', 'include core/a.h'],
    [
      'where CMake says',
      ['CMakeLists.txt: target_include_directories(q PUBLIC $<BUILD_INTERFACE:api>)', 'api/a.h', 'b/a.h'],
      'b/c/x.c',
      '"a.h"',
      'include api/a.h',
    ],
    [
      'where a Makefile says',
      ['src/Makefile: CFLAGS=-O2 -I$(srcdir)/../deps/lua', 'deps/lua/a.h', 'src/z/a.h'],
      'src/x.c',
      '<a.h>',
      'include deps/lua/a.h',
    ],
    [
      'where Meson says',
      ["meson.build: inc = include_directories('api')", 'api/a.h', 'b/a.h'],
      'b/c/x.c',
      '"a.h"',
      'include api/a.h',
    ],
    [
      'where compile commands say',
      ['compile_commands.json: [{"command": "cc -I/home/me/q/api -c x.c"}]', 'api/a.h', 'b/a.h'],
      'b/c/x.c',
      '"a.h"',
      'include api/a.h',
    ],
    ['wherever a path ends so', ['deps/zed/z/a.h'], 'x.c', '"z/a.h"', 'include deps/zed/z/a.h'],
    ['nearest of several', ['a/k/p.h', 'b/k/p.h'], 'b/m/x.c', '"p.h"', 'include b/k/p.h'],
    ['to the template of a generated header', ['src/config.h.in'], 'src/x.c', '"config.h"', 'include src/config.h.in'],
    ['to the source of a protocol header', ['api/q.proto'], 'src/x.c', '"api/q.pb.h"', 'include api/q.proto'],
    ['never to ours for a header of the system', ['compat/regex.h'], 'x.c', '<regex.h>', 'external regex.h'],
    [
      'to ours where the repository is the system',
      ['include/stdio.h'],
      'src/x.c',
      '<stdio.h>',
      'include include/stdio.h',
    ],
    ['outside by the name of the library', [], 'x.c', '<openssl/ssl.h>', 'external openssl'],
    ['outside by the name of the header', [], 'x.c', '<zlib.h>', 'external zlib'],
    ['outside in quotes too, of a folder that is not ours', [], 'x.c', '"gtest/gtest.h"', 'external gtest'],
    ['nowhere when it should be here', ['include/q/a.h'], 'x.c', '<q/b.h>', 'unresolved <q/b.h>'],
    ['nowhere when a neighbour is missing', [], 'src/x.c', '"b.h"', 'unresolved "b.h"'],
  ])('leads %s', async (_, paths, from, include, expected) => {
    expect(await resolve(paths, from, include)).toBe(expected)
  })
})
