import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStructure } from '@/lib/structure/read-structure'
import { rust } from './rust'

const read = async (text: string) => rust.outline('a.rs', text)
const shape = async (text: string) =>
  (await read(text)).symbols.map(
    (s) =>
      `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name} ${s.startLine}-${s.endLine} ${s.signature}`,
  )

describe('symbols', () => {
  it.each<[string, string[]]>([
    ['pub fn f<T>(a: T) -> u8\nwhere\n  T: X,\n{\n}', ['+function f 1-5 pub fn f<T>(a: T) -> u8 where T: X']],
    ['async unsafe fn f() {}', ['-function f 1-1 async unsafe fn f()']],
    [
      'pub(crate) fn f() {}\npub(self) fn g() {}',
      ['+function f 1-1 pub(crate) fn f()', '-function g 2-2 pub(self) fn g()'],
    ],
    [
      'pub struct S<T> {\n  pub a: T,\n  b: u8,\n}',
      ['+struct S 1-4 pub struct S<T>', '+property S.a 2-2 pub a: T', '-property S.b 3-3 b: u8'],
    ],
    ['struct P(pub u8);', ['-struct P 1-1 struct P(pub u8)']],
    ['union U { a: u8 }', ['-struct U 1-1 union U']],
    [
      'pub enum E {\n  A,\n  B { x: u8 },\n}',
      ['+enum E 1-4 pub enum E', '+constant E.A 2-2 A', '+constant E.B 3-3 B { x: u8 }'],
    ],
    [
      'trait T: X {\n  type I;\n  const C: u8;\n  fn a(&self);\n  fn b() {}\n}',
      [
        '-trait T 1-6 trait T: X',
        '+type T.I 2-2 type I',
        '+constant T.C 3-3 const C: u8',
        '+method T.a 4-4 fn a(&self)',
        '+method T.b 5-5 fn b()',
      ],
    ],
    [
      "impl<'a, T> S<T> {\n  pub fn a() {}\n  fn b() {}\n}\nimpl X for &'a mut m::P<u8> {\n  fn c() {}\n}",
      ['+method S.a 2-2 pub fn a()', '-method S.b 3-3 fn b()', '+method P.c 6-6 fn c()'],
    ],
    ['pub type A = Vec<u8>;', ['+type A 1-1 pub type A = Vec<u8>']],
    [
      'pub const C: u8 = 1;\nstatic mut S: [u8; 2] = [\n  1, 2,\n];',
      ['+constant C 1-1 pub const C: u8 = 1', '-variable S 2-4 static mut S: [u8; 2]'],
    ],
    [
      '#[macro_export]\n/// Doc.\nmacro_rules! m { () => {} }\nmacro_rules! n { () => {} }',
      ['+macro m 3-3 macro_rules! m', '-macro n 4-4 macro_rules! n'],
    ],
    [
      'pub mod a {\n  pub mod b {\n    pub fn f() {}\n  }\n  impl S {\n    fn g() {}\n  }\n}',
      [
        '+namespace a 1-8 pub mod a',
        '+namespace b 2-4 pub mod b',
        '+function b.f 3-3 pub fn f()',
        '-method S.g 6-6 fn g()',
      ].map((each) => each.replace('namespace b', 'namespace a.b')),
    ],
    ['extern "C" {\n  pub fn f();\n}', ['+function f 2-2 pub fn f()']],
    ['fn f() {\n  fn inner() {}\n  const X: u8 = 1;\n}', ['-function f 1-4 fn f()']],
  ])('%j', async (text, expected) => {
    expect(await shape(text)).toEqual(expected)
  })

  it('have their doc comments, attributes aside, and the file its own', async () => {
    const { doc, symbols } = await read(
      '// Copyright someone.\n\n//! # Title\n//! of the file.\n//!\n//! More.\n\n/// Does\n/// it.\n///\n/// More.\n#[cfg(\n  test\n)]\n#[inline]\nfn f() {}\n\n/** Block. */\nstruct S {\n  /// A field.\n  a: u8,\n}\n\n// Plain.\nfn g() {}\n\n//// Ruler.\nfn h() {}\n',
    )
    expect(doc).toBe('Title of the file.')
    expect(symbols.map(({ name, doc }) => [name, doc])).toEqual([
      ['f', 'Does it.'],
      ['S', 'Block.'],
      ['a', 'A field.'],
      ['g', null],
      ['h', null],
    ])
  })
})

