import { describe, expect, it } from 'vitest'
import { empty, type Files, json, resolve } from './testing/resolve'

describe('relative paths', () => {
  it.each<[string, Files, string, string, string]>([
    ['extension left out', empty('src/b.ts'), 'src/a.ts', './b', 'src/b.ts'],
    ['.js written for .ts', empty('src/b.ts'), 'src/a.ts', './b.js', 'src/b.ts'],
    ['.jsx for .tsx', empty('b.tsx'), 'a.ts', './b.jsx', 'b.tsx'],
    ['.mjs for .mts', empty('b.mts'), 'a.ts', './b.mjs', 'b.mts'],
    ['.cjs for .cts', empty('b.cts'), 'a.ts', './b.cjs', 'b.cts'],
    ['TypeScript prefers .ts', empty('b.ts', 'b.js'), 'a.ts', './b.js', 'b.ts'],
    ['JavaScript takes what is written', empty('b.ts', 'b.js'), 'a.js', './b.js', 'b.js'],
    ['JavaScript prefers .js to its declarations', empty('b.d.ts', 'b.js'), 'a.js', './b', 'b.js'],
    ['TypeScript prefers declarations to .js', empty('b.d.ts', 'b.js'), 'a.ts', './b', 'b.d.ts'],
    ['a file before a folder', empty('b.ts', 'b/index.ts'), 'a.ts', './b', 'b.ts'],
    ['index of a folder', empty('b/index.tsx'), 'a.ts', './b', 'b/index.tsx'],
    ['a folder only', empty('b.ts', 'b/index.ts'), 'a.ts', './b/', 'b/index.ts'],
    ['the folder itself', empty('src/index.ts'), 'src/a.ts', '.', 'src/index.ts'],
    ['the root', empty('index.js'), 'test/a.js', '..', 'index.js'],
    [
      'the entry a folder names',
      { 'b/package.json': json({ main: 'lib/x.js' }), 'b/lib/x.js': '' },
      'a.js',
      './b',
      'b/lib/x.js',
    ],
    ['JSON, styles and assets', empty('b.css'), 'a.ts', './b.css', 'b.css'],
    ['a bundler query', empty('b.svg'), 'a.ts', './b.svg?raw', 'b.svg'],
    ['a webpack loader', empty('b.txt'), 'a.js', 'raw-loader!./b.txt', 'b.txt'],
    ['a missing file', {}, 'a.ts', './b', 'unresolved'],
    ['above the repository', empty('b.ts'), 'a.ts', '../b', 'unresolved'],
  ])('%s', (_, files, from, specifier, expected) => {
    expect(resolve(files, from, specifier)).toBe(expected)
  })
})

describe('aliases', () => {
  const tsconfig =
    '{\n  // comment\n  "compilerOptions": { "baseUrl": ".", "paths": { "@app/*": ["src/*"], "one": ["src/one.ts"], "@app/x/*": ["x/*"] }, },\n}'
  const files = { 'tsconfig.json': tsconfig, ...empty('src/b.ts', 'src/one.ts', 'x/c.ts', 'lib/d.ts') }
  it.each<[string, Files, string, string, string]>([
    ['paths with a star', files, 'src/a.ts', '@app/b', 'src/b.ts'],
    ['paths to one file', files, 'a.ts', 'one', 'src/one.ts'],
    ['the longest prefix wins', files, 'a.ts', '@app/x/c', 'x/c.ts'],
    ['an aliased file that is missing', files, 'a.ts', '@app/nothing', 'unresolved'],
    ['baseUrl', files, 'deep/a.ts', 'lib/d', 'lib/d.ts'],
    ['a package in spite of baseUrl', files, 'a.ts', 'react', 'external react'],
    [
      'extends, relative to the file that says it',
      {
        'config/base.json': '{"compilerOptions":{"paths":{"~x/*":["../x/*"]}}}',
        'app/tsconfig.json': '{"extends":"../config/base"}',
        ...empty('x/b.ts'),
      },
      'app/a.ts',
      '~x/b',
      'x/b.ts',
    ],
    [
      'extends a package of the repository, with its folder left open',
      {
        'package.json': json({ workspaces: ['packages/*'] }),
        'packages/cfg/package.json': json({ name: '@r/cfg' }),
        // The escape keeps the linter from taking the placeholder for a template.
        'packages/cfg/base.json': '{"compilerOptions":{"paths":{"q/*":["\\u0024{configDir}/src/*"]}}}',
        'packages/app/tsconfig.json': '{"extends":"@r/cfg/base.json"}',
        'packages/app/src/b.ts': '',
      },
      'packages/app/a.ts',
      'q/b',
      'packages/app/src/b.ts',
    ],
    [
      'extends in a circle',
      {
        'tsconfig.json': '{"extends":"./other.json"}',
        'other.json': '{"extends":"./tsconfig.json","compilerOptions":{"paths":{"q":["./b.ts"]}}}',
        'b.ts': '',
      },
      'a.ts',
      'q',
      'b.ts',
    ],
    [
      'a referenced configuration',
      {
        'tsconfig.json': '{"files":[],"references":[{"path":"./tsconfig.app.json"}]}',
        'tsconfig.app.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
        ...empty('src/b.ts'),
      },
      'src/a.ts',
      '@/b',
      'src/b.ts',
    ],
    [
      'a dependency under a claimed pattern',
      {
        'tsconfig.json': '{"compilerOptions":{"paths":{"@v/*":["p/*"]}}}',
        'package.json': json({ dependencies: { '@v/far': '1' } }),
      },
      'a.ts',
      '@v/far',
      'external @v/far',
    ],
    ['@/ without configuration', empty('src/b.js'), 'src/a.js', '@/b', 'src/b.js'],
    ['@/ to nothing', {}, 'src/a.js', '@/b', 'unresolved'],
    [
      'package imports',
      { 'package.json': json({ imports: { '#in/*': './src/*.js', '#out': 'chalk' } }), 'src/b.ts': '' },
      'src/a.ts',
      '#in/b',
      'src/b.ts',
    ],
    [
      'package imports to a package',
      { 'package.json': json({ imports: { '#out': 'chalk' } }) },
      'a.js',
      '#out',
      'external chalk',
    ],
    ['package imports to nothing', { 'package.json': json({ imports: {} }) }, 'a.js', '#no', 'unresolved'],
  ])('%s', (_, given, from, specifier, expected) => {
    expect(resolve(given, from, specifier)).toBe(expected)
  })
})

