import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStructure } from '@/lib/structure/read-structure'
import { go } from './go'

const read = async (text: string) => go.outline('a.go', text)
const shape = async (text: string) =>
  (await read(`package p\n${text}`)).symbols.map(
    (s) =>
      `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name} ${s.startLine}-${s.endLine} ${s.signature}`,
  )

describe('symbols', () => {
  it.each<[string, string[]]>([
    ['func F[T any](a T) (b int, err error) {\n}', ['+function F 2-3 func F[T any](a T) (b int, err error)']],
    ['func f()', ['-function f 2-2 func f()']],
    ['func (t *T) M() {}', ['+method T.M 2-2 func (t *T) M()']],
    ['func (T) m() {}', ['-method T.m 2-2 func (T) m()']],
    ['func (l *List[T]) Push(x T) {}', ['+method List.Push 2-2 func (l *List[T]) Push(x T)']],
    [
      'type S struct {\n\tA, b int `json:"a"`\n\tOther\n}',
      ['+struct S 2-5 type S struct', '+property S.A 3-3 A, b int', '-property S.b 3-3 A, b int'],
    ],
    ['type P[T any] struct{}', ['+struct P 2-2 type P[T any] struct']],
    [
      'type I interface {\n\tM(a int) error\n\tOther\n}',
      ['+interface I 2-5 type I interface', '+method I.M 3-3 M(a int) error'],
    ],
    ['type H func(int) error', ['+type H 2-2 type H func(int) error']],
    ['type A = map[string]int', ['+type A 2-2 type A = map[string]int']],
    ['type (\n\ta int\n\tB string\n)', ['-type a 3-3 type a int', '+type B 4-4 type B string']],
    [
      'const (\n\tA, B = iota, 2\n\tc\n)',
      ['+constant A 3-3 const A, B = iota, 2', '+constant B 3-3 const A, B = iota, 2', '-constant c 4-4 const c'],
    ],
    ['var x, Y = 1, f()', ['-variable x 2-2 var x, Y = 1, f()', '+variable Y 2-2 var x, Y = 1, f()']],
    ['var m = map[string]int{\n\t"a": 1,\n}', ['-variable m 2-4 var m']],
    ['var _ I = (*T)(nil)', []],
    ['func f() {\n\ttype local struct{ a int }\n\tvar v = 1\n\tconst c = 2\n}', ['-function f 2-6 func f()']],
    ['func Größe() {}\ntype 表 int', ['+function Größe 2-2 func Größe()', '-type 表 3-3 type 表 int']],
  ])('%j', async (text, expected) => {
    expect(await shape(text)).toEqual(expected)
  })

  it('have the comments above them for documentation, without words to tools', async () => {
    const { doc, symbols } = await read(
      '// Copyright someone.\n\n//go:build linux\n\n// Package p does things\n// well.\npackage p\n\n// F is a function.\n//\n// More.\n//go:noinline\nfunc F() {}\n\n/*\nS holds.\n*/\ntype S struct {\n\t// A counts.\n\tA int // from 0\n\tB int\n}\n\nconst (\n\t// C is one.\n\tC = 1\n)\n\n// far\n\nvar v int\n',
    )
    expect(doc).toBe('Package p does things well.')
    expect(symbols.map(({ name, doc }) => [name, doc])).toEqual([
      ['F', 'F is a function.'],
      ['S', 'S holds.'],
      ['A', 'A counts.'],
      ['B', null],
      ['C', 'C is one.'],
      ['v', null],
    ])
  })
})

