import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOutline } from '@/lib/structure/read-outlines'
import { readStructure } from '@/lib/structure/read-structure'
import { swift } from './swift'
import { withoutBodies } from './swift/without-bodies'

const read = async (text: string) => swift.outline('a.swift', text)
const shape = async (text: string) =>
  (await read(text)).symbols.map(
    (s) =>
      `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name} ${s.startLine}-${s.endLine}`,
  )

describe('outline', () => {
  it.each<[string, string[]]>([
    [
      'class A {}\npublic struct S {}\nactor C {}\nopen class O {}',
      ['-class A 1-1', '+struct S 2-2', '-class C 3-3', '+class O 4-4'],
    ],
    [
      'public enum E { case a, b\n  case c(Int) }',
      ['+enum E 1-2', '+constant E.a 1-1', '+constant E.b 1-1', '+constant E.c 2-2'],
    ],
    [
      'public protocol P {\n  associatedtype T\n  var v: Int { get }\n  func f()\n}',
      ['+interface P 1-5', '+type P.T 2-2', '+property P.v 3-3', '+method P.f 4-4'],
    ],
    [
      'public class A {\n  public let a: Int, b = 1\n  var c: Int { 1 }\n  public init(x: Int) { let y = 1 }\n  subscript(i: Int) -> Int { 1 }\n  static func == (l: A, r: A) -> Bool { true }\n  public func m() { func inner() {} }\n}',
      [
        '+class A 1-8',
        '+property A.a 2-2',
        '+property A.b 2-2',
        '-property A.c 3-3',
        '+method A.init 4-4',
        '-method A.subscript 5-5',
        '-method A.== 6-6',
        '+method A.m 7-7',
      ],
    ],
    [
      'public extension A.B: P {\n  func f() {}\n  private func g() {}\n}',
      ['+type A.B 1-4', '+method A.B.f 2-2', '-method A.B.g 3-3'],
    ],
    [
      'func f() {}\nlet k = 1\nvar v: Int { 2 }\ntypealias T = (Int) -> Void',
      ['-function f 1-1', '-constant k 2-2', '-variable v 3-3', '-type T 4-4'],
    ],
    [
      '@MainActor\n@available(iOS 13, *)\npublic final class A {\n  @Flag(name: .long) var x: Bool\n}',
      ['+class A 3-5', '-property A.x 4-4'],
    ],
  ])('%j', async (text, expected) => {
    expect(await shape(text)).toEqual(expected)
  })

  it('gives signatures without bodies and docs without marks', async () => {
    const { symbols } = await read(
      '/// A box\n/// of things.\n///\n/// More.\npublic struct Box<T: P>: Q where T: R {\n  /// Makes it.\n  /// - Parameter a: x\n  public func make<U>(_ a: U = .init(), with b: [String]) async throws -> T? { nil }\n  /** In a block. */\n  var x = { () -> Int in\n    1\n  }()\n}',
    )
    expect(symbols.map(({ signature, doc }) => [signature, doc])).toEqual([
      ['public struct Box<T: P>: Q where T: R', 'A box of things.'],
      ['public func make<U>(_ a: U = .init(), with b: [String]) async throws -> T?', 'Makes it.'],
      ['var x', 'In a block.'],
    ])
  })

  it('names imports, and what they take', async () => {
    const { imports } = await read(
      'import A\n@testable import B\n@_exported import C\nimport struct D.E\npublic import F.G',
    )
    expect(imports.map(({ specifier, kind, names }) => `${kind} ${specifier} ${names}`)).toEqual([
      'import A *',
      'import B *',
      're-export C *',
      'import D E',
      'import F.G *',
    ])
  })

  it('refers to types and functions that it uses, not to members nor to what it declares', async () => {
    const { references } = await read(
      'class A: Base { var x: [Foo]; func m() { make(); self.other(); Bar.shared.Baz(); let s = "\\(Inside.x) Outside" } // Comment\n}\nextension Ext {}',
    )
    expect(references).toEqual(['Bar', 'Base', 'Ext', 'Foo', 'Inside', 'make'])
  })

  it('parses no bodies, whatever they hold, and keeps lines', () => {
    const text =
      'struct A {\n  var a: Int { get set }\n  func f() { if x { "}" } // }\n  }\n  enum B { case c }\n}\nlet f = { x }'
    expect(withoutBodies(text)).toBe(
      'struct A {\n  var a: Int { get set }\n  func f() {\n}\n  enum B { case c }\n}\nlet f = {}',
    )
  })

  it('leaves out words that the grammar does not know, and keeps them in comments', async () => {
    const { symbols, parseErrors } = await read(
      '/// An unsafe package of things.\npackage struct A {\n  func f(_ a: consuming B) throws(E) {}\n}',
    )
    expect(parseErrors).toEqual([])
    expect(symbols.map(({ name, doc }) => [name, doc])).toEqual([
      ['A', 'An unsafe package of things.'],
      ['f', null],
    ])
  })

  it('records where it could not parse', async () => {
    expect((await read('struct A {}\n)\n')).parseErrors).toMatchObject([{ startLine: 2, endLine: 2 }])
  })

  it('is an outline or a gap for fragments put together at random', async () => {
    const fragments =
      'class |struct |extension |func f|var x|A|{|}|(|)|:|=|<|>|"|"""|#"|"#|\\(|/*|*/|//|@|import |case |\n| |init|->|#if X\n|#endif\n|🎉'.split(
        '|',
      )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...fragments), { maxLength: 25 }), async (parts) => {
        const text = parts.join('')
        const lines = text.split('\n').length
        expect(withoutBodies(text).split('\n')).toHaveLength(lines)
        const outline = await readOutline({ path: 'a.swift', text })
        for (const { startLine, endLine } of [...outline!.symbols, ...outline!.parseErrors])
          expect(1 <= startLine && startLine <= endLine && endLine <= lines).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

async function uses(files: Record<string, string>, from: string): Promise<string[]> {
  const list = Object.entries(files).map(([path, text]) => ({ path, text, isTest: false }))
  const { dependencies, external, unresolved } = await readStructure(list)
  return [
    ...dependencies.filter((d) => d.from === from).map(({ to, names, kind, line }) => `${kind} ${line} ${to} ${names}`),
    ...external.filter((e) => e.from === from).map(({ name }) => `external ${name}`),
    ...unresolved.filter((u) => u.from === from).map(({ specifier }) => `unresolved ${specifier}`),
  ]
}

const manifest = `
  let package = Package(name: "p", targets: [
    // .target(name: "Gone"),
    .target(name: "Core", dependencies: [.product(name: "X", package: "x")]),
    .target(name: "Odd", dependencies: [.target(name: "Core")], path: "elsewhere"),
    .testTarget(name: "CoreTests", dependencies: ["Core"]),
  ])`
const box = 'public struct Box {}\nfunc make() {}'

describe('resolution', () => {
  it.each<[string, Record<string, string>, string, string[]]>([
    [
      'neighbours in a module',
      { 'Sources/Core/Box.swift': box, 'Sources/Core/a.swift': '\nlet b = Box()\nlet c = make()' },
      'Sources/Core/a.swift',
      ['package 2 Sources/Core/Box.swift Box,make'],
    ],
    [
      'an imported module',
      {
        'Sources/Core/Box.swift': box,
        'Sources/Core/Lid.swift': 'struct Lid {}',
        'Tests/CoreTests/a.swift': '@testable import Core\nlet b = Box()',
      },
      'Tests/CoreTests/a.swift',
      ['import 1 Sources/Core/Box.swift Box'],
    ],
    [
      'a module that is not imported',
      { 'Sources/Core/Box.swift': box, 'Tests/CoreTests/a.swift': 'let b = Box()' },
      'Tests/CoreTests/a.swift',
      [],
    ],
    [
      'a target with a path',
      { 'elsewhere/Box.swift': box, 'Tests/CoreTests/a.swift': 'import Odd\nlet b = Box()' },
      'Tests/CoreTests/a.swift',
      ['import 1 elsewhere/Box.swift Box'],
    ],
    [
      'what a module passes on',
      {
        'elsewhere/Box.swift': box,
        'Sources/Core/x.swift': '@_exported import Odd',
        'Tests/CoreTests/a.swift': 'import Core\nlet b = Box()',
      },
      'Tests/CoreTests/a.swift',
      ['import 1 elsewhere/Box.swift Box'],
    ],
    [
      'the own module first',
      {
        'Sources/Core/Box.swift': box,
        'Tests/CoreTests/Box.swift': box,
        'Tests/CoreTests/a.swift': 'import Core\nlet b = Box()',
      },
      'Tests/CoreTests/a.swift',
      ['package 2 Tests/CoreTests/Box.swift Box'],
    ],
    [
      'the main file of a module of which nothing known is used',
      { 'Sources/Core/Core.swift': box, 'Tests/CoreTests/a.swift': 'import Core\nx.y()' },
      'Tests/CoreTests/a.swift',
      ['import 1 Sources/Core/Core.swift *'],
    ],
    [
      'an extension leads to its type, and none to it',
      {
        'Sources/Core/Box.swift': box,
        'Sources/Core/a.swift': 'extension Box { func f() {} }',
        'Sources/Core/b.swift': 'let b = Box()',
      },
      'Sources/Core/a.swift',
      ['package 1 Sources/Core/Box.swift Box'],
    ],
    [
      'no private declarations',
      { 'Sources/Core/Box.swift': 'private struct Box {}', 'Sources/Core/a.swift': 'let b = Box()' },
      'Sources/Core/a.swift',
      [],
    ],
    [
      'modules from elsewhere',
      { 'Sources/Core/a.swift': 'import Foundation\nimport struct NIOCore.ByteBuffer' },
      'Sources/Core/a.swift',
      ['external Foundation', 'external NIOCore'],
    ],
    [
      'files without a package, by their folder',
      { 'App/Box.swift': box, 'App/Deep/a.swift': 'let b = Box()' },
      'App/Deep/a.swift',
      ['package 1 App/Box.swift Box'],
    ],
  ])('%s', async (_, files, from, expected) => {
    expect(await uses({ 'Package.swift': manifest, ...files }, from)).toEqual(expected)
  })
})