describe('packages', () => {
  const workspace = (manifest: object, ...sources: string[]): Files => ({
    'package.json': json({ name: 'root', workspaces: ['packages/*'] }),
    'packages/b/package.json': json({ name: '@r/b', ...manifest }),
    ...Object.fromEntries(sources.map((path) => [`packages/b/${path}`, ''])),
  })
  it.each<[string, Files, string, string]>([
    [
      'a source condition before others',
      workspace({ exports: { import: './lib/x.js', source: './code/x.ts' } }, 'code/x.ts', 'lib/x.js'),
      '@r/b',
      'packages/b/code/x.ts',
    ],
    [
      'no member that is refused',
      {
        'pnpm-workspace.yaml': "packages:\n  - 'libs/*'\n  - '!libs/no'\n",
        'libs/no/package.json': json({ name: 'no' }),
        'libs/no/index.ts': '',
        'libs/b/package.json': json({ name: 'b' }),
        'package.json': json({ name: 'r' }),
      },
      'no',
      'external no',
    ],
    [
      'own name before that of another',
      {
        'package.json': json({ workspaces: ['libs/*'] }),
        'test/package.json': json({ name: 'b' }),
        'test/index.ts': '',
        'libs/b/package.json': json({ name: 'b' }),
        'libs/b/index.ts': '',
      },
      'b',
      'test/index.ts',
    ],
    ['main of a build', workspace({ main: 'dist/index.js' }, 'src/index.ts'), '@r/b', 'packages/b/src/index.ts'],
    [
      'exports with a source condition',
      workspace({ exports: { '.': { types: './d.ts', source: './code/x.ts' } } }, 'code/x.ts'),
      '@r/b',
      'packages/b/code/x.ts',
    ],
    [
      'exports of conditions only',
      workspace({ exports: { import: './dist/a.mjs' } }, 'src/a.ts'),
      '@r/b',
      'packages/b/src/a.ts',
    ],
    [
      'a built subpath',
      workspace({ exports: { './sub': './dist/esm/sub.js' } }, 'src/sub.ts'),
      '@r/b/sub',
      'packages/b/src/sub.ts',
    ],
    [
      'a subpath pattern',
      workspace({ exports: { './*': './build/*.js' } }, 'src/x/y.ts'),
      '@r/b/x/y',
      'packages/b/src/x/y.ts',
    ],
    ['a subpath without exports', workspace({}, 'lib/x.js'), '@r/b/lib/x', 'packages/b/lib/x.js'],
    [
      'source before a build that is there',
      workspace({ main: 'dist/index.js' }, 'dist/index.js', 'src/index.ts'),
      '@r/b',
      'packages/b/src/index.ts',
    ],
    ['a build when there is no source', workspace({ main: 'dist/x.js' }, 'dist/x.js'), '@r/b', 'packages/b/dist/x.js'],
    ['no hint at all', workspace({}, 'index.js'), '@r/b', 'packages/b/index.js'],
    ['nothing there', workspace({ main: 'dist/x.js' }), '@r/b', 'unresolved'],
    [
      'pnpm',
      {
        'pnpm-workspace.yaml': "packages:\n  # all\n  - 'libs/**'\n  - '!libs/no'\n",
        'libs/b/package.json': json({ name: 'b' }),
        'libs/b/index.ts': '',
      },
      'b',
      'libs/b/index.ts',
    ],
    [
      'pnpm, one line',
      {
        'pnpm-workspace.yaml': 'packages: ["libs/*"]',
        'libs/b/package.json': json({ name: 'b' }),
        'libs/b/index.ts': '',
      },
      'b',
      'libs/b/index.ts',
    ],
    [
      'own name',
      { 'package.json': json({ name: 'own', exports: './dist/index.js' }), 'source/index.ts': '' },
      'own',
      'source/index.ts',
    ],
    [
      'a linked folder',
      {
        'package.json': json({ dependencies: { far: 'file:./vendor/far' } }),
        'vendor/far/package.json': json({ name: 'x' }),
        'vendor/far/index.js': '',
      },
      'far',
      'vendor/far/index.js',
    ],
    ['a malformed package.json', { 'package.json': '{ nope' }, 'react', 'external react'],
    ['a package', {}, 'react/jsx-runtime', 'external react'],
    ['a scoped package', {}, '@tanstack/query/core', 'external @tanstack/query'],
    ['a builtin', {}, 'fs/promises', 'external node:fs/promises'],
    ['a builtin by scheme', {}, 'node:test', 'external node:test'],
    ['an npm: specifier', {}, 'npm:@x/y@1/z', 'external @x/y'],
    ['a URL', {}, 'https://esm.example/x@1', 'external esm.example'],
  ])('%s', (_, files, specifier, expected) => {
    expect(resolve(files, 'test/a.ts', specifier)).toBe(expected)
  })
})

