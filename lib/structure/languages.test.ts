import { describe, expect, test } from 'vitest'
import { findLanguage, findParser } from './languages'
import { readOutline } from './read-outlines'

describe('the language of a file without an extension', () => {
  test.each([
    ['#!/usr/bin/env python3\n', 'python'],
    ['#!/usr/bin/python2.7 -u\n', 'python'],
    ['#! /bin/bash\n', 'bash'],
    ['#!/bin/sh -e\n', 'bash'],
    ['#!/usr/bin/env -S node --no-warnings\n', 'javascript'],
    ['#!/usr/bin/env A=1 ruby\n', 'ruby'],
    ['#!/usr/bin/env php\n', 'php'],
    ['#!/usr/bin/awk -f\n', undefined],
    ['#!constructor\n', undefined],
    ['#!\n', undefined],
    ['python\n', undefined],
  ])('%j: %s', (text, language) => {
    expect(findLanguage('bin/tool', text)?.name).toBe(language)
    expect(findLanguage('a.d/tool', text)?.name).toBe(language)
  })

  test('is that of its name where it has one', () => {
    expect(findLanguage('bin/tool.rb', '#!/usr/bin/env python\n')?.name).toBe('ruby')
    expect(findLanguage('notes.text', '#!/usr/bin/env python\n')).toBeUndefined()
  })

  test('reads it', async () => {
    const outline = await readOutline({
      path: 'bin/tool',
      text: '#!/usr/bin/env python3\nimport sys\ndef main(): ...\n',
    })
    expect(outline?.symbols.map(({ name }) => name)).toEqual(['main'])
    expect(outline?.imports.map(({ specifier }) => specifier)).toEqual(['sys'])
  })
})

/** Sources whose outlines could tell more of the path than the name of their parser does. */
const sources: Record<string, [string, string[]]> = {
  vue: ['<script setup>\nconst a = 1\n</script>\n', ['a/One.vue', 'b/One.vue', 'a/Two.vue']],
  svelte: ['<script>\nexport let a\n</script>\n', ['One.svelte', 'deep/One.svelte', 'Two.svelte']],
  astro: ['---\nconst a = 1\n---\n<p>{a}</p>\n', ['One.astro', 'deep/One.astro', 'Two.astro']],
  typescript: [
    'export const a: number\nexport function f(): void\n',
    ['a.ts', 'b.mts', 'a.d.ts', 'b.d.cts', 'c.tsx', 'd.js', 'e.mjs', 'f.jsx'],
  ],
  python: ['from .a import b\nfrom . import c\n', ['__init__.py', 'x/__init__.py', 'a.py', 'x/b.py', 'x/b.pyi']],
  bash: ['@test "it" {\n  load helper\n}\nf() { :; }\n', ['a.sh', 'x/b.sh', 'a.bats', 'x/b.bats', '.bashrc']],
  c: ['class A {};\nint f(void) { return 0; }\n', ['a.c', 'b.c', 'a.h', 'x/b.h', 'a.cpp', 'a.hpp']],
  ruby: ["require 'a'\ngem 'b'\nclass A; end\n", ['a.rb', 'x/b.rb', 'Gemfile', 'x/Gemfile', 'Rakefile', 'a.gemspec']],
  markdown: ['# A\n## B\n', ['README.md', 'x/notes.md']],
  json: ['{"name": "a", "dependencies": {"b": "1"}}\n', ['package.json', 'x/other.json']],
  yaml: ['name: a\njobs:\n  b: 1\n', ['a.yaml', '.github/workflows/b.yml', 'x/b.yml']],
  toml: ['[package]\nname = "a"\n', ['Cargo.toml', 'x/other.toml']],
}

test.each(Object.entries(sources))(
  '%s: files of one parser and one text have one outline',
  async (_, [text, paths]) => {
    const found = await Promise.all(
      paths.map(async (path) => ({ parser: findParser(path, text), outline: await readOutline({ path, text }) })),
    )
    for (const same of Map.groupBy(found, ({ parser }) => parser).values())
      for (const { outline } of same) expect(outline).toEqual(same[0]?.outline)
  },
)
