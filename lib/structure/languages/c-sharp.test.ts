import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOutline } from '@/lib/structure/read-outlines'
import { readStructure } from '@/lib/structure/read-structure'
import { cSharp } from './c-sharp'

const read = async (text: string) => cSharp.outline('A.cs', text)
const shape = async (text: string) =>
  (await read(text)).symbols.map(
    (s) =>
      `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name} ${s.startLine}-${s.endLine}`,
  )

describe('outline', () => {
  it.each<[string, string[]]>([
    ['public class A { }\nclass B { }', ['+class A 1-1', '-class B 2-2']],
    [
      'public record R(int X);\npublic record struct S { }\npublic struct T { }\npublic interface I { void M(); }',
      ['+class R 1-1', '+struct S 2-2', '+struct T 3-3', '+interface I 4-4', '+method I.M 4-4'],
    ],
    ['public enum E { A, B = 2 }', ['+enum E 1-1', '+constant E.A 1-1', '+constant E.B 1-1']],
    ['public delegate void D(int x);', ['+type D 1-1']],
    [
      'public class A {\n  public A() {}\n  protected int M() => 1;\n  int n;\n  private const int K = 1, L = 2;\n  public int P { get; }\n  public int this[int i] => i;\n  public event H E;\n  public static A operator +(A a, A b) => a;\n}',
      [
        '+class A 1-10',
        '+method A.A 2-2',
        '+method A.M 3-3',
        '-property A.n 4-4',
        '-constant A.K 5-5',
        '-constant A.L 5-5',
        '+property A.P 6-6',
        '+property A.this 7-7',
        '+property A.E 8-8',
        '+method A.operator + 9-9',
      ],
    ],
    ['class A {\n  public class B { public void M() {} }\n}', ['-class A 1-3', '-class A.B 2-2', '+method B.M 2-2']],
    [
      'namespace N;\n[A]\n[B("x")]\npublic class C\n{\n  [D]\n  public int P => 1;\n}',
      ['+class C 4-8', '+property C.P 7-7'],
    ],
    ['namespace N { public class N { public int P; } }', ['+class N 1-1', '+property N.P 1-1']],
    [
      'namespace A { namespace B { class X {} } }\nnamespace C { class Y {} }',
      ['+namespace A 1-1', '+namespace A.A.B 1-1', '-class A.B.X 1-1', '+namespace C 2-2', '-class C.Y 2-2'],
    ],
  ])('%j', async (text, expected) => {
    expect(await shape(text)).toEqual(expected)
  })

  it('gives signatures without attributes, bodies and long values', async () => {
    const { symbols } = await read(
      'public partial class A<T> : B<T>, I where T : new()\n{\n  [X] public async Task<int> M(int a = 1) { }\n  readonly D d = new D {\n    A = 1\n  };\n  public string P { get; set; } = "x";\n}',
    )
    expect(symbols.map(({ signature }) => signature)).toEqual([
      'public partial class A<T> : B<T>, I where T : new()',
      'public async Task<int> M(int a = 1)',
      'readonly D d',
      'public string P',
    ])
  })

  it.each<[string, string | null]>([
    [
      '/// <summary>\n/// Reads <see cref="T:N.List{T}"/> &lt; <paramref name="x"/>.\n/// </summary>\n/// <param name="x">X.</param>',
      'Reads N.List<T> < x.',
    ],
    ['/// <summary>In one line.</summary>\n/// <returns>More.</returns>', 'In one line.'],
    ['/// <inheritdoc/>', null],
    ['// not documentation', null],
    ['/// <summary>Above attributes.</summary>\n[Obsolete]', 'Above attributes.'],
  ])('doc of %j', async (comment, doc) => {
    expect((await read(`${comment}\npublic class A { }`)).symbols[0]!.doc).toBe(doc)
  })

  it('names the package, and what usings bring', async () => {
    const outline = await read(
      'using A.B;\nusing static A.C;\nglobal using D;\nusing X = A.B.E<int>;\nusing global::F.G;\nnamespace N.M\n{\n  class P { }\n}',
    )
    expect(outline.package).toBe('N.M')
    expect(outline.imports.map(({ specifier, line, names }) => `${line} ${specifier} ${names}`)).toEqual([
      '1 A.B *',
      '2 A.C *',
      '3 D *',
      '4 A.B.E E',
      '5 F.G *',
    ])
  })

  it('reads the first branch of a condition that cuts through a statement', async () => {
    const text = 'class A {\n  int M() =>\n#if X\n    1;\n#else\n    2;\n#endif\n  int N() => 1;\n}'
    expect(await shape(text)).toEqual(['-class A 1-9', '-method A.M 2-4', '-method A.N 8-8'])
    expect((await read(text)).parseErrors).toEqual([])
  })

  it('records where it could not parse', async () => {
    expect((await read('class A { }\n\n)\n')).parseErrors).toMatchObject([{ startLine: 3, endLine: 3 }])
  })

  it('is an outline or a gap for fragments put together at random', async () => {
    const fragments =
      'using |namespace |class |A|<|>|(|)|{|}|[|]|;|.|::|=|=>|"|\'|///|/*|*/|#if X\n|#endif\n|\n| |global |where |@|$"|"""|🎉'.split(
        '|',
      )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...fragments), { maxLength: 40 }), async (parts) => {
        const text = parts.join('')
        const lines = text.split('\n').length
        const outline = await readOutline({ path: 'a.cs', text })
        for (const { startLine, endLine } of [...outline!.symbols, ...outline!.parseErrors])
          expect(1 <= startLine && startLine <= endLine && endLine <= lines).toBe(true)
      }),
      { numRuns: 150 },
    )
  })
})

