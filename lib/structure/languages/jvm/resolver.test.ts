import { describe, expect, it } from 'vitest'
import { readStructure } from '@/lib/structure/read-structure'

/** Each file's edges as `kind to names`, and what leads out of the repository or nowhere. */
async function edgesOf(files: Record<string, string>, from: string): Promise<string[]> {
  const list = Object.entries(files).map(([path, text]) => ({ path, text, isTest: false }))
  const { dependencies, external, unresolved } = await readStructure(list)
  return [
    ...dependencies.filter((each) => each.from === from).map(({ kind, to, names }) => `${kind} ${to} ${names}`),
    ...external.filter((each) => each.from === from).map(({ name }) => `external ${name}`),
    ...unresolved.filter((each) => each.from === from).map(({ specifier }) => `unresolved ${specifier}`),
  ].sort()
}

const library = {
  'core/src/main/java/a/b/Foo.java': 'package a.b; public class Foo { public static class In {} static int max() {} }',
  'core/src/main/java/a/b/Bar.java': 'package a.b; class Bar extends Foo {}',
  'core/src/main/java/a/Other.java': 'package a; class Other {}',
}

describe('Java', () => {
  const java = (text: string, more: Record<string, string> = {}) =>
    edgesOf({ ...library, ...more, 'app/src/A.java': text }, 'app/src/A.java')
  const foo = 'core/src/main/java/a/b/Foo.java'
  const bar = 'core/src/main/java/a/b/Bar.java'

  it.each<[string, string, string[]]>([
    ['a class', 'import a.b.Foo;', [`import ${foo} Foo`]],
    ['a nested class', 'import a.b.Foo.In;', [`import ${foo} In`]],
    ['a static member', 'import static a.b.Foo.max;', [`import ${foo} max`]],
    ['all members of a class', 'import static a.b.Foo.*;', [`import ${foo} *`]],
    ['what is used of a package', 'import a.b.*; class A { Bar b; }', [`import ${bar} Bar`]],
    ['nothing used of a package', 'import a.b.*; class A {}', []],
    [
      'neighbours, by the names used',
      'package a.b; class A { Bar b; Foo.In i; }',
      [`package ${bar} Bar`, `package ${foo} Foo`],
    ],
    ['a class by its whole name', 'class A { a.b.Bar b; }', [`package ${bar} a.b.Bar`]],
    [
      'a member type of what a supertype extends',
      'import a.b.Bar; class A extends Bar { In i; }',
      [`import ${bar} Bar`, `package ${foo} In`],
    ],
    ['a class that a type of the file hides', 'package a.b; class A { class Foo {} Foo f; }', []],
    ['a type parameter that has the name of a class', 'package a.b; class A<Foo> { Foo f; }', []],
    ['the standard library', 'import java.util.concurrent.Future;', ['external java.util']],
    [
      'libraries',
      'import com.google.common.collect.Lists; import org.junit.*;',
      ['external com.google.common', 'external org.junit'],
    ],
    ['what a package should have and has not', 'import a.b.Generated;', ['unresolved a.b.Generated']],
  ])('finds %s', async (_, text, expected) => {
    expect(await java(text)).toEqual(expected)
  })

  it('takes the class of its own module where several have it, and never a test for main sources', async () => {
    const files = {
      'one/src/main/java/p/X.java': 'package p; class X {}',
      'two/src/main/java/p/X.java': 'package p; class X {}',
      'two/src/test/java/p/X.java': 'package p; class X {}',
      'two/src/main/java/q/A.java': 'package q; import p.X; import p.Y;',
      'one/src/main/java/p/Y.java': 'package p; class Y {}',
      'two/src/test/java/p/Y.java': 'package p; class Y {}',
      'two/src/test/java/q/T.java': 'package q; import p.X;',
    }
    expect(await edgesOf(files, 'two/src/main/java/q/A.java')).toEqual([
      'import one/src/main/java/p/Y.java Y',
      'import two/src/main/java/p/X.java X',
    ])
    expect(await edgesOf(files, 'two/src/test/java/q/T.java')).toEqual(['import two/src/test/java/p/X.java X'])
  })

  it('leads modules to modules and services', async () => {
    const files = {
      ...library,
      'm/module-info.java': 'module m { requires n; requires java.sql; uses a.b.Foo; }',
      'n/module-info.java': 'module n { exports a; }',
    }
    expect(await edgesOf(files, 'm/module-info.java')).toEqual([
      'external java.sql',
      `import ${foo} Foo`,
      'import n/module-info.java ',
    ])
  })

  it('says on which line a neighbour is first used', async () => {
    const files = { 'B.java': 'class B {}', 'A.java': '// B\nclass A {\n  B b;\n}' }
    const list = Object.entries(files).map(([path, text]) => ({ path, text, isTest: false }))
    expect((await readStructure(list)).dependencies).toEqual([
      { from: 'A.java', to: 'B.java', kind: 'package', line: 3, names: ['B'] },
    ])
  })
})

