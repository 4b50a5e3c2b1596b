import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outline } from '@/lib/structure/outline'
import { javascript } from './javascript'

const read = (text: string, path = 'a.ts') => javascript.outline(path, text) as Outline
const shape = ({ symbols }: Outline) =>
  symbols.map(
    (s) =>
      `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name} ${s.startLine}-${s.endLine}`,
  )
const exportsIn = ({ exports }: Outline) =>
  exports.map(({ name, line, from }) => `${name} ${line}${from === null ? '' : ` < ${from}`}`)
const signatures = (text: string, path?: string) => read(text, path).symbols.map(({ signature }) => signature)

describe('symbols', () => {
  it.each<[string, string[]]>([
    ['export function f() {\n  return 1\n}', ['+function f 1-3']],
    ['const f = async (a: number) => a', ['-function f 1-1']],
    ['export const f = function () {}', ['+function f 1-1']],
    ['const a = 1\nlet b = 2\nexport { b as c }', ['-constant a 1-1', '+variable b 2-2']],
    ['export default class {}', ['+class default 1-1']],
    ['export default () => 1', ['+function default 1-1']],
    ['const a = 1\nexport default a', ['+constant a 1-1']],
    ['export const { a, b: [c], ...d } = x', ['+constant a 1-1', '+constant c 1-1', '+constant d 1-1']],
    [
      'export class K<T> extends L {\n  #p = 1\n  constructor(private q: number) {}\n  get g() { return 1 }\n  m() {}\n  run = () => 1\n}',
      [
        '+class K 1-7',
        '-property K.#p 2-2',
        '+method K.constructor 3-3',
        '-property K.q 3-3',
        '+property K.g 4-4',
        '+method K.m 5-5',
        '+method K.run 6-6',
      ],
    ],
    ['class K { a = 1; private b = 2 }\nexport { K }', ['+class K 1-1', '+property K.a 1-1', '-property K.b 1-1']],
    ['export interface I {\n  a: string\n  b(): void\n}', ['+interface I 1-4', '+property I.a 2-2', '+method I.b 3-3']],
    ['export type T = { a: string }', ['+type T 1-1', '+property T.a 1-1']],
    ['export enum E {\n  A = 1,\n  B,\n}', ['+enum E 1-4', '+constant E.A 2-2', '+constant E.B 3-3']],
    [
      'export namespace N.M {\n  export const a = 1\n  const b = 2\n}',
      ['+namespace N.M 1-4', '+constant N.M.a 2-2', '-constant N.M.b 3-3'],
    ],
    [
      'export function f(a: string): void\nexport function f(a: number): void\nexport function f() {}',
      ['+function f 1-3'],
    ],
    ['@Dec({\n  a: 1,\n})\nexport class K {\n  @In()\n  a = 1\n}', ['+class K 4-7', '+property K.a 6-6']],
  ])('%j', (text, expected) => {
    expect(shape(read(text))).toEqual(expected)
  })

  it.each<[string, string[]]>([
    ['module.exports = run\nfunction run() {}', ['+function run 2-2']],
    ['exports.a = function () {}\nexports.b = 2', ['+function a 1-1', '+constant b 1-1'.replace('1-1', '2-2')]],
    ['module.exports = { a, b() {}, c: 1 }\nconst a = 1', ['+function b 1-1', '+constant c 1-1', '+constant a 2-2']],
    [
      'function Q() {}\nQ.prototype.add = function (a) {}\nmodule.exports = Q',
      ['+function Q 1-1', '+method Q.add 2-2'],
    ],
    [';(function () {\n  function a() {}\n}.call(this))', ['-function a 2-2']],
    ['var a = require("a"), { b } = require("b").c\nconst { d, e } = a()', ['-constant d 2-2', '-constant e 2-2']],
    ['define(["x"], function (x) {\n  var a = 1\n})', ['-variable a 2-2']],
    ['(function (root, factory) {}(this, function () {\n  function b() {}\n}))', ['-function b 2-2']],
  ])('of a script: %j', (text, expected) => {
    expect(shape(read(text, 'a.js'))).toEqual(expected)
  })

  it.each<[string, string[]]>([
    [
      'export async function f<T>(\n  a: T, // first\n  b = 2,\n): Promise<T> { return a }',
      ['async function f<T>( a: T, b = 2, ): Promise<T>'],
    ],
    [
      'export const f = async (a: number): Promise<void> => { await a }',
      ['const f = async (a: number): Promise<void>'],
    ],
    ['export default class K extends L implements M { }', ['class K extends L implements M']],
    ['const limit = 10', ['const limit = 10']],
    ['const { a } = load()', ['const { a }']],
    [`const table = {${'\n  a: 1,'.repeat(30)}\n}`, ['const table']],
    ['type T<A> = A | string', ['type T<A> = A | string']],
    ['class K { static async *g(a: string) { yield a } }', ['class K', 'static async *g(a: string)']],
  ])('signature of %j', (text, expected) => {
    expect(signatures(text)).toEqual(expected)
  })

  it('counts lines and offsets right after emoji, CJK, CRLF and a byte order mark', () => {
    const outline = read(
      '\uFEFF// 日本語 🎉\r\nconst a = "🎉🎉"\r\n/** 説明 🎉. */\r\nexport function 関数(値: string) {\r\n}\r\n',
    )
    expect(shape(outline)).toEqual(['-constant a 2-2', '+function 関数 4-5'])
    expect(outline.symbols[1]).toMatchObject({ signature: 'function 関数(値: string)', doc: '説明 🎉.' })
  })

  it('reads doc comments above decorators and export, and of members', () => {
    const { symbols } = read(
      '/** A class. */\n@dec\nexport class K {\n  /** A method.\n   * @returns x */\n  m() {}\n}\n// no doc\nfunction f() {}',
    )
    expect(symbols.map(({ doc }) => doc)).toEqual(['A class.', 'A method.', null])
  })
})

