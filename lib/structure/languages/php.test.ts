import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOutline } from '@/lib/structure/read-outlines'
import { readStructure } from '@/lib/structure/read-structure'
import { php } from './php'

const read = async (code: string) => php.outline('a.php', `<?php\n${code}`)
const shape = async (code: string) =>
  (await read(code)).symbols.map(
    (s) =>
      `${s.isExported ? '+' : '-'}${s.kind} ${s.parent ? `${s.parent}.` : ''}${s.name} ${s.startLine}-${s.endLine}`,
  )

describe('outline', () => {
  it.each<[string, string[]]>([
    ['class A {}\ninterface I {}\ntrait T {}', ['+class A 2-2', '+interface I 3-3', '+trait T 4-4']],
    [
      'enum E: string {\n  case A = "a";\n  const Z = self::A;\n  public function f() {}\n}',
      ['+enum E 2-6', '+constant E.A 3-3', '+constant E.Z 4-4', '+method E.f 5-5'],
    ],
    [
      'abstract class A {\n  const X = 1, Y = 2;\n  public $a, $b;\n  private static int $c = 1;\n  abstract protected function m();\n  private function n() {}\n}',
      [
        '+class A 2-8',
        '+constant A.X 3-3',
        '+constant A.Y 3-3',
        '+property A.$a 4-4',
        '+property A.$b 4-4',
        '-property A.$c 5-5',
        '+method A.m 6-6',
        '-method A.n 7-7',
      ],
    ],
    [
      'class A { function __construct(private int $x) {} }',
      ['+class A 2-2', '+method A.__construct 2-2', '-property A.$x 2-2'],
    ],
    ['function f() {}\nconst K = 1;\ndefine("L", 2);', ['+function f 2-2', '+constant K 3-3', '+constant L 4-4']],
    ['#[Attr(1)]\n#[Other]\nfinal class A {\n  #[X]\n  public int $a;\n}', ['+class A 4-7', '+property A.$a 6-6']],
    ['namespace N { class A {} }', ['+class A 2-2']],
    ['namespace N { class A {} }\nnamespace { class B {} }', ['+class A 2-2', '+class B 3-3']],
  ])('%j', async (code, expected) => {
    expect(await shape(code)).toEqual(expected)
  })

  it('gives signatures without attributes, bodies and long values, and docs without marks and tags', async () => {
    const {
      symbols,
      doc,
      package: name,
    } = await read(
      '/**\n * About the file.\n */\n\nnamespace A\\B;\n\n/**\n * Does things\n * well.\n *\n * More.\n * @api\n */\n#[Attr]\nfinal class C extends D implements E, F\n{\n    /** @var int */\n    public ?int $x = null;\n    public array $y = [\n      1,\n    ];\n    public static function make(int $a = 1, ?Foo ...$rest): static { }\n}',
    )
    expect(doc).toBe('About the file.')
    expect(name).toBe('A\\B')
    expect(symbols.map(({ signature, doc }) => [signature, doc])).toEqual([
      ['final class C extends D implements E, F', 'Does things well.'],
      ['public ?int $x = null', null],
      ['public array $y', null],
      ['public static function make(int $a = 1, ?Foo ...$rest): static', null],
    ])
  })

  it('reads files that begin with HTML', async () => {
    const { symbols, imports } = await php.outline(
      'a.phtml',
      '<html>\n<?php use A\\B; ?>\n<b>\n<?php function f() { ?><i><?php } ?>',
    )
    expect(symbols.map(({ name, startLine }) => `${name} ${startLine}`)).toEqual(['f 4'])
    expect(imports).toMatchObject([{ specifier: 'A\\B', line: 2 }])
  })

  it('unfolds use statements, and imports qualified names as they resolve', async () => {
    const { imports, references } = await read(
      'namespace N;\nuse A\\B, A\\C as D;\nuse A\\{E, F\\G as H, function f};\nuse function A\\g;\nuse const A\\K;\nnew B; new D\\Sub; new \\Full\\X; new Rel\\Y; new namespace\\Z; new Near; f(); g(); h(); self::x(); H::x();',
    )
    expect(imports.map(({ specifier, line }) => `${line} ${specifier}`)).toEqual([
      '3 A\\B',
      '3 A\\C',
      '4 A\\E',
      '4 A\\F\\G',
      '4 A\\f',
      '5 A\\g',
      '6 A\\K',
      '7 A\\C\\Sub',
      '7 Full\\X',
      '7 N\\Rel\\Y',
      '7 N\\Z',
    ])
    expect(references).toEqual(['Near', 'h'])
  })

  it('refers to classes wherever a name is one', async () => {
    const { references } = await read(
      '#[A1]\nclass X extends A2 implements A3 { use A4; private A5|A6|null $p; function m(?A7 $a = A8::K): A9 { try { $a instanceof B1; B2::f(); B3::$p; } catch (B4 | B5 $e) {} fn(B6 $b): B7 => 1; new class extends B8 {}; } }',
    )
    expect(references).toEqual([
      'A1',
      'A2',
      'A3',
      'A4',
      'A5',
      'A6',
      'A7',
      'A8',
      'A9',
      'B1',
      'B2',
      'B3',
      'B4',
      'B5',
      'B6',
      'B7',
      'B8',
    ])
  })

  it.each([
    ["'a.php'", 'a.php'],
    ["(__DIR__ . '/../a.php')", '__DIR__/../a.php'],
    ["dirname(__FILE__) . '/a.php'", '__DIR__/a.php'],
    ['dirname(__DIR__, 2) . "/a.php"', '__DIR__/../../a.php'],
    ["dirname(dirname(__FILE__)) . DIRECTORY_SEPARATOR . 'a.php'", '__DIR__/../a.php'],
    ["$folder . '/a.php'", undefined],
    ['"$folder/a.php"', undefined],
    ["ROOT . '/a.php'", undefined],
  ])('include of %s', async (expression, specifier) => {
    const { imports } = await read(`require_once ${expression};`)
    expect(imports.map((each) => `${each.kind} ${each.specifier}`)).toEqual(specifier ? [`include ${specifier}`] : [])
  })

  it('records where it could not parse', async () => {
    expect((await read('function f( {}\nclass A {}')).parseErrors).toMatchObject([{ startLine: 2 }])
  })

  it('is an outline or a gap for fragments put together at random', async () => {
    const fragments =
      '<?php |?>|use |namespace |class |A|\\|{|}|(|)|;|,|$|->|::|"|\'|<<<X\n|X\n|/*|*/|#[|]|//|\n| |function |as |require |__DIR__|.|new |🎉'.split(
        '|',
      )
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...fragments), { maxLength: 40 }), async (parts) => {
        const text = parts.join('')
        const lines = text.split('\n').length
        const outline = await readOutline({ path: 'a.php', text })
        for (const { startLine, endLine } of [...outline!.symbols, ...outline!.parseErrors])
          expect(1 <= startLine && startLine <= endLine && endLine <= lines).toBe(true)
        for (const { line } of outline!.imports) expect(1 <= line && line <= lines).toBe(true)
      }),
      { numRuns: 200 },
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

const composer = (content: unknown) => JSON.stringify(content)
const psr4 = composer({ autoload: { 'psr-4': { 'App\\': 'src/' } } })

describe('resolution', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'PSR-4',
      { 'composer.json': psr4, 'src/M/U.php': '', 'a.php': '<?php use App\\M\\U;' },
      ['import 1 src/M/U.php U'],
    ],
    [
      'PSR-4 for development, in several folders',
      {
        'composer.json': composer({ 'autoload-dev': { 'psr-4': { 'App\\': ['x', './y/'] } } }),
        'y/U.php': '',
        'a.php': '<?php use App\\U;',
      },
      ['import 1 y/U.php U'],
    ],
    [
      'the longest prefix first',
      {
        'composer.json': composer({ autoload: { 'psr-4': { 'App\\': 'src', 'App\\T\\': 'tests' } } }),
        'src/T/U.php': '',
        'tests/U.php': '',
        'a.php': '<?php use App\\T\\U;',
      },
      ['import 1 tests/U.php U'],
    ],
    [
      'PSR-0',
      {
        'composer.json': composer({ autoload: { 'psr-0': { App_: 'lib' } } }),
        'lib/App/M/U.php': '',
        'a.php': '<?php new App_M_U;',
      },
      ['package 1 lib/App/M/U.php App_M_U'],
    ],
    [
      'a package of a monorepo',
      { 'packages/p/composer.json': psr4, 'packages/p/src/U.php': '', 'a.php': '<?php use App\\U;' },
      ['import 1 packages/p/src/U.php U'],
    ],
    [
      'a class declared anywhere',
      { 'x.php': '<?php namespace App; class U {}', 'a.php': '<?php use App\\U;' },
      ['import 1 x.php U'],
    ],
    [
      'the own namespace',
      { 'x.php': '<?php namespace N; class U {}', 'a.php': '<?php\nnamespace N;\nnew U;' },
      ['package 3 x.php U'],
    ],
    ['no global class from a namespace', { 'x.php': '<?php class U {}', 'a.php': '<?php namespace N; new U;' }, []],
    [
      'a global function from a namespace',
      { 'x.php': '<?php function f() {}', 'a.php': '<?php namespace N; f();' },
      ['package 1 x.php f'],
    ],
    [
      'a function and a constant by use',
      {
        'x.php': '<?php namespace N; function f() {} const K = 1;',
        'a.php': '<?php use function N\\f; use const N\\K;',
      },
      ['import 1 x.php f', 'import 1 x.php K'],
    ],
    [
      'a part of a namespace by alias',
      { 'x.php': '<?php namespace N\\M; class U {}', 'a.php': '<?php\nuse N\\M as P;\nnew P\\U;' },
      ['import 3 x.php U'],
    ],
    [
      'includes from the own folder',
      { 'lib/b.php': '', 'lib/a.php': '', 'a.php': "<?php require __DIR__ . '/lib/b.php';" },
      ['include 1 lib/b.php *'],
    ],
    ['includes from the root', { 'lib/b.php': '', 'a.php': "<?php require 'lib/b.php';" }, ['include 1 lib/b.php *']],
    ['what composer generates', { 'a.php': "<?php require __DIR__ . '/vendor/autoload.php';" }, ['external composer']],
    ['an include of nothing', { 'a.php': "<?php require __DIR__ . '/b.php';" }, ['unresolved __DIR__/b.php']],
    [
      'packages by their names, PHP itself',
      {
        'composer.json': composer({ require: { 'psr/http-message': '*', 'psr/log': '*' } }),
        'a.php': '<?php use Psr\\Http\\Message\\UriInterface; new \\Exception;',
      },
      ['external psr/http-message', 'external php'],
    ],
    [
      'packages by the lock',
      {
        'composer.lock': composer({ packages: [{ name: 'x/y', autoload: { 'psr-4': { 'Z\\': 'src' } } }] }),
        'a.php': '<?php use Z\\U;',
      },
      ['external x/y'],
    ],
    [
      'a class of ours that is nowhere',
      { 'composer.json': psr4, 'a.php': '<?php use App\\Missing;' },
      ['unresolved App\\Missing'],
    ],
    [
      'a manifest that is none',
      { 'composer.json': '{ "autoload": [', 'x.php': '<?php class U {}', 'a.php': '<?php new U;' },
      ['package 1 x.php U'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await uses(files, 'a.php')).toEqual(expected)
  })

  it('takes the nearest of several classes of one name', async () => {
    const files = { 'p/x.php': '<?php class U {}', 'q/x.php': '<?php class U {}', 'q/r/a.php': '<?php new U;' }
    expect(await uses(files, 'q/r/a.php')).toEqual(['package 1 q/x.php U'])
  })
})

it('what lies in bodies is found too: functions, constants and includes', async () => {
  const outline = await read(
    "class A {\n  function m() {\n    if (true) {\n      require 'b.php';\n      define('LIMIT', 3);\n      function inner() {}\n    }\n    return new class { public function n() {} };\n  }\n}\n",
  )
  expect(outline.imports.map(({ specifier, line }) => `${specifier} ${line}`)).toEqual(['b.php 5'])
  expect(outline.symbols.map(({ name }) => name)).toEqual(expect.arrayContaining(['A', 'm', 'LIMIT', 'inner']))
})