describe('imports and uses', () => {
  it.each<[string, string[]]>([
    ['import "fmt"\nfunc f() { fmt.Println(fmt.Sprint(1)) }', ['fmt Println,Sprint']],
    [
      'import (\n\tj "encoding/json"\n\t_ "embed"\n\t. "math"\n)\nvar x = j.Valid',
      ['encoding/json Valid', 'embed ', 'math *'],
    ],
    ['import "gopkg.in/yaml.v3"\nvar x yaml.Node', ['gopkg.in/yaml.v3 Node']],
    ['import "example.org/go-redis/v9"\nvar x redis.Client', ['example.org/go-redis/v9 Client']],
    ['import "example.org/odd"\nvar x strange.Thing', ['example.org/odd *']],
    ['import "net/url"\nfunc f(url T) { url.Fake() }\nvar x = url.Parse', ['net/url Parse']],
    ['import "net/url"\nfunc f() { url := url.Parse("")\n url.Fake() }', ['net/url Parse']],
    ['import "fmt"\n// fmt.Comment\nvar s = "fmt.String" + `fmt.Raw`', ['fmt *']],
  ])('%j', async (text, expected) => {
    const { imports } = await read(`package p\n${text}`)
    expect(imports.map(({ specifier, names }) => `${specifier} ${names}`)).toEqual(expected)
  })

  it.each<[string, string[]]>([
    ['func f(a, b A, c ...B) (d *C, err error) { return a.x, D }', ['A', 'B', 'C', 'D']],
    ['func f() { a, b := g(); c := h(c); use(a, b, c) }', ['c', 'g', 'h', 'use']],
    ['func f() { for i, v := range list { use(i, v) } }', ['list', 'use']],
    ['func f() {\n\tvar a int\n\tconst b = 1\n\ttype c int\n\tuse(a, b, c)\n}', ['use']],
    ['func f(local int) {}\nfunc g() { use(local) }', ['local', 'use']],
    ['type T struct {\n\tName string\n\tOther Kind\n\tEmbedded\n}', ['Embedded', 'Kind']],
    ['var x = T{Key: value, Other: 1}', ['T', 'value']],
    ['func f(x int) {\n\tswitch x {\n\tcase A, B:\n\t}\n}', ['A', 'B']],
    ['func f() { _ = s[lo:hi] }', ['hi', 'lo', 's']],
    ['func F() { G(); F() }\nfunc G() {}', []],
    ['var f = func(a int) T { return a }', ['T']],
    ['func (r *R) m() { r.x.y() }', ['R']],
    ['func f(c chan<- A, m map[K]V, g func(P) Q) {}', ['A', 'K', 'P', 'Q', 'V']],
  ])('of %j leaves %j to the neighbours', async (text, expected) => {
    expect((await read(`package p\n${text}`)).references).toEqual(expected)
  })
})

/** What each file of a repository (`path: text`) leads to. */
async function lead(repository: Record<string, string>, from: string, otherPaths: string[] = []): Promise<string[]> {
  const files = Object.entries(repository).map(([path, text]) => ({ path, text, isTest: false }))
  const { dependencies, external, unresolved } = await readStructure(files, { otherPaths })
  return [
    ...dependencies.filter((d) => d.from === from).map((d) => `${d.kind} ${d.to} ${d.line} ${d.names}`),
    ...external.filter((e) => e.from === from).map(({ name }) => `external ${name}`),
    ...unresolved.filter((u) => u.from === from).map(({ specifier }) => `unresolved ${specifier}`),
  ].sort()
}

const q = {
  'q/a.go': 'package q\nfunc A() {}',
  'q/b.go': 'package q\nfunc B() {}\nfunc init() {}',
  'q/q.go': 'package q',
}
const main = 'package main\n'