describe('file doc', () => {
  it.each([
    ['#!/usr/bin/env node\n// Runs it.\nimport a from "a"', 'Runs it.'],
    ['/*! Licensed under MIT */\n\n/**\n * The queue.\n */\n\nimport a from "a"', 'The queue.'],
    ['// Copyright 2020 X\n// Rights.\n\n// The queue,\n// simply.\n\nexport const a = 1', 'The queue, simply.'],
    ['/** About f. */\nexport function f() {}', null],
    ['/** @file About all. */\nexport function f() {}', 'About all.'],
    ['import a from "a"\n// Later.', null],
  ])('%j', (text, doc) => {
    expect(read(text).doc).toBe(doc)
  })
})

describe('imports', () => {
  it.each<[string, string[]]>([
    ['import "./a"', ['import ./a ']],
    ['import d, { a as b, c } from "./a"', ['import ./a default,a,c']],
    ['import * as n from "./a"', ['import ./a *']],
    ['import type { T } from "./a"', ['type-import ./a T']],
    ['import { type T, type U } from "./a"', ['type-import ./a T,U']],
    ['import { type T, a } from "./a"', ['import ./a T,a']],
    ['export { a as b } from "./a"', ['re-export ./a a']],
    ['export * from "./a"', ['re-export ./a *']],
    ['export type { T } from "./a"', ['type-import ./a T']],
    ['import x = require("./a")', ['require ./a *']],
    ['const x = require("./a")', ['require ./a *']],
    ['const { a, b: c } = require(`./a`)', ['require ./a a,b']],
    ['require("./a").run()', ['require ./a run']],
    ['require("./a")', ['require ./a ']],
    ['require(name); import(name); require.resolve("./a")', []],
    ['const { a } = await import("./a")', ['dynamic-import ./a a']],
    ['lazy(() => import("./a").then((m) => m.Page))', ['dynamic-import ./a Page']],
    ['let t: import("./a").T', ['type-import ./a T']],
    ['/// <reference path="a.d.ts" />\nlet t = 1', ['type-import ./a.d.ts ']],
    ['export {}\ndeclare module "./a" { interface T {} }', ['type-import ./a ']],
    ['declare module "a" { import b from "b" }', ['import b default']],
  ])('%j', (text, expected) => {
    expect(read(text).imports.map(({ kind, specifier, names }) => `${kind} ${specifier} ${names}`)).toEqual(expected)
  })

  it('gives the line of each statement, in source order', () => {
    const { imports } = read('const c = require("c")\n\nimport {\n  b,\n} from "b"\nimport a from "a"')
    expect(imports.map(({ specifier, line }) => `${specifier} ${line}`)).toEqual(['c 1', 'b 3', 'a 6'])
  })

  it('keeps out of specifiers what PostgreSQL refuses in jsonb', () => {
    const { imports } = read('import("\\0virtual\\uD83D")')
    expect(imports[0]).toMatchObject({ specifier: '\uFFFDvirtual\uFFFD' })
  })
})