describe('Kotlin', () => {
  const files = {
    ...library,
    'k/Kit.kt':
      'package k\n\nfun build() = 1\nfun Foo.grow() = 2\nval limit = 3\nclass Kind {\n  fun size() = 0\n}\nfun Foo.size() = 1\n',
  }
  const kotlin = (text: string) => edgesOf({ ...files, 'k/A.kt': text }, 'k/A.kt')
  const foo = 'core/src/main/java/a/b/Foo.java'

  it.each<[string, string, string[]]>([
    ['a Java class', 'import a.b.Foo', [`import ${foo} Foo`]],
    [
      'a function or value of a package',
      'import k.build\nimport k.limit',
      ['import k/Kit.kt build', 'import k/Kit.kt limit'],
    ],
    ['an alias', 'import a.b.Foo as Bar\nval x = Bar()', [`import ${foo} Foo`]],
    ['what is used of a package', 'import k.*\nval x = build()', ['import k/Kit.kt build']],
    [
      'neighbours: types, functions, values',
      'package k\nval x: Kind = build(limit)',
      ['package k/Kit.kt Kind,build,limit'],
    ],
    [
      'an extension where the file has to do with what it extends',
      'package k\nval x = foo.grow()',
      ['package k/Kit.kt grow'],
    ],
    ['an extension of something else', 'package k\nval x = other.grow()', []],
    ['a member that has the name of an extension', 'package k\nval x = foo.size()', []],
    ['a local that has the name of a function', 'package k\nfun f(build: Int) = build', []],
    ['libraries', 'import kotlinx.coroutines.flow.Flow', ['external kotlinx.coroutines']],
  ])('finds %s', async (_, text, expected) => {
    expect(await kotlin(text)).toEqual(expected)
  })

  it('takes names of any characters', async () => {
    const list = {
      'p/A.kt': 'package p\n\nfun Foo.`a (b`() = 1\nfun `* c`() = 2\n',
      'p/B.scala': 'package p\n\nobject B {\n  val * = 1\n}\nval + = 2\n',
    }
    expect(await edgesOf({ ...list, 'p/C.kt': 'package p\n\nval x = foo.`a (b`() + `* c`()' }, 'p/C.kt')).toEqual([
      'package p/A.kt * c,a (b',
    ])
  })

  it('gives Java its types and the classes of its files', async () => {
    const list = {
      'k/Kit.kt': 'package k\n\nfun build() = 1\n',
      'k/Named.kt': '@file:JvmName("Tool")\npackage k\n\nfun make() = 1\n',
      'A.java': 'import k.KitKt; import static k.Tool.make;',
    }
    expect(await edgesOf(list, 'A.java')).toEqual(['import k/Kit.kt KitKt', 'import k/Named.kt make'])
  })

  it('takes what its own platform declares, then what all have in common', async () => {
    const list = {
      'core/commonMain/p/X.kt': 'package p\n\nexpect class X\n',
      'core/jvmMain/p/X.kt': 'package p\n\nactual class X\n',
      'core/jsMain/p/X.kt': 'package p\n\nactual class X\n',
      'core/jvmTest/q/A.kt': 'import p.X',
      'app/src/B.kt': 'import p.X',
    }
    expect(await edgesOf(list, 'core/jvmTest/q/A.kt')).toEqual(['import core/jvmMain/p/X.kt X'])
    expect(await edgesOf(list, 'app/src/B.kt')).toEqual(['import core/commonMain/p/X.kt X'])
  })

  it('lets scripts import, and nothing see what scripts declare', async () => {
    const list = {
      'build.gradle.kts': 'import k.Kind\n\nclass Task\n',
      'k/Kind.kt': 'package k\n\nclass Kind\n',
      'A.kt': 'val x = Task()',
    }
    expect(await edgesOf(list, 'build.gradle.kts')).toEqual(['import k/Kind.kt Kind'])
    expect(await edgesOf(list, 'A.kt')).toEqual([])
  })
})