describe('conditions and declarations', () => {
  const types = { types: './types/b.d.ts', browser: './browser.js', import: './b.mjs', require: './b.cjs' }
  const files = {
    'package.json': json({ workspaces: ['b'], imports: { '#in': { browser: './x.js', default: './y.js' } } }),
    'b/package.json': json({ name: 'b', exports: types }),
    ...empty('b/types/b.d.ts', 'b/browser.js', 'b/b.mjs', 'b/b.cjs', 'x.js', 'y.js'),
  }
  it.each<[string, string, string, 'import' | 'require', string]>([
    ['TypeScript takes declarations that are not built', 'a.ts', 'b', 'import', 'b/types/b.d.ts'],
    ['JavaScript takes what runs', 'a.js', 'b', 'import', 'b/b.mjs'],
    ['require has its own', 'a.js', 'b', 'require', 'b/b.cjs'],
    ['conditions that do not hold come last', 'a.js', '#in', 'import', 'y.js'],
  ])('%s', (_, from, specifier, kind, expected) => {
    expect(resolve(files, from, specifier, kind)).toBe(expected)
  })

  it('typesVersions maps subpaths', () => {
    const manifest = json({ name: 'b', typesVersions: { '>=4.2': { sub: ['dist/deep.d.ts'] } } })
    const given = { 'package.json': json({ workspaces: ['b'] }), 'b/package.json': manifest, 'b/src/deep.ts': '' }
    expect(resolve(given, 'a.ts', 'b/sub')).toBe('b/src/deep.ts')
  })

  it('outDir and rootDir lead from what is built to its source', () => {
    const given = {
      'package.json': json({ workspaces: ['b'] }),
      'b/package.json': json({ name: 'b', main: 'made/here/index.js' }),
      'b/tsconfig.json': json({ compilerOptions: { outDir: 'made', rootDir: 'code' } }),
      'b/code/here/index.ts': '',
    }
    expect(resolve(given, 'a.ts', 'b')).toBe('b/code/here/index.ts')
  })

  it.each([
    ['../dist/core/b.js', 'src/core/b.ts'],
    ['../made/b.js', 'code/b.ts'],
    ['../lib/b.js', 'unresolved'],
    ['../dist/other.js', 'unresolved'],
  ])('a path to what a build would write leads to its source: %s', (specifier, expected) => {
    const given = {
      'package.json': json({ name: 'b' }),
      'tsconfig.json': json({ compilerOptions: { outDir: 'made', rootDir: 'code' } }),
      ...empty('src/core/b.ts', 'code/b.ts', 'src/b.ts'),
    }
    expect(resolve(given, 'test/a.ts', specifier)).toBe(expected)
  })

  it('declarations beside a build come before its source, for TypeScript', () => {
    const exports = { './x': { types: './x.d.ts', default: './dist/x.js' } }
    const given = {
      'package.json': json({ name: 'b', exports }),
      'tsconfig.json': json({ compilerOptions: { outDir: 'dist' } }),
      ...empty('x.d.ts', 'src/x.ts'),
    }
    expect(resolve(given, 'test/a.ts', 'b/x')).toBe('x.d.ts')
  })

  it('a package that was committed in node_modules comes before one of the workspaces', () => {
    const given = {
      'package.json': json({ workspaces: ['b'] }),
      'b/package.json': json({ name: 'b' }),
      'b/index.js': '',
      'test/node_modules/b/package.json': json({ main: 'lib/x' }),
      'test/node_modules/b/lib/x.js': '',
    }
    expect(resolve(given, 'test/deep/a.js', 'b')).toBe('test/node_modules/b/lib/x.js')
    expect(resolve(given, 'a.js', 'b')).toBe('b/index.js')
  })
})