/** Where the file `from` leads: `path names` and `package path names`, `external name`, `unresolved specifier`. */
async function uses(files: Record<string, string>, from: string): Promise<string[]> {
  const list = Object.entries(files).map(([path, text]) => ({ path, text, isTest: false }))
  const { dependencies, external, unresolved } = await readStructure(list)
  return [
    ...dependencies.filter((d) => d.from === from).map(({ to, names, kind, line }) => `${kind} ${line} ${to} ${names}`),
    ...external.filter((e) => e.from === from).map(({ name }) => `external ${name}`),
    ...unresolved.filter((u) => u.from === from).map(({ specifier }) => `unresolved ${specifier}`),
  ]
}

const model = 'namespace App.Model;\npublic class User { }'

describe('resolution', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'a using leads to what is used of it',
      { 'M.cs': model, 'a.cs': 'using App.Model;\nclass A { User u; }' },
      ['import 1 M.cs User'],
    ],
    ['a using of which nothing is used leads nowhere', { 'M.cs': model, 'a.cs': 'using App.Model;\nclass A { }' }, []],
    [
      'the own namespace needs no using',
      { 'M.cs': model, 'a.cs': 'namespace App.Model;\nclass A { User u; }' },
      ['package 2 M.cs User'],
    ],
    [
      'nor do those around it',
      { 'M.cs': model, 'a.cs': 'namespace App.Model.Deep;\nclass A { User u; }' },
      ['package 2 M.cs User'],
    ],
    [
      'the own namespace comes before usings',
      {
        'M.cs': model,
        'N.cs': 'namespace N; class User { }',
        'a.cs': 'using App.Model;\nnamespace N;\nclass A { User u; }',
      },
      ['package 3 N.cs User'],
    ],
    ['a name in full', { 'M.cs': model, 'a.cs': 'class A { App.Model.User u; }' }, ['package 1 M.cs User']],
    [
      'a name below the own namespace',
      { 'M.cs': model, 'a.cs': 'namespace App;\nclass A { void M() { Model.User.Do(); } }' },
      ['package 2 M.cs User'],
    ],
    ['an alias', { 'M.cs': model, 'a.cs': 'using U = App.Model.User;\nclass A { U u; }' }, ['import 1 M.cs User']],
    ['a static using', { 'M.cs': model, 'a.cs': 'using static App.Model.User;\nclass A { }' }, ['import 1 M.cs *']],
    [
      'a global using of another file',
      { 'M.cs': model, 'a.csproj': '<Project/>', 'g.cs': 'global using App.Model;', 'a.cs': 'class A { User u; }' },
      ['package 1 M.cs User'],
    ],
    [
      'a using of the project',
      { 'M.cs': model, 'a.csproj': '<Using Include="App.Model" />', 'a.cs': 'class A { User u; }' },
      ['package 1 M.cs User'],
    ],
    [
      'an attribute without its ending',
      { 'M.cs': 'class SlowAttribute { }', 'a.cs': '[Slow]\nclass A { }' },
      ['package 1 M.cs SlowAttribute'],
    ],
    [
      'an attribute before a type that is none',
      {
        'M.cs': 'class Layout { }',
        'N.cs': 'class LayoutAttribute { }',
        'a.cs': '[Layout("x")]\nclass A { object M() => values[Layout]; }',
      },
      ['package 1 N.cs LayoutAttribute'],
    ],
    [
      'a type below namespaces that is made',
      { 'M.cs': model, 'a.cs': 'class A { object u = new App.Model.User(); }' },
      ['package 1 M.cs User'],
    ],
    [
      'a type beside a namespace is in none',
      { 'M.cs': 'namespace Marks { class Mark { } }\nclass Guard { }', 'a.cs': 'class A { Guard g; }' },
      ['package 1 M.cs Guard'],
    ],
    [
      'a type without parameters whose base of the same name has some',
      { 'M.cs': 'interface Box<T> { }\ninterface Box : Box<int> { }', 'a.cs': 'class A { Box b; }' },
      ['package 1 M.cs Box'],
    ],
    [
      'a member that is inherited hides a type where a member of it is used',
      {
        'M.cs': 'class Mapper { }',
        'B.cs': 'abstract class Base<T> : Root { }',
        'R.cs': 'class Root { protected IMapper Mapper { get; } public static Root operator ++(Root r) => r; }',
        'a.cs': 'class A : Base<int> { int M() => Mapper.Map(1) + Mapper.Count; }',
      },
      ['package 1 B.cs Base'],
    ],
    [
      'but not where its type has its name, nor where a type is named',
      {
        'M.cs': 'class Level { }',
        'N.cs': 'class Mapper { }',
        'B.cs': 'abstract class Base { protected Level Level; protected IMapper Mapper; }',
        'a.cs': 'class A : Base { Mapper m; int M() => Level.Low + Mapper.Count; }',
      },
      ['package 1 B.cs Base', 'package 1 M.cs Level', 'package 1 N.cs Mapper'],
    ],
    [
      'the usings that every project has',
      {
        'M.cs': 'namespace System; class Polyfill { }',
        'a.csproj': '<ImplicitUsings>enable</ImplicitUsings>',
        'a.cs': 'class A { Polyfill p; }',
      },
      ['package 1 M.cs Polyfill'],
    ],
    [
      'types of one name by their arity',
      { 'M.cs': 'class Box { }', 'N.cs': 'class Box<T> { }', 'a.cs': 'class A { Box<int> b; }' },
      ['package 1 N.cs Box'],
    ],
    [
      'a partial type by its main file',
      { 'User.cs': 'partial class User { }', 'User.More.cs': 'partial class User { }', 'a.cs': 'class A { User u; }' },
      ['package 1 User.cs User'],
    ],
    [
      'a part leads to the main one',
      { 'User.cs': 'partial class User { }', 'a.cs': 'partial class User { }' },
      ['package 1 User.cs User'],
    ],
    [
      'an extension method',
      {
        'M.cs': 'namespace E;\nstatic class X { public static int Twice(this int i) => i; }',
        'a.cs': 'using E;\nclass A { int M() => 1.Twice(); }',
      },
      ['import 1 M.cs Twice'],
    ],
    [
      'no extension method that is private',
      {
        'M.cs': 'static class X { static int Twice(this int i) => i; }',
        'a.cs': 'class A { int M() => 1.Twice(); }',
      },
      [],
    ],
    [
      'no extension where a type has such a method',
      {
        'M.cs': 'static class X { public static int Twice(this int i) => i; }',
        'N.cs': 'class N { void Twice() { } }',
        'a.cs': 'class A { void M(N n) { n.Twice(); } }',
      },
      ['package 1 N.cs N'],
    ],
    [
      'an extension where a method of that name is out of sight',
      {
        'p/M.cs': 'static class X { public static int Twice(this int i) => i; }',
        'p/p.csproj': '<Project/>',
        'q/N.cs': 'public class N { public void Twice() { } }',
        'q/q.csproj': '<Project/>',
        'a.csproj': '<ProjectReference Include="p/p.csproj" />',
        'a.cs': 'class A { int M() => 1.Twice(); }',
      },
      ['package 1 p/M.cs Twice'],
    ],
    [
      'a project that is not referenced is not seen',
      {
        'p/p.csproj': '<Project/>',
        'p/U.cs': 'class User { }',
        'a.csproj': '<Project/>',
        'a.cs': 'class A { User u; }',
      },
      [],
    ],
    [
      'one that is, even through another',
      {
        'p/p.csproj': '',
        'p/U.cs': 'class User { }',
        'q/q.csproj': '<ProjectReference Include="..\\p\\p.csproj" />',
        'a.csproj': '<ProjectReference Include="q\\q.csproj" />',
        'a.cs': 'class A { User u; }',
      },
      ['package 1 p/U.cs User'],
    ],
    [
      'packages by name, the framework as written',
      {
        'a.csproj': '<PackageReference Include="xunit" Version="2" />',
        'a.cs': 'using Xunit.Abstractions;\nusing System.Text;',
      },
      ['external xunit', 'external System.Text'],
    ],
    [
      'a namespace of ours that is nowhere',
      { 'M.cs': model, 'a.cs': 'using App.Missing;' },
      ['unresolved App.Missing'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await uses(files, 'a.cs')).toEqual(expected)
  })

  it('does not find types through a static using', async () => {
    const files = {
      'M.cs': model,
      'g.cs': 'global using static App.Model.User;',
      'a.csproj': '',
      'a.cs': 'class A { Other o; }',
    }
    expect(await uses(files, 'a.cs')).toEqual([])
  })

  it('does not take what is declared, assigned or called for a type', async () => {
    const files = {
      'M.cs': 'class Name { } class Size { } class Run { } class Kind { }',
      'a.cs': 'class A { string Name { get; } void M() { Run(); x.Size = 1; var b = new B { Kind = 2 }; } }',
    }
    expect(await uses(files, 'a.cs')).toEqual([])
  })
})

it('declarations far below the root are found too: in types four deep, and between branches', async () => {
  const nested =
    'class A {\n  class B {\n    class C {\n      public class D {\n        public int M() => 1;\n      }\n    }\n  }\n}\n'
  expect(await shape(nested)).toContain('+method D.M 5-5')
  const branch =
    'namespace N\n{\n  public class A\n  {\n#if X\n    public enum E { One }\n#endif\n    public int M() => 1;\n  }\n}\n'
  const found = await shape(branch)
  expect(found).toEqual(expect.arrayContaining(['+enum A.E 6-6', '+constant E.One 6-6', '+method A.M 8-8']))
})
