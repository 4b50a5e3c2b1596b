import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { java } from './java'

const read = async (text: string) => java.outline('A.java', text)
const shape = async (text: string) =>
  (await read(text)).symbols.map(
    (s) =>
      `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name} ${s.startLine}-${s.endLine} ${s.signature}`,
  )

describe('symbols', () => {
  it.each<[string, string[]]>([
    [
      'public sealed abstract class A<T extends X & Y> extends B<T> implements C permits D {\n}',
      ['+class A 1-2 public sealed abstract class A<T extends X & Y> extends B<T> implements C permits D'],
    ],
    ['@Deprecated\n@X(a = 1)\nclass A {}', ['-class A 3-3 class A']],
    [
      'public interface I {\n  int LIMIT = 1;\n  void f();\n  default int g() { return 1; }\n  private void h() {}\n  class N {}\n}',
      [
        '+interface I 1-7 public interface I',
        '+constant I.LIMIT 2-2 int LIMIT = 1',
        '+method I.f 3-3 void f()',
        '+method I.g 4-4 default int g()',
        '-method I.h 5-5 private void h()',
        '+class I.N 6-6 class N',
      ],
    ],
    [
      'public @interface A {\n  int value() default 1;\n}',
      ['+interface A 1-3 public @interface A', '+method A.value 2-2 int value() default 1'],
    ],
    [
      'enum K {\n  ONE, @X TWO(1) { void g() {} };\n  int z;\n  K() {}\n}',
      [
        '-enum K 1-5 enum K',
        '-constant K.ONE 2-2 ONE',
        '-constant K.TWO 2-2 TWO(1)',
        '-property K.z 3-3 int z',
        '-method K.K 4-4 K()',
      ],
    ],
    [
      'public record R(int a, String... b) {\n  public R {}\n}',
      ['+class R 1-3 public record R(int a, String... b)', '+method R.R 2-2 public R'],
    ],
    [
      'public class A {\n  public static final int X = 1, Y = 2;\n  protected String s = "a; // b";\n  private final Map<K, V> m = new HashMap<>(\n    1);\n  @Inject public A(@X int /* why */ a) throws E {}\n}',
      [
        '+class A 1-7 public class A',
        '+constant A.X 2-2 public static final int X = 1, Y = 2',
        '+constant A.Y 2-2 public static final int X = 1, Y = 2',
        '+property A.s 3-3 protected String s = "a; // b"',
        '-property A.m 4-5 private final Map<K, V> m',
        '+method A.A 6-6 public A(@X int a) throws E',
      ],
    ],
    [
      'class A {\n  public class B {\n    public void f() {}\n  }\n}',
      ['-class A 1-5 class A', '-class A.B 2-4 public class B', '-method B.f 3-3 public void f()'],
    ],
    [
      'class A {\n  void f() { class L { int x; } }\n  Object o = new Object() { int y; void g() {} };\n}',
      [
        '-class A 1-4 class A',
        '-method A.f 2-2 void f()',
        '-property A.o 3-3 Object o = new Object() { int y; void g() {} }',
      ],
    ],
    ['module a.b {\n  requires java.base;\n}', ['+namespace a.b 1-3 module a.b']],
  ])('%j', async (text, expected) => {
    expect(await shape(text)).toEqual(expected)
  })

  it('are documented by the first paragraph of their Javadoc, without tags, HTML and entities', async () => {
    const { doc, symbols } = await read(
      '/* Copyright 2020 X */\n\n/**\n * Sorts {@code List<T>} by {@link Order#of(int, String) order}.\n * Uses &lt;b&gt; <b>well</b>.\n * <p>More.\n * @see B\n */\n@X\nclass A {\n  // Not a doc.\n  int a;\n  /** See {@link #a}. */\n  int b;\n}',
    )
    expect(doc).toBeNull()
    expect(symbols.map((symbol) => symbol.doc)).toEqual(['Sorts List<T> by order. Uses <b> well.', null, 'See a.'])
  })
})

describe('imports and references', () => {
  it('are told as written, with the package of the file', async () => {
    const outline = await read(
      'package a.b;\nimport a.B;\nimport static a.B.c;\nimport a . d.*; // x\nimport static a.B.*;',
    )
    expect(outline.package).toBe('a.b')
    expect(outline.imports.map(({ specifier, names, line }) => `${line} ${specifier} ${names}`)).toEqual([
      '2 a.B B',
      '3 a.B.c c',
      '4 a.d.* *',
      '5 a.B.* *',
    ])
  })

  it('of a module are what it requires, uses and provides', async () => {
    const { imports } = await read(
      'module m {\n  requires static transitive x.y;\n  exports m;\n  uses a.Service;\n  provides a.Service with b.One, b.Two;\n}',
    )
    expect(imports.map(({ specifier, names }) => `${specifier} ${names}`)).toEqual([
      'x.y ',
      'a.Service Service',
      'a.Service Service',
      'b.One One',
      'b.Two Two',
    ])
  })

  it('name the types that the file neither declares nor imports, and not what comments and literals say', async () => {
    const { references } = await read(
      'package p;\nimport q.Imported;\nclass A<T> extends Base<Arg> {\n  // Comment\n  Inner i = Factory.make("Text \\" Text", \'"\', com.x.Full.y(), f().Member);\n  Imported j; T t; A a;\n  <U> U f(@Ann U u) { return (Cast) u; }\n  class Inner {}\n  String s = """\n    Block "x\n  """;\n}',
    )
    expect(references).toEqual(['Ann', 'Arg', 'Base', 'Cast', 'Factory', 'String', 'com.x.Full'])
  })

  it('name a class of the package in a header though a member has its name', async () => {
    expect((await read('class A implements Builder<A> {\n  class Builder {}\n}')).references).toEqual(['Builder'])
  })
})

describe('what does not parse', () => {
  it('is a gap with its lines, and the rest is read', async () => {
    const { symbols, parseErrors } = await read('class A {\n  void f() { = = }\n  void g() {}\n}\n')
    expect(symbols.map(({ name }) => name)).toEqual(['A', 'f', 'g'])
    expect(parseErrors).toMatchObject([{ startLine: 2, endLine: 2 }])
  })

  it('never throws on fragments put together at random', async () => {
    const fragments =
      'class A|{|}|(|)|;|int x|=|"|\'|"""|/**|*/|//|\n|@X|<T>|import a.|*|static |enum K|,|module m|->|${|🎉|interface '.split(
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
