import { expect, it } from 'vitest'
import { fileRole, isTestPath } from './file-role'

it.each([
  ['src/queue.ts', 'source'],
  ['src/testing.ts', 'source'],
  ['src/contest.py', 'source'],
  ['src/latest.ts', 'source'],
  ['data/list.json', 'source'],
  ['src/nested/index.ts', 'source'],
  ['flask/app.py', 'source'],
  ['test/queue.ts', 'test'],
  ['tests/__init__.py', 'test'],
  ['src/queue.test.ts', 'test'],
  ['src/queue.spec.tsx', 'test'],
  ['src/__tests__/a.js', 'test'],
  ['pkg/test_queue.py', 'test'],
  ['pkg/queue_test.go', 'test'],
  ['test.js', 'test'],
  ['conftest.py', 'test'],
  ['package.json', 'configuration'],
  ['tsconfig.build.json', 'configuration'],
  ['vite.config.ts', 'configuration'],
  ['.github/workflows/ci.yml', 'configuration'],
  ['pyproject.toml', 'configuration'],
  ['setup.py', 'configuration'],
  ['requirements-dev.txt', 'configuration'],
  ['Makefile', 'configuration'],
  ['index.js', 'entry'],
  ['src/main.ts', 'entry'],
  ['packages/core/src/index.ts', 'entry'],
  ['bin/run', 'entry'],
  ['flask/__main__.py', 'entry'],
  ['README.md', 'documentation'],
  ['LICENSE', 'documentation'],
  ['docs/guide.rst', 'documentation'],
])('%s is %s', (path, role) => {
  expect(fileRole(path)).toBe(role)
  expect(isTestPath(path)).toBe(role === 'test')
})