describe('Scala', () => {
  const files = {
    ...library,
    's/package.scala': 'package a\n\npackage object s extends Implicits {\n  def help = 1\n  type Al = Int\n}\n',
    's/Obj.scala': 'package a.s\n\nobject Obj {\n  val v = 1\n}\nobject run {}\n',
  }
  const scala = (text: string) => edgesOf({ ...files, 'x/A.scala': text }, 'x/A.scala')
  const bar = 'core/src/main/java/a/b/Bar.java'

  it.each<[string, string, string[]]>([
    [
      'groups and renames',
      'import a.b.{Bar => B, Foo}',
      [`import ${bar} Bar`, 'import core/src/main/java/a/b/Foo.java Foo'],
    ],
    ['members of an object', 'import a.s.Obj._\nimport a.s.Obj.v', ['import s/Obj.scala *', 'import s/Obj.scala v']],
    ['members of a package object', 'import a.s.help', ['import s/package.scala help']],
    ['what is used of a package', 'import a.s._\nclass K { Obj }', ['import s/Obj.scala Obj']],
    ['the package object where no use is seen', 'import a.s._\nclass K', ['import s/package.scala *']],
    ['a path from the package around', 'package a.c\nimport b.Bar', ['external b']],
    ['a path from the packages around', 'package a\nimport b.Bar', [`import ${bar} Bar`]],
    ['a path from what is imported', 'import a.s\nimport s.Obj', ['import s/Obj.scala Obj']],
    [
      'neighbours in packages around',
      'package a\npackage s\nclass K { Obj; val o: Other }',
      ['package core/src/main/java/a/Other.java Other', 'package s/Obj.scala Obj'],
    ],
    ['uses by the name of a package', 'package z\nclass K { a.s.run() }', ['package s/Obj.scala a.s.run']],
    [
      'the standard library',
      'import scala.util.Try\nimport collection.mutable',
      ['external scala.collection', 'external scala.util'],
    ],
    ['what a package should have and has not', 'import a.s.Gone', ['unresolved a.s.Gone']],
  ])('finds %s', async (_, text, expected) => {
    expect(await scala(text)).toEqual(expected)
  })

  it('takes an inherited type from the trait that stands last, found by an import that begins in the package', async () => {
    const traits = {
      'One.scala': 'package p.one\n\ntrait One { type Item }\n',
      'Two.scala': 'package p.two\n\ntrait Two { class Item }\n',
      'Both.scala': 'package p\n\nimport one._\nimport two._\n\ntrait Both extends One with Two\n',
    }
    const text = 'package p\n\nclass User extends Both { def item: Item = ??? }\n'
    expect(await edgesOf({ ...traits, 'User.scala': text }, 'User.scala')).toEqual([
      'package Both.scala Both',
      'package Two.scala Item',
    ])
  })
})
