import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { importsOfText } from './imports'
import { outlineOfText } from './outline'
import { scannedImports } from './scanned-imports'

/** A call whose use cannot be told but from the tree. */
const call = '\nvoid import("somewhere")\n'

function expectSame(path: string, text: string): void {
  const glanced = outlineOfText(path, text)
  const whole = outlineOfText(path, text + call)
  expect(glanced).toEqual({ ...whole, imports: whole.imports.filter(({ specifier }) => specifier !== 'somewhere') })
  expect(importsOfText(path, text)).toEqual(glanced.imports)
}

test.each([
  ['blanks', `import${' '.repeat(100_000)}@ from "a"`],
  ['comments in a clause that nothing ends', `import ${'/*'.repeat(100_000)} from "a"`],
  ['comments that nothing ends', `export {${'/*'.repeat(100_000)}}`],
  ['imports of nothing', 'import '.repeat(50_000)],
  ['tags', `a = ${'<a b="c">'.repeat(50_000)}`],
  ['attributes that lead nowhere', `a = <a ${'b = '.repeat(50_000)}`],
])('a long run of %s takes no long time to find imports in', (_, text) => {
  const start = performance.now()
  scannedImports('a.ts', text)
  scannedImports('a.tsx', text)
  expect(performance.now() - start).toBeLessThan(2_000)
})

describe('an outline read at a glance is the one that the whole tree gives', () => {
  test.each([
    ['const { a, ...rest } = all, [b, , ...others] = list'],
    ['const { a: { b = 1 }, [c]: d }: Shape = (await make())'],
    ['let { only }: { only: number }'],
    [
      'class A { constructor(private readonly a: A, @Inject() public b = 1, protected override c?: C, readonly d: D, e: E) {} }',
    ],
    ['class A { constructor(/* private */ a: A) {} static { run() } #p = 1; [key] = 2; "quoted"() {} 12 = 1; 9n = 2 }'],
    ['abstract class A { abstract a(): void; abstract b: string; accessor c = 1; get d() { return 1 } set d(v) {} }'],
    ['@Decorated()\n/** Doc. */\nexport default class { @Input() a = () => {}; private b?: string; declare c: C }'],
    ['export function over(a: string): void\nexport function over(a: number): void\nexport function over() {}'],
    ['/** Doc. */\nexport const run = async () => ({ a: 1 }), plain = 1, made = class Made { go() {} }'],
    ['export default (() => {}) satisfies Handler'],
    [
      'export { a, b as "c d", default as e } from "./a"\nexport * from "./b"\nexport * as ns from "./c"\nexport {} from "./d"',
    ],
    [
      'import type {} from "./a"\nimport/**/type {} from "./b"\nimport d, { type T, u as v } from "./c"\nimport * as n from "./d"',
    ],
    ['import { a } from "./a"\nexport { a }\nexport type { B } from "./b"\nexport * /* all */ from /* of */ "./c"'],
    [
      'export type Shape = { a: string; b?(): void; readonly "c-d": 1; [key: string]: unknown }\ninterface I { get a(): 1; b: 2 }',
    ],
    ['export declare enum E { A = 1, "b-c" = 2, [`d`] = 3, ["e"] }\nexport const enum F { G }'],
    ['namespace A.B { import c = require("./c"); export const d = 1 }\ndeclare module "x" { import e from "./e"; }'],
    ['import "./a"\ndeclare module "./b" { interface C {} }\ndeclare global { interface D {} }'],
    [
      'declare module "./a" { const b: B; export class C { d(): void } export { b as e }; export default b }\ndeclare module "f"',
    ],
    [
      'export {}\ndeclare /* all */ global { var a: A; function b(): void; namespace c { const d: 1 } }\ndeclare module "*.e" {}',
    ],
    [
      'import a from "./a"\n/** Doc. */\ndeclare module "./b" { export { c } from "./c" }\ndeclare module "./d" { enum E { F } }',
    ],
    [
      'declare module "./a" { export import b = require("./b"); export * from "./c" }\ndeclare global { import d = D.E }',
    ],
    [
      'import {\n  // One.\n  a,\n  /* another */ b as c, // and so on\n} from "./a"\nexport {\n  // All.\n  d,\n} from "./d"',
    ],
    ['export declare module "a" { const b: 1 }'],
    ['export // c\n declare module "a" { const b: 1 }'],
    ['import A = B.C\nexport import D = E.F\nexport = D'],
    ["'use strict'\n// A note.\nexport const a = 1"],
    [
      '#!/usr/bin/env node\n// A note.\nexports.a = function () {}\nmodule.exports.b = exports.c = 1\nA.prototype.d = () => {}',
    ],
    ['module.exports = { a, b() {}, "c": 1, [d]: 2, ...e, get f() { return 1 } }'],
    [
      '(function () { function inner() {} exports.a = inner })()\n!function () { var b = 1 }()\ndefine(["a"], () => { const c = 1 })',
    ],
    ['/// <reference path="./a.d.ts" />\nexport const a: import("./b").B = 1'],
    ['const text = "é𝒳"\nexport function späte(größe: number) { return größe } // 𝒳\nexport class Ö {}'],
  ])('%s', (text) => {
    expectSame('a.ts', text)
  })

  test.each(
    globSync('{app,bin,components,e2e,lib}/**/*.{ts,tsx,mjs}', { exclude: ['lib/db/generated/**'] }).filter(
      (_, at) => at % 7 === 0,
    ),
  )('%s', (path) => expectSame(path, readFileSync(path, 'utf8')))
})

