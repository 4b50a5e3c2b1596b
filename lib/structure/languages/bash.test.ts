import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStructure } from '@/lib/structure/read-structure'
import { bash } from './bash'

const read = async (text: string, path = 'a.sh') => bash.outline(path, text)

describe('symbols', () => {
  it.each<[string, string[]]>([
    [
      'f() {\n  echo\n}\nfunction g { :; }\nfunction h() ( :; )',
      ['function f 1-3 f()', 'function g 4-4 function g', 'function h 5-5 function h()'],
    ],
    ['{ # all\nns::f() { :; }\n}', ['function ns::f 2-2 ns::f()']],
    [
      'export A=1 B\nreadonly C=2\ndeclare -r D="x"\ndeclare -a E\nF=3\nlocal_name=4',
      [
        'variable A 1-1 export A=1 B',
        'variable B 1-1 export A=1 B',
        'constant C 2-2 readonly C=2',
        'constant D 3-3 declare -r D="x"',
        'variable E 4-4 declare -a E',
        'variable F 5-5 F=3',
      ],
    ],
    ['LIST=(\n  a\n  b\n)', ['variable LIST 1-4 LIST']],
    ['if x; then\n  f() { :; }\n  A=1\nfi', ['function f 2-2 f()']],
  ])('%j', async (text, expected) => {
    const { symbols } = await read(text)
    expect(symbols.map((s) => `${s.kind} ${s.name} ${s.startLine}-${s.endLine} ${s.signature}`)).toEqual(expected)
    expect(symbols.every(({ isExported, parent }) => isExported && parent === null)).toBe(true)
  })

  it('have the comments above them for documentation', async () => {
    const { doc, symbols } = await read(
      '#!/usr/bin/env bash\n# shellcheck disable=SC1091\n# Copyright someone\n\n# Builds\n# the thing.\n#\n# More.\nset -e\n\n# Says so.\n# shellcheck disable=SC2034\nf() { :; }\n\nA=1 # one\n',
    )
    expect(doc).toBe('Builds the thing.')
    expect(symbols.map(({ name, doc }) => [name, doc])).toEqual([
      ['f', 'Says so.'],
      ['A', null],
    ])
    expect((await read('#!/bin/sh\n# Of f.\nf() { :; }')).doc).toBe(null)
  })

  it('of a Bats file are its tests', async () => {
    const { symbols, imports, parseErrors } = await read(
      'load test_helper\n@test "adds two numbers" {\n  run f\n}\n',
      'a.bats',
    )
    expect(
      symbols.map(({ name, kind, signature, startLine, endLine }) => [name, kind, signature, startLine, endLine]),
    ).toEqual([['adds two numbers', 'function', '@test "adds two numbers"', 2, 4]])
    expect(imports).toEqual([{ specifier: 'load test_helper', kind: 'include', line: 1, names: [] }])
    expect(parseErrors).toEqual([])
  })
})

async function lead(line: string, from = 'bin/run.sh'): Promise<string[]> {
  const others = ['lib/a.sh', 'bin/b.sh', 'bin/c.bash', 'root.sh', 'x/same.sh', 'y/same.sh', 'deep/er/d.sh']
  const files = [{ path: from, text: line, isTest: false }]
  const { dependencies, external, unresolved } = await readStructure(files, { otherPaths: others })
  return [
    ...dependencies.map(({ kind, to, line }) => `${kind} ${to} ${line}`),
    ...external.map(({ name }) => `external ${name}`),
    ...unresolved.map(({ specifier }) => `unresolved ${specifier}`),
  ]
}

