import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findLanguage } from '@/lib/structure/languages'
import { readOutline } from '@/lib/structure/read-outlines'
import { readStructure } from '@/lib/structure/read-structure'

/** `kind parent>name lines signature` of every symbol. */
async function symbolsOf(path: string, text: string): Promise<string[]> {
  const outline = await readOutline({ path, text })
  return (outline?.symbols ?? []).map(
    ({ kind, parent, name, startLine, endLine, signature }) =>
      `${kind} ${parent ? `${parent}>` : ''}${name} ${startLine}-${endLine} ${signature}`,
  )
}

async function edgesOf(files: Record<string, string>): Promise<string[]> {
  const given = Object.entries(files).map(([path, text]) => ({ path, text, isTest: false }))
  const { dependencies, external, unresolved } = await readStructure(given)
  return [
    ...dependencies.map(({ from, to }) => `${from} → ${to}`),
    ...external.map(({ from, name }) => `${from} → package ${name}`),
    ...unresolved.map(({ from, specifier }) => `${from} → ? ${specifier}`),
  ]
}

describe('what files of data hold', () => {
  test.each<[string, string, string[]]>([
    [
      'a.json',
      '// kept\n{"name": "x", "scripts": {\n"a": 1}, "list": [1,\n2]}',
      ['key name 2-2 name: "x"', 'key scripts 2-3 scripts: {…}', 'key scripts>a 3-3 a: 1', 'key list 3-4 list: […]'],
    ],
    [
      'a.yml',
      'a: 1\n"b c":\n  d: [1]\n  e: {f: g}\nlist:\n  - x: 1\n---\nz: |\n  2\n',
      [
        'key a 1-1 a: 1',
        'key b c 2-4 b c',
        'key b c>d 3-3 d: [1]',
        'key b c>e 4-4 e: {f: g}',
        'key list 5-6 list',
        'key z 8-9 z: "…"',
      ],
    ],
    [
      'a.toml',
      'a = 1\n[tool.poetry]\nname = "x"\n[[bin]]\nname = """\nb"""\n',
      [
        'key a 1-1 a: 1',
        'table tool.poetry 2-3 [tool.poetry]',
        'key tool.poetry>name 3-3 name: "x"',
        'table bin 4-6 [[bin]]',
        'key bin>name 5-6 name: "…"',
      ],
    ],
    [
      'a.md',
      '# Title\n\ntext\n\n## Sub *x* [y](z)\n\n```\n# no\n```\n\n## Other\n',
      ['heading Title 1-11 # Title', 'heading Title>Sub x y 5-10 ## Sub x y', 'heading Title>Other 11-11 ## Other'],
    ],
    [
      'a.html',
      '<title>A page</title>\n<main id="x"><h1>\n Head </h1></main>',
      ['heading A page 1-1 <title> A page', 'element x 2-3 <main id="x">', 'heading x>Head 2-3 <h1> Head'],
    ],
    [
      'a.css',
      ':root { --x: 1px }\n@media print { .a,\n.b { c: d } }\n@keyframes k { from { a: b } }',
      ['rule :root 1-1 :root', 'variable :root>--x 1-1 --x: 1px', 'rule .a, .b 2-3 .a, .b', 'rule k 4-4 @keyframes k'],
    ],
    [
      'a.scss',
      '$v: 1;\n@mixin m($a) { x: y }\n@function f() { @return 1; }\n.a { .b { c: d } }',
      ['variable $v 1-1 $v: 1;', 'macro m 2-2 @mixin m($a)', 'function f 3-3 @function f()', 'rule .a 4-4 .a'],
    ],
    [
      'a.sql',
      "create table if not exists p.users (\n id int, -- key\n name text default 'a,b',\n primary key (id, name)\n);\nCREATE OR REPLACE VIEW v AS SELECT 1;\ncreate function f(a int) returns int as $$ begin; end $$;\ninsert into a values (1);",
      [
        'table p.users 1-5 create table if not exists p.users',
        'property p.users>id 2-2 id int',
        "property p.users>name 3-3 name text default 'a,b'",
        'table v 6-6 CREATE OR REPLACE VIEW v',
        'function f 7-7 create function f(a int) returns int',
      ],
    ],
    ['b.sql', 'create table `m` (`x` int);', ['table m 1-1 create table `m`', 'property m>x 1-1 `x` int']],
  ])('%s', async (path, text, expected) => {
    expect(await symbolsOf(path, text)).toEqual(expected)
  })

  test('the opening and the comments above tell what things are about', async () => {
    const docs = async (path: string, text: string) => {
      const outline = await readOutline({ path, text })
      return [outline?.doc, ...(outline?.symbols ?? []).map((symbol) => symbol.doc)]
    }
    expect(await docs('a.yaml', '# The file\n\n# About a\na: 1\n')).toEqual(['The file', 'About a'])
    expect(await docs('a.sql', '-- The file\n\n/* About v */\ncreate view v as select 1;')).toEqual([
      'The file',
      'About v',
    ])
    expect((await docs('a.md', '[![b](c)](d)\n\n# T\n\n![x](y)\n\nIt is **for** `all` who [read](a.md).\n'))[0]).toBe(
      'It is for all who read.',
    )
  })

  test('a thousand keys are enough', async () => {
    const text = JSON.stringify(Object.fromEntries(Array.from({ length: 3000 }, (_, key) => [`k${key}`, key])))
    expect(await symbolsOf('a.json', text)).toHaveLength(1000)
  })

  test('nothing in them is exported but what Sass offers', async () => {
    const outline = await readOutline({ path: 'a.scss', text: '$v: 1;\n$_own: 2;\n.a { b: c }\n@mixin m() { a: b }' })
    expect(outline?.symbols.filter((symbol) => symbol.isExported).map((symbol) => symbol.name)).toEqual(['$v', 'm'])
  })
})

