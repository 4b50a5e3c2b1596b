import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kotlin } from './kotlin'

const read = async (text: string) => kotlin.outline('a.kt', text)
const shape = async (text: string) =>
  (await read(text)).symbols.map(
    (s) =>
      `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name} ${s.startLine}-${s.endLine} ${s.signature}`,
  )

describe('symbols', () => {
  it.each<[string, string[]]>([
    [
      '@Foo(x = 1)\nsealed class A<T : X>(val n: Int, private var m: String, k: Long) : B<T>(1), C {\n}',
      [
        '+class A 2-3 sealed class A<T : X>(val n: Int, private var m: String, k: Long) : B<T>(1), C',
        '+property A.n 2-2 val n: Int',
        '-property A.m 2-2 private var m: String',
      ],
    ],
    [
      'class A {\n  companion object {\n    const val X = 1\n  }\n  constructor(a: Int) : this()\n  private class P {\n    val x = 1\n  }\n}',
      [
        '+class A 1-9 class A',
        '+class A.Companion 2-4 companion object',
        '+constant Companion.X 3-3 const val X = 1',
        '+method A.constructor 5-5 constructor(a: Int) : this()',
        '-class A.P 6-8 private class P',
        '-property P.x 7-7 val x = 1',
      ],
    ],
    [
      'enum class K(val i: Int) {\n  ONE(1),\n  TWO(2);\n  fun g() = i\n}',
      [
        '+enum K 1-5 enum class K(val i: Int)',
        '+property K.i 1-1 val i: Int',
        '+constant K.ONE 2-2 ONE(1)',
        '+constant K.TWO 3-3 TWO(2)',
        '+method K.g 4-4 fun g()',
      ],
    ],
    [
      'interface I {\n  val p: Int\n  fun f(a: Int = 1): Int {\n    val local = 1\n    fun inner() {}\n    return 0\n  }\n}',
      ['+interface I 1-8 interface I', '+property I.p 2-2 val p: Int', '+method I.f 3-7 fun f(a: Int = 1): Int'],
    ],
    [
      'internal fun <T> List<T>.ext(x: T): String = "x"',
      ['-function ext 1-1 internal fun <T> List<T>.ext(x: T): String'],
    ],
    ['val Int.prop: Int\n  get() = 2', ['+variable prop 1-2 val Int.prop: Int']],
    ['val a by lazy { 1 }\nval b = listOf(\n  1,\n)', ['+variable a 1-1 val a by lazy { 1 }', '+variable b 2-4 val b']],
    [
      'object O\ntypealias T = Map<String, Int>',
      ['+class O 1-1 object O', '+type T 2-2 typealias T = Map<String, Int>'],
    ],
    ['fun `a name`() {}', ['+function a name 1-1 fun `a name`()']],
    ['import a.b\n\nval x = object : Foo() {\n  fun hidden() {}\n}', ['+variable x 3-5 val x']],
  ])('%j', async (text, expected) => {
    expect(await shape(text)).toEqual(expected)
  })

  it('that the grammar takes for expressions are found by their text', async () => {
    const { symbols } = await read(
      'package a\n\n/** Marks it. */\n@Target(X)\nannotation class Mark\n\n@Opt\ninternal const val LIMIT = 1\n',
    )
    expect(
      symbols.map(({ kind, name, doc, isExported, startLine }) => [kind, name, doc, isExported, startLine]),
    ).toEqual([
      ['class', 'Mark', 'Marks it.', true, 5],
      ['constant', 'LIMIT', null, false, 8],
    ])
  })

  it.each<[string, string[]]>([
    ['@Retention(RUNTIME) @Target(FUNCTION) public annotation class Mark\n', ['Mark']],
    ['@Opt\npublic fun java.lang.reflect.WildcardType.named(): Name = lookUp(this)\n', ['named']],
  ])('are found behind annotations of their line, and by their own name: %j', async (text, names) => {
    const { symbols } = await read(`package a\n\n${text}`)
    expect(symbols.map(({ name }) => name)).toEqual(names)
  })

  it('are documented by the first paragraph of their KDoc', async () => {
    const { symbols } = await read('/**\n * Does [x] well.\n *\n * @param a it\n */\n@X fun f() {}\n// no\nfun g() {}')
    expect(symbols.map(({ doc }) => doc)).toEqual(['Does [x] well.', null])
  })
})

describe('imports and references', () => {
  it('are told with the package and the name for Java', async () => {
    const outline = await read('@file:JvmName("Util")\npackage a.b\n\nimport a.B.c as d\nimport a.`in`.*\nimport x.y\n')
    expect(outline.package).toBe('a.b')
    expect(outline.exports).toEqual([{ name: 'Util', line: 1, from: null }])
    expect(outline.imports.map(({ specifier, names, line }) => `${line} ${specifier} ${names}`)).toEqual([
      '4 a.B.c c',
      '5 a.in.* *',
      '6 x.y y',
    ])
  })

  it('name types and functions, those in templates too, without locals, parameters, members and keywords', async () => {
    const { references } = await read(
      'package p\nimport q.Taken\nimport q.Other as Alias\nfun <T> f(a: Kind<T>, Taken: Int): Alias {\n  val local = make(named = 1)\n  list.map { each -> each.size + local + a }\n  return 0..end + "$shown \x24{other.get("x")} plain" + Other\n}\n',
    )
    expect(references).toEqual(['Kind', 'Other', 'end', 'list', 'make', 'other', 'shown'])
  })
})

describe('what does not parse', () => {
  it('is a gap, and what begins a line at the top is still found', async () => {
    const { symbols, parseErrors } = await read('package a\n\nclass Whole {\n  ) = = (\n}\n\nfun after() {}\n')
    expect(symbols.map(({ name }) => name)).toEqual(['Whole', 'after'])
    expect(parseErrors.length).toBeGreaterThan(0)
  })

  it('never throws on fragments put together at random', async () => {
    const fragments =
      'class A|{|}|(|)|\n|val x|=|"|${|$a|"""|/**|*/|//|@X|<T>|import a.|*|as |enum |fun f|,|->|by |🎉|companion object|: '.split(
        '|',
      )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...fragments), { maxLength: 40 }), async (parts) => {
        const text = parts.join('')
        const lines = text.split('\n').length
        const { symbols, parseErrors } = await read(text)
        for (const { startLine, endLine } of [...symbols, ...parseErrors])
          expect(1 <= startLine && startLine <= endLine && endLine <= lines).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

it('comments are read where they stand: at constructor properties, and none that belongs to something else', async () => {
  const { symbols } = await read(
    'class A(\n  /** How many. */\n  val n: Int,\n)\n\n/** About the old one. */\nval old = 1\n/* a note */\nfun f() = 1\n',
  )
  expect(symbols.map(({ name, doc }) => [name, doc])).toEqual([
    ['A', null],
    ['n', 'How many.'],
    ['old', 'About the old one.'],
    ['f', null],
  ])
})