describe('resolution', () => {
  it.each<[string, string[]]>([
    ['source ./b.sh', ['include bin/b.sh 1']],
    ['. ../lib/a.sh', ['include lib/a.sh 1']],
    ["source 'lib/a.sh'", ['include lib/a.sh 1']],
    ['. b.sh', ['include bin/b.sh 1']],
    ['. "$(dirname "$0")/b.sh"', ['include bin/b.sh 1']],
    ['. $(dirname $0)/../lib/a.sh', ['include lib/a.sh 1']],
    ['. "`dirname $0`/b.sh"', ['include bin/b.sh 1']],
    [`source "\${BASH_SOURCE%/*}/b.sh"`, ['include bin/b.sh 1']],
    [`source "\${BASH_SOURCE[0]%/*}/../root.sh"`, ['include root.sh 1']],
    [`source "$(dirname -- "\${BASH_SOURCE[0]}")/b.sh"`, ['include bin/b.sh 1']],
    ['. "$(dirname "$(readlink -f "$0")")/b.sh"', ['include bin/b.sh 1']],
    [`source "$(cd "$(dirname "\${BASH_SOURCE[0]}")/.." && pwd)/lib/a.sh"`, ['include lib/a.sh 1']],
    [
      `HERE="$(cd "$(dirname "\${BASH_SOURCE[0]}")" >/dev/null 2>&1 && pwd)"\nsource "$HERE/b.sh"`,
      ['include bin/b.sh 2'],
    ],
    [`readonly ROOT=$(dirname "$0")/..\n. "\${ROOT}/lib/a.sh"`, ['include lib/a.sh 2']],
    ['. "$SOMEWHERE/er/d.sh"', ['include deep/er/d.sh 1']],
    ['. "$(dirname "$SOMEWHERE")"/er/d.sh', ['include deep/er/d.sh 1']],
    ['. "$SOMEWHERE/same.sh"', ['unresolved $SOMEWHERE/same.sh']],
    ['# shellcheck source=y/same.sh\n. "$SOMEWHERE/same.sh"', ['include y/same.sh 2']],
    ['# shellcheck disable=SC1 source="./b.sh"\n. "$SOMEWHERE/same.sh"', ['include bin/b.sh 2']],
    ['# shellcheck source="./lib/a.sh"\n. "$1" || exit', ['include lib/a.sh 2']],
    ['if x; then\n  # shellcheck source=root.sh\n  . /opt/root.sh\nfi', ['include root.sh 3']],
    ['# shellcheck source=/dev/null\n. "$SOMEWHERE/same.sh"', ['unresolved $SOMEWHERE/same.sh']],
    ['f() { if x; then . ./b.sh; fi; }', ['include bin/b.sh 1']],
    ['load c', ['include bin/c.bash 1']],
    ['bats_load_library bats-assert', ['external bats-assert']],
    [
      '. /etc/profile\n. ~/.bashrc\n. "$HOME/x.sh"',
      ['external /etc/profile', 'external ~/.bashrc', 'external $HOME/x.sh'],
    ],
    ['. ./gone.sh', ['unresolved ./gone.sh']],
    ['. "$1"\nsource <(f)\n. "$CONF"\necho source ./b.sh\ncat <<X\n. ./b.sh\nX', []],
  ])('%j', async (line, expected) => {
    expect(await lead(line)).toEqual(expected)
  })
})

describe('what does not parse', () => {
  it('is a gap, and the rest is read', async () => {
    const { symbols, parseErrors } = await read('f() { :; }\nif ; then\nfi fi\ng() { :; }\n')
    expect(symbols.map(({ name }) => name)).toContain('f')
    expect(parseErrors.length).toBeGreaterThan(0)
  })

  it('never throws on fragments put together at random', async () => {
    const fragments =
      'source |. |f() |{|}|(|)|$(|"|\'|`|$|${|=|A|export |if |then |fi|\n|;|<<X|#|@test "a" {|load |/b.sh|dirname |🎉|[[|]]|case |in'
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...fragments.split('|')), { maxLength: 40 }), async (parts) => {
        const text = parts.join('')
        const lines = text.split('\n').length
        const { symbols, imports, parseErrors } = await read(text, 'a.bats')
        for (const { startLine, endLine } of [...symbols, ...parseErrors])
          expect(1 <= startLine && startLine <= endLine && endLine <= lines).toBe(true)
        for (const { line } of imports) expect(1 <= line && line <= lines).toBe(true)
        await readStructure([{ path: 'bin/run.sh', text, isTest: false }])
      }),
      { numRuns: 120 },
    )
  })
})
