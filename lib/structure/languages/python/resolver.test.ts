import { expect, it } from 'vitest'
import { readStructure } from '@/lib/structure/read-structure'

/** What one line of Python in `from` leads to, in a repository of the given files (`path` or `path: text`). */
async function resolve(paths: string[], from: string, code: string): Promise<string[]> {
  const files = paths.map((entry) => {
    const [path, text = ''] = entry.split(': ')
    return { path: path!, text, isTest: false }
  })
  const others = files.filter(({ path }) => path !== from)
  const { dependencies, external, unresolved } = await readStructure([
    ...others,
    { path: from, text: code, isTest: false },
  ])
  return [
    ...dependencies.filter((d) => d.from === from).map(({ to, names }) => `${to} ${names}`),
    ...external.filter((e) => e.from === from).map(({ name }) => `external ${name}`),
    ...unresolved.filter((u) => u.from === from).map(({ specifier }) => `unresolved ${specifier}`),
  ]
}

const p = ['p/__init__.py', 'p/a.py', 'p/b/__init__.py', 'p/b/c.py']

it.each<[string, string[], string, string, string[]]>([
  ['a module', p, 'main.py', 'import p.a', ['p/a.py *']],
  ['a package', p, 'main.py', 'import p.b', ['p/b/__init__.py *']],
  ['a name of a package', p, 'main.py', 'from p import x', ['p/__init__.py x']],
  ['a submodule by name', p, 'main.py', 'from p import a, x', ['p/__init__.py x', 'p/a.py a']],
  [
    'a name that hides its submodule',
    ['p/__init__.py: from .a import a', 'p/a.py: def a(): ...'],
    'm.py',
    'from p import a',
    ['p/__init__.py a'],
  ],
  ['everything of a package', p, 'main.py', 'from p import *', ['p/__init__.py *']],
  ['a missing module of a package', p, 'main.py', 'import p.zz', ['unresolved p.zz']],
  ['relative, sibling', p, 'p/d.py', 'from .a import x', ['p/a.py x']],
  ['relative, submodule by name', p, 'p/d.py', 'from . import a', ['p/a.py a']],
  ['relative, parent', p, 'p/b/d.py', 'from ..a import x', ['p/a.py x']],
  ['relative, missing', p, 'p/d.py', 'from .zz import x', ['unresolved .zz']],
  ['relative, above the repository', p, 'p/d.py', 'from ....zz import x', ['unresolved ....zz']],
  ['relative, from an initial', ['p/__init__.py', 'p/a.py'], 'p/__init__.py', 'from . import a', ['p/a.py a']],
  ['src layout', ['src/p/__init__.py', 'src/p/a.py'], 'tests/t.py', 'from p.a import x', ['src/p/a.py x']],
  ['src layout, one module', ['src/one.py'], 'tests/t.py', 'import one', ['src/one.py *']],
  [
    'a top-level folder that holds the package',
    ['backend/app/__init__.py', 'backend/app/m.py'],
    'scripts/s.py',
    'from app import m',
    ['backend/app/m.py m'],
  ],
  [
    'the same, from beside it',
    ['backend/app/__init__.py'],
    'backend/tests/t.py',
    'import app',
    ['backend/app/__init__.py *'],
  ],
  ['a script beside', ['tools/b.py'], 'tools/a.py', 'import b', ['tools/b.py *']],
  ['no implicit relative import in a package', p, 'p/d.py', 'import a', ['external a']],
  ['a namespace package', ['ns/q/m.py'], 'main.py', 'from ns.q import m', ['ns/q/m.py m']],
  ['a name no namespace package has', ['ns/q/m.py'], 'main.py', 'from ns.q import zz', ['external ns']],
  ['a folder is no package of its name', ['redis/notes/x.py'], 'main.py', 'import redis', ['external redis']],
  ['a stub', ['p/__init__.py', 'p/s.pyi'], 'p/d.py', 'from .s import x', ['p/s.pyi x']],
  ['a module before its stub', ['p/__init__.py', 'p/s.py', 'p/s.pyi'], 'p/d.py', 'from .s import x', ['p/s.py x']],
  [
    'the standard library',
    ['types/__init__.py', 'json/__init__.py'],
    'p/d.py',
    'import json.decoder, types',
    ['external json', 'external types'],
  ],
  ['a package of the index', p, 'main.py', 'from yaml.reader import x', ['external yaml']],
  [
    'examples do not answer for others',
    ['examples/x/redis/__init__.py'],
    'main.py',
    'import redis',
    ['external redis'],
  ],
  ['literal import_module', p, 'main.py', 'import_module("p.a")', ['p/a.py *']],
])('%s', async (_, paths, from, code, expected) => {
  expect(await resolve(paths, from, code)).toEqual(expected)
})
