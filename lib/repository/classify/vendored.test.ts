import { expect, test } from 'vitest'
import { readPathPatterns } from './linguist-data'
import { exceptions, isVendored } from './vendored'

test('every exception is still in the list that it is taken from', () => {
  const listed = new Set(readPathPatterns('vendor.yml'))
  expect([...exceptions].filter((pattern) => !listed.has(pattern))).toEqual([])
})

test.each([
  'node_modules/a/index.js',
  'packages/server/src/vendor/x.ts',
  'third_party/zlib/zlib.c',
  'src/ThirdParty/a.c',
  'deps/lua/src/lua.c',
  'static/jquery-3.7.1.js',
  'static/jquery.js',
  'css/bootstrap.css',
  'css/normalize.css',
  '.yarn/releases/yarn-4.0.0.cjs',
  'gradlew',
  'android/gradle/wrapper/gradle-wrapper.properties',
  'config.guess',
  'ios/Pods/A/a.m',
  'venv/lib/python3/site-packages/a.py',
  'include/sqlite3.h',
  'external/zlib/zlib.c',
])('%s is other people’s', (path) => expect(isVendored(path)).toBe(true))

test.each([
  '.github/workflows/ci.yml',
  '.gitattributes',
  '.vscode/settings.json',
  'src/cache/lru.ts',
  'src/env/index.ts',
  'types/global.d.ts',
  'tests/fixtures/a.json',
  'pkg/testdata/a.txt',
  'src/vendor.ts',
  'src/vendors-list.ts',
  'src/react.js',
  'src/bootstrap.js',
  'src/angular-plugin.js',
  'src/effects.js',
  'docs/static/logo.svg',
  'Jenkinsfile',
  'configure',
  'src/missing.ts',
  'src/test/java/org/example/external/Test.java',
])('%s is the repository’s own', (path) => expect(isVendored(path)).toBe(false))