describe('imports alone', () => {
  const imported = (name: string, line: number) => ({ specifier: name, kind: 'import', names: [], line })

  test.each([
    [
      'elements',
      '<a b="import \'./b\'" c={d ? <e /> : "}"}>don\'t import `this` {list.map((f) => <g key={f}>{f}</g>)} // </a>',
    ],
    ['fragments', '<><b.c /> {/* import "./d" */} </>'],
    ['comments in tags', '<a // it\'s one\n b /* "two */ {...c} />'],
    ['parameters of types', '[<T,>(a: T) => a, <const T extends A>(b: T) => <c d={b} />]'],
    ['elements of a type', '<A<string, B[]> b />'],
    ['code around elements', 'd < e ? <f>{[<g />]}</f> : h as i'],
  ])('are read past %s without a tree', (_, written) => {
    const text = `import './a'\nconst a = ${written}\nimport './z'\n`
    const line = text.split('\n').length - 1
    expect(scannedImports('a.tsx', text)?.map(({ imported }) => imported.specifier)).toEqual(['./a', './z'])
    expect(importsOfText('a.tsx', text)).toEqual([imported('./a', 1), imported('./z', line)])
    expectSame('a.tsx', text)
  })

  test.each(['<T = A>(a: T) => a', '<a b=<c /> />', '<a>', '<a><b></a>'])('are left to the parser at %s', (written) => {
    expect(scannedImports('a.tsx', `import './a'\nconst a = ${written}\nimport './z'\n`)).toBeUndefined()
  })

  test('before the first tag are enough where nothing after it imports', () => {
    expect(importsOfText('a.tsx', "import './a'\nconst a = <b c=<d /> />\n")).toEqual([imported('./a', 1)])
  })

  test('are read whatever follows the last of them', () => {
    expect(importsOfText('a.ts', 'import { a } from "./a"\nconst = = }')).toEqual([
      { specifier: './a', kind: 'import', names: ['a'], line: 1 },
    ])
  })

  test('are not found in texts and templates that look like them', () => {
    expect(importsOfText('a.ts', 'const a = `\nimport b from "./b"\n`\nconst c = "export * from \'./d\'"')).toEqual([])
  })
})