describe('resolution', () => {
  it.each<[string, Record<string, string>, string, string[]]>([
    [
      'a package of the module, to the files that declare what is used',
      { 'go.mod': 'module example.org/m // ours', ...q, 'main.go': `${main}import "example.org/m/q"\nvar x = q.A()` },
      'main.go',
      ['import q/a.go 2 A'],
    ],
    [
      'to its main file when that cannot be told',
      { 'go.mod': 'module m', ...q, 'main.go': `${main}import "m/q"\nvar x = q.Missing()` },
      'main.go',
      ['import q/q.go 2 Missing'],
    ],
    [
      'a blank import, to what it initializes',
      { 'go.mod': 'module m', ...q, 'main.go': `${main}import _ "m/q"` },
      'main.go',
      ['import q/b.go 2 init'],
    ],
    [
      'a dot import',
      { 'go.mod': 'module m', ...q, 'main.go': `${main}import . "m/q"\nvar x = A()` },
      'main.go',
      ['import q/a.go 2 A'],
    ],
    [
      'a package whose path does not tell its name',
      {
        'go.mod': 'module m',
        'odd/a.go': 'package strange\nfunc A() {}',
        'odd/b.go': 'package strange',
        'main.go': `${main}import "m/odd"\nvar x = strange.A()`,
      },
      'main.go',
      ['import odd/a.go 2 A'],
    ],
    [
      'every file that declares a name for some system',
      {
        'go.mod': 'module m',
        'q/a_linux.go': 'package q\nfunc A() {}',
        'q/a_windows.go': 'package q\nfunc A() {}',
        'main.go': `${main}import "m/q"\nvar x = q.A()`,
      },
      'main.go',
      ['import q/a_linux.go 2 A', 'import q/a_windows.go 2 A'],
    ],
    [
      'a missing package of the module',
      { 'go.mod': 'module m', 'main.go': `${main}import "m/zz"` },
      'main.go',
      ['unresolved m/zz'],
    ],
    [
      'the standard library and other modules',
      {
        'go.mod': 'module m\nrequire (\n\texample.org/a/b v1.0.0\n)',
        'main.go': `${main}import (\n"C"\n"net/http"\n"example.org/a/b/c"\n"github.com/x/y/v2/z"\n"golang.org/x/net/html")`,
      },
      'main.go',
      [
        'external C',
        'external example.org/a/b',
        'external github.com/x/y/v2',
        'external golang.org/x/net',
        'external net/http',
      ],
    ],
    [
      'a replaced module',
      {
        'go.mod': 'module m\nreplace example.org/q v1.2.3 => ./fork',
        'fork/go.mod': 'module example.org/fork',
        'fork/a.go': 'package q\nfunc A() {}',
        'main.go': `${main}import "example.org/q"\nvar x = q.A()`,
      },
      'main.go',
      ['import fork/a.go 2 A'],
    ],
    [
      'a member of the workspace before another module of the same path',
      {
        'x/go.work': 'use (\n\t./app\n\t./lib\n)',
        'x/app/go.mod': 'module app',
        'x/lib/go.mod': 'module lib',
        'lib/go.mod': 'module lib',
        'lib/l.go': 'package lib\nfunc L() {}',
        'x/lib/l.go': 'package lib\nfunc L() {}',
        'x/app/main.go': `${main}import "lib"\nvar x = lib.L()`,
      },
      'x/app/main.go',
      ['import x/lib/l.go 2 L'],
    ],
    [
      'the nested module before the folder of the outer one',
      {
        'go.mod': 'module m',
        'sub/go.mod': 'module m/sub',
        'sub/a/a.go': 'package a\nfunc A() {}',
        'main.go': `${main}import "m/sub/a"\nvar x = a.A()`,
      },
      'main.go',
      ['import sub/a/a.go 2 A'],
    ],
    [
      'paths of a repository without modules, by how it imports itself',
      { ...q, 'main.go': `${main}import "github.com/o/r/q"\nimport "github.com/pkg/errors"\nvar x = q.A()` },
      'main.go',
      ['external github.com/pkg/errors', 'import q/a.go 2 A'],
    ],
    [
      'a GOPATH inside the repository',
      { 'src/app/main.go': `${main}import "lib"\nvar x = lib.L()`, 'src/lib/l.go': 'package lib\nfunc L() {}' },
      'src/app/main.go',
      ['import src/lib/l.go 2 L'],
    ],
    [
      'a relative import',
      { 'a/main.go': `${main}import "../q"\nimport "./zz"\nvar x = q.A()`, ...q },
      'a/main.go',
      ['import q/a.go 2 A', 'unresolved ./zz'],
    ],
    [
      'an external test, to the package beside it and what tests declare for it',
      {
        'go.mod': 'module m/q',
        'a.go': 'package q\nfunc A() {}',
        'export_test.go': 'package q\nvar Hidden = 1',
        'a_test.go': 'package q_test\nimport "m/q"\nvar x = q.A() + q.Hidden',
      },
      'a_test.go',
      ['import a.go 2 A', 'import export_test.go 2 Hidden'],
    ],
    [
      'a file that is not outlined, such as a vendored one',
      { 'go.mod': 'module m', 'main.go': `${main}import "example.org/v"\nvar x = v.A` },
      'main.go',
      ['import vendor/example.org/v/v.go 2 A'],
    ],
    [
      'neighbours in the package without an import',
      {
        'a.go': 'package p\n\nfunc A() { B() }',
        'b.go': 'package p\nfunc B() { A() }',
        'c.go': 'package other\nfunc B() {}',
        'b_test.go': 'package p\nfunc B() {}',
      },
      'a.go',
      ['package b.go 3 B'],
    ],
    [
      'neighbours of a test, tests too',
      {
        'a_test.go': 'package p\nvar x = A() + B()',
        'a.go': 'package p\nfunc A() {}',
        'b_test.go': 'package p\nfunc B() {}',
      },
      'a_test.go',
      ['package a.go 2 A', 'package b_test.go 2 B'],
    ],
  ])('%s', async (_, repository, from, expected) => {
    expect(await lead(repository, from, ['vendor/example.org/v/v.go'])).toEqual(expected)
  })
})

describe('what does not parse', () => {
  it('is a gap, and the rest is read', async () => {
    const { symbols, parseErrors } = await read('package p\nfunc A() {}\nvar x = = 1\nfunc B() {}\n')
    expect(symbols.map(({ name }) => name)).toEqual(expect.arrayContaining(['A', 'B']))
    expect(parseErrors[0]?.startLine).toBe(3)
  })

  it('never throws on fragments put together at random', async () => {
    const fragments =
      'package p|import |"a/b"|func |f|(|)|{|}|[|]|T|.|,|:=|=|var |const |type |struct|interface|\n|"|`|\'|//|/*|*|...|🎉|case |:|<-|1'
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...fragments.split('|')), { maxLength: 40 }), async (parts) => {
        const text = parts.join('')
        const lines = text.split('\n').length
        const { symbols, imports, parseErrors } = await read(text)
        for (const { startLine, endLine } of [...symbols, ...parseErrors])
          expect(1 <= startLine && startLine <= endLine && endLine <= lines).toBe(true)
        for (const { line } of imports) expect(1 <= line && line <= lines).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
