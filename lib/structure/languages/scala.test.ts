import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scala } from './scala'

const read = async (text: string) => scala.outline('a.scala', text)
const shape = async (text: string) =>
  (await read(text)).symbols.map(
    (s) =>
      `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name} ${s.startLine}-${s.endLine} ${s.signature}`,
  )

describe('symbols', () => {
  it.each<[string, string[]]>([
    [
      '@deprecated("x")\nsealed abstract class A[F[_]: Monad, +B](val n: Int)(implicit ev: Foo[B]) extends Base[F](n) with T1 {\n}',
      [
        '+class A 2-3 sealed abstract class A[F[_]: Monad, +B](val n: Int)(implicit ev: Foo[B]) extends Base[F](n) with T1',
      ],
    ],
    [
      'trait T { self: A =>\n  def f[A](a: A)(implicit b: B): Int = {\n    val local = 1\n    local\n  }\n  def g: Int\n  private[this] var y, z = 2\n  type M = Int\n  val Max = 1\n}',
      [
        '+trait T 1-10 trait T',
        '+method T.f 2-5 def f[A](a: A)(implicit b: B): Int',
        '+method T.g 6-6 def g: Int',
        '-property T.y 7-7 private[this] var y, z = 2',
        '-property T.z 7-7 private[this] var y, z = 2',
        '+type T.M 8-8 type M = Int',
        '+constant T.Max 9-9 val Max = 1',
      ],
    ],
    [
      'case object O extends T\nobject P {\n  case class K(a: Int)\n}',
      ['+class O 1-1 case object O extends T', '+class P 2-4 object P', '+class P.K 3-3 case class K(a: Int)'],
    ],
    [
      'package object pkg {\n  def top = 1\n}',
      ['+namespace pkg 1-3 package object pkg', '+method pkg.top 2-2 def top'],
    ],
    [
      'enum Color(val rgb: Int) {\n  case Red extends Color(1)\n  case Green, Blue\n}',
      [
        '+enum Color 1-4 enum Color(val rgb: Int)',
        '+constant Color.Red 2-2 Red extends Color(1)',
        '+constant Color.Green 3-3 Green',
        '+constant Color.Blue 3-3 Blue',
      ],
    ],
    [
      'def topLevel(x: Int): Int = x\nval topVal = 1\nextension (s: String) def shout: String = s',
      [
        '+function topLevel 1-1 def topLevel(x: Int): Int',
        '+variable topVal 2-2 val topVal = 1',
        '+function shout 3-3 def shout: String',
      ],
    ],
    ['class A:\n  def f =\n    1\n', ['+class A 1-3 class A', '+method A.f 2-3 def f']],
  ])('%j', async (text, expected) => {
    expect(await shape(text)).toEqual(expected)
  })

  it('are documented by the first paragraph of their Scaladoc', async () => {
    const { symbols } = await read(
      "/** Does '''it''' like [[a.B the B]].\n  *\n  * {{{ code }}}\n  */\nclass A\n// no\nclass B",
    )
    expect(symbols.map(({ doc }) => doc)).toEqual(['Does it like the B.', null])
  })
})

describe('imports and references', () => {
  it.each<[string, string[]]>([
    ['import a.b.{C, D => E, F => _, _}', ['a.b.C C', 'a.b.D D', 'a.b.* *']],
    ['import a.b, c.D', ['a.b b', 'c.D D']],
    ['import a.b.*', ['a.b.* *']],
    ['import a.b.given', ['a.b.* *']],
    ['import a.{given Foo, *}', ['a.* *']],
    ['import a.B as C', ['a.B B']],
    ['import a.{\n  B as C,\n  D\n}', ['a.B B', 'a.D D']],
    ['import _root_.a.B', ['a.B B']],
    ['class K(ctx: C) {\n  import ctx.Thing\n  import real.Thing\n}', ['real.Thing Thing']],
  ])('%j', async (text, expected) => {
    const { imports } = await read(text)
    expect([...new Set(imports.map(({ specifier, names }) => `${specifier} ${names}`))]).toEqual(expected)
  })

  it('of nested package clauses are one package, which sees those around it', async () => {
    const outline = await read('package a.b\npackage c\n\nclass D')
    expect(outline.package).toBe('a.b.c')
    expect(outline.imports).toEqual([{ specifier: 'a.b.*', kind: 'package', line: 2, names: ['*'] }])
  })

  it('name what the file neither declares nor imports', async () => {
    const { references } = await read(
      'package p\nimport q.{Taken, Other => Alias}\nclass A[T](x: Kind[T]) extends Base with Alias {\n  def f(y: Int) = make(y, Taken, s"\x24{Used.z} $name")\n}\n',
    )
    expect(references).toEqual(['Base', 'Kind', 'Used', 'make', 'name', 's'])
  })
})

describe('what does not parse', () => {
  it('is a gap with its lines, and the rest is read', async () => {
    const { symbols, parseErrors } = await read('class A {\n  def f = )\n}\nclass B\n')
    expect(symbols.map(({ name }) => name)).toEqual(expect.arrayContaining(['A', 'B']))
    expect(parseErrors.length).toBeGreaterThan(0)
  })

  it('never throws on fragments put together at random', async () => {
    const fragments =
      'class A|{|}|(|)|\n|val x|=|"|s"${|"""|/**|*/|//|@X|[T]|import a.|_|=> |given |def f|,|case |with |🎉|package p|: |  '.split(
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
      { numRuns: 100 },
    )
  })
})