describe('what pages and styles load', () => {
  test('leads to files as a browser would go, from the root to what a server would answer', async () => {
    const page =
      '<script src="../app/a.js?v=1"></script><link rel=stylesheet href="/site.css"><img src="{{ logo }}"><script src="https://cdn.example.com/x.js"></script><img src="gone.png"><a href="b.html">b</a>'
    expect(await edgesOf({ 'pages/a.html': page, 'app/a.js': '', 'public/site.css': '', 'pages/b.html': '' })).toEqual([
      'pages/a.html → app/a.js',
      'pages/a.html → public/site.css',
      'pages/a.html → package cdn.example.com',
      'pages/a.html → ? gone.png',
    ])
  })

  test('styles find imports, partials and indexes', async () => {
    const files = {
      'css/a.css': '@import "b.css"; @import url(c.css); @import "tailwindcss"; .a { background: url("../i.png") }',
      'css/b.css': '',
      'css/c.css': '',
      'i.png': '',
      'sass/main.scss': '@use "vars"; @forward "parts/list"; @use "theme"; @use "sass:math";',
      'sass/_vars.scss': '',
      'sass/parts/_list.scss': '',
      'sass/theme/_index.scss': '',
    }
    expect(await edgesOf(files)).toEqual([
      'css/a.css → css/b.css',
      'css/a.css → css/c.css',
      'css/a.css → i.png',
      'sass/main.scss → sass/_vars.scss',
      'sass/main.scss → sass/parts/_list.scss',
      'sass/main.scss → sass/theme/_index.scss',
      'css/a.css → package tailwindcss',
    ])
  })
})

test('text that nobody would write is an outline or a gap, never a failure', async () => {
  const paths = ['a.json', 'a.yaml', 'a.toml', 'a.md', 'a.html', 'a.css', 'a.scss', 'a.sql']
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ':',
    '"',
    "'",
    '# ',
    '---\n',
    '\n',
    '  ',
    '<a ',
    '>',
    'create table ',
    '(',
    ',',
    '@import ',
    '$',
    '/*',
    '`',
    '\0',
    '😀',
    '- ',
  )
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom(...paths), async (pieces, path) => {
      expect(findLanguage(path)).toBeDefined()
      const outline = await readOutline({ path, text: pieces.join('') })
      expect(outline?.parseErrors.every(({ message }) => !/undefined|null/.test(message))).toBe(true)
    }),
    { numRuns: 150 },
  )
})