describe('exports', () => {
  it.each<[string, string[]]>([
    ['export const { a, b: [c] } = x, d = 1', ['a 1', 'c 1', 'd 1']],
    ['export function f() {}\nexport class K {}\nexport type T = 1', ['f 1', 'K 2', 'T 3']],
    ['export default class {}', ['default 1']],
    ['const a = 1\nexport {\n  a,\n  a as "b c",\n}', ['a 3', 'b c 4']],
    ['export { a as b, type T } from "./q"', ['b 1 < ./q', 'T 1 < ./q']],
    ['export * from "./q"\nexport * as n from "./r"', ['* 1 < ./q', 'n 2 < ./r']],
    ['export namespace A.B { export const c = 1 }', ['A 1']],
    ['export import a = require("./a")', ['a 1 < ./a']],
    ['export = a', ['default 1']],
    ['declare module "m" { export const a: 1 }', []],
  ])('%j', (text, expected) => {
    expect(exportsIn(read(text))).toEqual(expected)
  })

  it.each<[string, string[]]>([
    ['exports = module.exports = create', ['default 1']],
    ['exports.a = 1\nmodule.exports.b = require("./b").c\nexports.a.d = 2', ['a 1', 'b 2 < ./b']],
    ['module.exports = {\n  x,\n  y() {},\n  ...require("./m"),\n}', ['x 2', 'y 3', '* 4 < ./m']],
    ['module.exports = require("./lib")', ['* 1 < ./lib']],
    ['exports.__esModule = true', []],
  ])('of a script: %j', (text, expected) => {
    expect(exportsIn(read(text, 'a.js'))).toEqual(expected)
  })
})

describe('the imports alone', () => {
  it.each([
    'import { a }, from "a"',
    'import type {} from "a"\nimport /* x */ type {} from "b"\nimport {} from "c"',
    'import type from "a"\nimport type T, { type U } from "b"',
    'import { a } from "a"\nexport { a }\nexport { a as b } from "a"',
    'export {} from "a"\nexport { /* none */ } from "b"\nexport type {} from "c"',
    '/* 🎉 */ export * from "a"; export * as b from "b"; export type * from "c"; export { "x y" as z } from "d"',
    'export {}\ndeclare module "a" { import b from "b" }\ndeclare global { export { c } from "c" }',
    '/// <reference path="a.d.ts" />\nimport b from "b"',
    'import a = require("a")\nimport("b")\nlet c: import("c").T',
    'import defer * as a from "a"\nimport json from "b" with { type: "json" }',
  ])('are those of the outline: %j', (text) => {
    for (const path of ['a.ts', 'a.js']) expect(javascript.imports?.(path, text)).toEqual(read(text, path).imports)
  })

  it('are those of the outline for pieces of modules put together at random, where they parse', () => {
    const pieces = [
      'import ',
      'export ',
      'type ',
      '* ',
      'as n ',
      'from ',
      '"a"',
      '{ b, type C as D } ',
      '{} ',
      'd, ',
      '\n',
    ]
    const more = [
      ';',
      '// c\n',
      '/* c */',
      'import("e")',
      'require("f")',
      'declare module "m" {',
      '}',
      '🎉',
      'default 1',
    ]
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 14 }),
        fc.constantFrom('a.ts', 'a.js', 'a.d.ts'),
        (parts, path) => {
          const text = parts.join('')
          const imports = javascript.imports?.(path, text)
          const outline = read(text, path)
          if (outline.parseErrors.length === 0) expect(imports).toEqual(outline.imports)
        },
      ),
      { numRuns: 800 },
    )
  })

  it('are those of the outline for whole statements in any order', () => {
    const statements = [
      'import a, { b, type C as D, } from "./a"',
      "import type E from './e'",
      'import * as f from "./f" // from "no"',
      'import "./g"',
      'export * from "./h"',
      'export {\n  // import "no"\n  i as j,\n} from "./i"',
      'export type { K } from "./k"',
      'export { a }',
      'declare module "./l" { interface M { import(): void; export: 1 } }',
      'const n = require("./n").o',
      'const { p, q: r } = await import("./p")',
      'require("./s")',
      `export const t = () => [import("./t"), \`\${require("./u")} import("no")\`]`,
      'let v: typeof import("./v") = /import("no")/.exec("require(\'no\')")',
      'class W { import() { return this.import("no") / 2 } }',
      'if (a) /require("no")/.test(a)',
      '/** @type {import("no")} */ let x = a++ / 2',
      'export default class {}',
    ]
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...statements), fc.constantFrom('\n', ';\n', '; ')), { maxLength: 8 }),
        (parts) => {
          const text = parts.flat().join('')
          const { imports, parseErrors } = read(text, 'a.ts')
          if (parseErrors.length === 0) expect(javascript.imports?.('a.ts', text)).toEqual(imports)
        },
      ),
      { numRuns: 400 },
    )
  })
})