describe('imports', () => {
  it.each<[string, string[]]>([
    [
      'use a::b::{c, d::*, self as e, f::{g as h}};',
      ['import a::b c', 'import a::b::d *', 'import a b', 'import a::b::f g'],
    ],
    ['use serde;\nextern crate log;', ['import serde self', 'import log self']],
    ['pub use self::a::B;\npub(crate) use ::c::D;', ['re-export self::a B', 're-export ::c D']],
    ['mod a;\npub(crate) mod r#b;\nmod c {}', ['include mod a a', 'include mod b b']],
    ['#[path = "x.rs"]\n#[cfg(unix)]\npub mod a;', ['include #[path = "x.rs"] mod a a']],
    ['#[cfg_attr(windows, path = "w.rs")] mod a;', ['include #[cfg_attr(…, path = "w.rs")] mod a a']],
    ['cfg_rt! { mod a; use b::c; }', ['include mod a a', 'import b c']],
    ['fn f() { use a::b; }', ['import a b']],
    ['const X: &str = include_str!("x.txt");', ['include x.txt']],
    ['include!(concat!(env!("CARGO_MANIFEST_DIR"), "/y.rs"));', ['include CARGO_MANIFEST_DIR/y.rs']],
    [
      '// use a::b;\n/* use /* c::d; */ mod e; */\nconst S: &str = r#"use f::g;"#; const C: char = \'"\'; use h::i;',
      ['import h i'],
    ],
  ])('%j', async (text, expected) => {
    const { imports } = await read(text)
    expect(imports.map(({ kind, specifier, names }) => `${kind} ${specifier} ${names}`.trim())).toEqual(expected)
  })

  it('are told from paths in code, as seen from the file', async () => {
    const { references } = await read(
      'fn f() { crate::a::b(); x::y(1); Type::new(); std::io::x(); say!(); a != b }\nmod m { fn g() { super::z::h(); self::w::i() } }',
    )
    expect(references).toEqual(['crate::a::b', 'say!', 'self::m::w::i', 'self::z::h', 'x::y'])
  })
})

async function lead(repository: Record<string, string>, from: string): Promise<string[]> {
  const files = Object.entries(repository).map(([path, text]) => ({ path, text, isTest: false }))
  const { dependencies, external, unresolved } = await readStructure(files)
  return [
    ...dependencies.filter((d) => d.from === from).map((d) => `${d.kind} ${d.to} ${d.line} ${d.names}`),
    ...external.filter((e) => e.from === from).map(({ name }) => `external ${name}`),
    ...unresolved.filter((u) => u.from === from).map(({ specifier }) => `unresolved ${specifier}`),
  ].sort()
}

const cargo = '[package]\nname = "my-crate"\nedition = "2021"\n'
const crate = {
  'Cargo.toml': cargo,
  'src/lib.rs': 'mod a;\npub mod b;\npub use b::c::Deep;\n#[macro_use]\nmod macros;',
  'src/a.rs': 'pub struct A;',
  'src/b/mod.rs': 'pub mod c;\npub struct B;\npub mod inline { pub struct I; }',
  'src/b/c.rs': 'pub struct Deep;\npub enum Kind { One }',
  'src/macros.rs': 'macro_rules! say { () => {} }',
}

