import { describe, expect, it } from 'vitest'
import { empty, type Files, json, resolve } from './testing/resolve'

describe('several projects', () => {
  const files = {
    'tsconfig.json': json({ files: [], references: [{ path: './tsconfig.app.json' }, { path: './server' }] }),
    'tsconfig.app.json': json({ include: ['src'], compilerOptions: { paths: { '@/*': ['./src/*'] } } }),
    'tsconfig.node.json': json({
      include: ['scripts/**/*.ts'],
      compilerOptions: { paths: { '@/*': ['./scripts/*'] } },
    }),
    'server/tsconfig.json': json({ compilerOptions: { paths: { '@/*': ['./*'] } } }),
    ...empty('src/b.ts', 'scripts/b.ts', 'server/b.ts'),
  }
  it.each([
    ['src/a.ts', 'src/b.ts'],
    ['scripts/a.ts', 'scripts/b.ts'],
    ['server/a.ts', 'server/b.ts'],
    ['src/A.vue', 'src/b.ts'],
  ])('%s has the aliases of the one that includes it', (from, expected) => {
    expect(resolve(files, from, '@/b')).toBe(expected)
  })
})

describe("bundlers' aliases", () => {
  const vite = (alias: string, before = '') => ({
    'web/vite.config.ts': `import { resolve } from 'node:path'\n${before}\nexport default defineConfig({ resolve: { alias: ${alias} } })`,
    ...empty('web/src/b.ts', 'lib/b.ts'),
  })
  it.each<[string, Files, string, string]>([
    ['a path of the root', vite("{ q: '/src' }"), 'q/b', 'web/src/b.ts'],
    ['resolve and __dirname', vite("{ q: resolve(__dirname, 'src') }"), 'q/b', 'web/src/b.ts'],
    ['path.join upwards', vite("{ q: path.join(__dirname, '..', 'lib') }"), 'q/b', 'lib/b.ts'],
    ['a URL', vite("{ 'q': fileURLToPath(new URL('./src', import.meta.url)) }"), 'q/b', 'web/src/b.ts'],
    ['the path of a URL', vite("{ q: new URL('./src', import.meta.url).pathname }"), 'q/b', 'web/src/b.ts'],
    ['a template', vite('{ q: `\u0024{import.meta.dirname}/src` }'), 'q/b', 'web/src/b.ts'],
    ['a sum', vite("{ q: __dirname + '/src/b.ts' }"), 'q', 'web/src/b.ts'],
    ['a constant', vite('{ q: root }', "const root = resolve(import.meta.dirname, 'src')"), 'q/b', 'web/src/b.ts'],
    ['a function', vite("{ q: r('src') }", 'const r = (p: string) => resolve(__dirname, p)'), 'q/b', 'web/src/b.ts'],
    ['a list', vite("[{ find: 'q/', replacement: resolve('src') + '/' }]"), 'q/b', 'web/src/b.ts'],
    [
      "webpack's exact ones",
      { 'webpack.config.js': "module.exports = { resolve: { alias: { q$: './lib/b.ts' } } }", 'lib/b.ts': '' },
      'q',
      'lib/b.ts',
    ],
    ['the name of a package', vite("{ q: 'vue/dist/vue.js' }"), 'q', 'external q'],
    ['what only running would tell', vite('{ q: find(), ...more }'), 'q/b', 'external q'],
    ['a configuration that does not parse', { 'web/vite.config.ts': 'alias ((( {' }, 'q/b', 'external q'],
  ])('%s', (_, files, specifier, expected) => {
    expect(resolve(files, 'web/src/a.ts', specifier)).toBe(expected)
  })
})

describe('Deno', () => {
  const files = {
    'deno.jsonc': json({
      workspace: ['./packages/*'],
      imports: { '@/': './', std: 'jsr:@std/path@1', '@r/core': 'jsr:@r/core@^2', far: 'https://esm.example/x' },
    }),
    'packages/core/deno.json': json({ name: '@r/core', exports: { '.': './src/mod.ts', './x': './src/x.ts' } }),
    ...empty('packages/core/src/mod.ts', 'packages/core/src/x.ts', 'lib/b.ts'),
  }
  it.each([
    ['a folder of the map', '@/lib/b.ts', 'lib/b.ts'],
    ['a member by its name', '@r/core', 'packages/core/src/mod.ts'],
    ['a subpath of a member', '@r/core/x', 'packages/core/src/x.ts'],
    ['a package of the registry', 'std', 'external @std/path'],
    ['a URL', 'far', 'external esm.example'],
    ['a file that is missing', '@/no.ts', 'unresolved'],
  ])('%s', (_, specifier, expected) => {
    expect(resolve(files, 'www/a.ts', specifier)).toBe(expected)
  })
})

describe('modules that a build makes up', () => {
  it.each([
    ['#imports', 'external nuxt'],
    ['$app/navigation', 'external @sveltejs/kit'],
    ['./$types', 'external @sveltejs/kit'],
  ])('%s', (specifier, expected) => {
    expect(resolve({}, 'src/a.ts', specifier)).toBe(expected)
  })
})