describe('what does not parse', () => {
  it('is a gap, and the rest is read', () => {
    const outline = read(
      'import a from "./a"\n\nexport function f() { return 1 }\n\nconst x = ;\n\nexport function g() {}\n',
    )
    expect(shape(outline)).toEqual(['+function f 3-3', '+function g 7-7'])
    expect(outline.imports).toHaveLength(1)
    expect(outline.parseErrors).toEqual([{ startLine: 5, endLine: 5, message: 'Unexpected token' }])
  })

  it.each([
    ['JSX in .js', 'a.js', 'export const a = <b>c</b>'],
    ['Flow types in .js', 'a.js', '// @flow\nimport type { T } from "./t"\nexport const f = (x: T): string => ""'],
    ['a top-level return', 'a.cjs', 'const a = 1\nreturn a'],
    ['ambient declarations', 'a.d.ts', 'export function f(): void\nexport const a: number'],
    ['TSX', 'a.tsx', 'export const f = <T,>(a: T) => <b>{a}</b>'],
  ])('%s is no gap', (_, path, text) => {
    const outline = read(text, path)
    expect(outline.parseErrors).toEqual([])
    expect(outline.symbols.length).toBeGreaterThan(0)
  })

  it.each(['(', '[', '{', 'function f(){', '`${', 'type A = Array<', '<a>'])(
    '%j nested 50,000 deep throws, and the process lives',
    (unit) => {
      expect(() => read(unit.repeat(50_000), 'a.tsx')).toThrow('nested deeper')
    },
  )

  it('takes 400 levels of brackets and refuses 600', () => {
    const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`
    expect(read(nested(400)).parseErrors).toEqual([])
    expect(() => read(nested(600))).toThrow('nested deeper')
  })

  it('reads a sum of 20,000 terms', () => {
    expect(shape(read(`const a = ${'1 + '.repeat(20_000)}1\nrequire("b")`))).toEqual(['-constant a 1-1'])
  })

  it('never throws on fragments of code put together at random', () => {
    const fragments = [
      'import ',
      'export ',
      'default ',
      'class A ',
      '{',
      '}',
      '(',
      ')',
      'a',
      '=',
      '=>',
      '"x"',
      'from ',
      'function ',
      '/*',
      '*/',
      '//',
      '\n',
      '🎉',
      '`',
      '${',
      '<',
      '>',
      ':',
      ';',
      '@',
      '#',
      'type ',
      'require(',
      '*',
    ]
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...fragments), { maxLength: 40 }), (parts) => {
        const text = parts.join('')
        const lines = text.split('\n').length
        for (const path of ['a.ts', 'a.js']) {
          const { symbols, imports, parseErrors } = read(text, path)
          for (const { startLine, endLine } of [...symbols, ...parseErrors]) {
            expect(1 <= startLine && startLine <= endLine && endLine <= lines).toBe(true)
          }
          for (const { line } of imports) expect(1 <= line && line <= lines).toBe(true)
        }
      }),
      { numRuns: 400 },
    )
  })
})