describe('resolution', () => {
  it.each<[string, Record<string, string>, string, string[]]>([
    [
      'modules, by file and by folder',
      crate,
      'src/lib.rs',
      [
        'include src/a.rs 1 a',
        'include src/b/mod.rs 2 b',
        'include src/macros.rs 5 macros',
        're-export src/b/c.rs 3 Deep',
      ],
    ],
    [
      'names of the crate, re-exported ones to what defines them',
      { ...crate, 'src/a.rs': 'use crate::{b::B, Deep, b::c::Kind::One};\nuse crate::b::inline::I;' },
      'src/a.rs',
      ['import src/b/c.rs 1 Deep', 'import src/b/c.rs 1 One', 'import src/b/mod.rs 1 B', 'import src/b/mod.rs 2 I'],
    ],
    [
      'relative paths',
      { ...crate, 'src/b/c.rs': 'use super::B;\nuse super::super::a::A;\nuse self::x::Y;' },
      'src/b/c.rs',
      ['import src/a.rs 2 A', 'import src/b/mod.rs 1 B', 'unresolved self::x'],
    ],
    [
      'a missing module, and one of the crate that is not there',
      { 'Cargo.toml': cargo, 'src/lib.rs': 'mod gone;\nuse crate::zz::X;' },
      'src/lib.rs',
      ['unresolved crate::zz', 'unresolved mod gone'],
    ],
    [
      'globs, through which names are found',
      {
        'Cargo.toml': cargo,
        'src/lib.rs': 'mod a;\nmod p;\nuse p::*;\nuse A;',
        'src/p.rs': 'pub use crate::a::*;',
        'src/a.rs': 'pub struct A;',
      },
      'src/p.rs',
      ['re-export src/a.rs 1 *'],
    ],
    [
      'the standard library and crates of the registry, by the names of their packages',
      {
        'Cargo.toml': `${cargo}[dependencies]\nproc-macro2 = "1"\njson = { package = "serde_json", version = "1" }`,
        'src/lib.rs': 'use std::io;\nuse proc_macro2::X;\nuse json::Value;',
      },
      'src/lib.rs',
      ['external proc-macro2', 'external serde_json', 'external std'],
    ],
    [
      'crates of the workspace by path, also as the workspace says',
      {
        'Cargo.toml': '[workspace]\nmembers = ["a", "b-c"]\n[workspace.dependencies]\nb-c = { path = "b-c" }',
        'a/Cargo.toml': `${cargo}[dependencies]\nb-c.workspace = true\nother = { path = "../b-c", package = "b-c" }`,
        'a/src/main.rs': 'use b_c::B;\nuse other::B as C;\nfn main() { b_c::run() }',
        'b-c/Cargo.toml': '[package]\nname = "b-c"\nedition.workspace = true',
        'b-c/src/lib.rs': 'pub struct B;',
      },
      'a/src/main.rs',
      ['import b-c/src/lib.rs 1 B', 'import b-c/src/lib.rs 2 B'],
    ],
    [
      'its own library from a program, a test, an example',
      { ...crate, 'tests/t.rs': 'mod common;\nuse my_crate::Deep;', 'tests/common/mod.rs': '' },
      'tests/t.rs',
      ['import src/b/c.rs 2 Deep', 'include tests/common/mod.rs 1 common'],
    ],
    [
      'the first edition, whose paths begin at the crate',
      {
        'Cargo.toml': '[package]\nname = "old"',
        'src/lib.rs': 'mod a;\nmod b;',
        'src/a.rs': 'use b::B;',
        'src/b.rs': 'pub struct B;',
      },
      'src/a.rs',
      ['import src/b.rs 1 B'],
    ],
    [
      'modules at a told path, for every system',
      {
        'Cargo.toml': cargo,
        'src/lib.rs': '#[cfg_attr(unix, path = "sys/unix.rs")]\nmod sys;',
        'src/sys.rs': '',
        'src/sys/unix.rs': '',
      },
      'src/lib.rs',
      ['include src/sys.rs 2 sys', 'include src/sys/unix.rs 2 sys'],
    ],
    [
      'modules inside written modules',
      {
        'Cargo.toml': cargo,
        'src/lib.rs': 'mod a {\n  mod b;\n}\nmod c;',
        'src/a/b.rs': '',
        'src/c.rs': 'mod d { mod e; }',
        'src/c/d/e.rs': '',
      },
      'src/c.rs',
      ['include src/c/d/e.rs 1 e'],
    ],
    [
      'paths in code without a use, and macros',
      { ...crate, 'src/a.rs': '// say! B\nfn f() {\n  say!();\n  crate::b::B::new();\n}' },
      'src/a.rs',
      ['package src/b/mod.rs 4 B', 'package src/macros.rs 3 say'],
    ],
    [
      'files that only a macro takes in, by where they lie',
      {
        'Cargo.toml': cargo,
        'tests/all/main.rs': 'automod::dir!("tests/all");',
        'tests/all/a.rs': 'use super::b::B;',
        'tests/all/b.rs': 'pub struct B;',
      },
      'tests/all/a.rs',
      ['import tests/all/b.rs 1 B'],
    ],
    [
      'a repository without manifest',
      { 'main.rs': 'mod a;\nuse a::A;\nuse serde::X;', 'a.rs': 'pub struct A;' },
      'main.rs',
      ['external serde', 'import a.rs 2 A', 'include a.rs 1 a'],
    ],
    [
      'what is included',
      { 'src/lib.rs': 'include!("x.rs");\nconst R: &str = include_str!("../y.rs");', 'src/x.rs': '', 'y.rs': '' },
      'src/lib.rs',
      ['include src/x.rs 1 ', 'include y.rs 2 '],
    ],
  ])('%s', async (_, repository, from, expected) => {
    expect(await lead(repository, from)).toEqual(expected)
  })

  it('survives manifests that are broken and modules that take themselves in', async () => {
    const repository = {
      'Cargo.toml': '[package',
      'src/lib.rs': '#[path = "lib.rs"]\nmod a;\nuse a::a::a;\npub use b::c;\npub use c::b;',
    }
    expect(await lead(repository, 'src/lib.rs')).toEqual(['external a', 'external b', 'external c'])
  })
})

describe('what does not parse', () => {
  it('is a gap, and the rest is read', async () => {
    const { symbols, parseErrors } = await read('fn a() {}\nstruct = ;\nfn b() {}\n')
    expect(symbols.map(({ name }) => name)).toEqual(expect.arrayContaining(['a', 'b']))
    expect(parseErrors.length).toBeGreaterThan(0)
  })

  it('never throws on fragments put together at random', async () => {
    const fragments =
      'fn f|mod a|use |pub |impl |struct |enum |trait |macro_rules! |(|)|{|}|<|>|::|;|*|,|as |self|super|crate|"|\'|r#"|#[path = "x"]|//|/*|*/|\n|🎉|!|x|include!("'
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...fragments.split('|')), { maxLength: 40 }), async (parts) => {
        const text = parts.join('')
        const lines = text.split('\n').length
        const { symbols, imports, parseErrors } = await read(text)
        for (const { startLine, endLine } of [...symbols, ...parseErrors])
          expect(1 <= startLine && startLine <= endLine && endLine <= lines).toBe(true)
        for (const { line } of imports) expect(1 <= line && line <= lines).toBe(true)
        await readStructure([
          { path: 'src/lib.rs', text, isTest: false },
          { path: 'src/a.rs', text, isTest: false },
        ])
      }),
      { numRuns: 120 },
    )
  })
})
