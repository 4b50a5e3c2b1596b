import list from 'spdx-license-list/full'
import { describe, expect, test } from 'vitest'
import { detectLicence } from './detect-licence'
import { declaredLicence } from './licence'

const textOf = (id: string) => list[id]!.licenseText
const detect = (text: string, more: { path: string; text: string }[] = []) =>
  detectLicence([{ path: 'LICENSE', text }, ...more])

describe('detectLicence', () => {
  const ids = [
    ...[
      'MIT',
      'Apache-2.0',
      'BSD-2-Clause',
      'BSD-3-Clause',
      'BSD-4-Clause',
      'ISC',
      '0BSD',
      'MIT-0',
      'GPL-2.0-only',
      'GPL-3.0-only',
    ],
    ...[
      'AGPL-3.0-only',
      'LGPL-2.1-only',
      'LGPL-3.0-only',
      'MPL-2.0',
      'Unlicense',
      'CC0-1.0',
      'Zlib',
      'BSL-1.0',
      'EPL-2.0',
    ],
  ]

  test.each(ids)('tells %s from its text, with a holder filled in and lines broken elsewhere', async (id) => {
    const filled = textOf(id)
      .replace(/<year>|YEAR/g, '2019-present')
      .replace(/<copyright holders?>|<owner>|AUTHOR/g, 'Ada Lovelace <ada@example.org> and the Engine contributors')
    expect(await detect(`${filled}\n`)).toBe(id)
    expect(await detect(filled.replace(/(?<=\S)\n(?=[a-z])/g, ' '))).toBe(id)
  })

  test('a text with a licence and notes of its own is that licence', async () => {
    expect(
      await detect(`${textOf('MIT')}\n\nThe fonts in assets/ are not ours. ${'Ask their makers first. '.repeat(20)}`),
    ).toBe('MIT')
  })

  test('a text that is no licence is none', async () => {
    expect(await detect('All rights reserved. You may look at this, but not touch it.')).toBeUndefined()
    expect(await detect('')).toBeUndefined()
  })

  test('the manifest says which way of granting the same text is meant', async () => {
    const manifest = { path: 'package.json', text: '{"license": "GPL-3.0-or-later"}' }
    expect(await detect(textOf('GPL-3.0-only'), [manifest])).toBe('GPL-3.0-or-later')
    expect(await detect(textOf('MIT'), [manifest])).toBe('MIT')
  })

  test('two licence files are put together by the manifest, else both hold', async () => {
    const files = [
      { path: 'LICENSE-MIT', text: textOf('MIT') },
      { path: 'LICENSE-APACHE', text: textOf('Apache-2.0') },
    ]
    expect(await detectLicence(files)).toBe('Apache-2.0 AND MIT')
    const manifest = { path: 'Cargo.toml', text: '[package]\nlicense = "MIT OR Apache-2.0"\n' }
    expect(await detectLicence([...files, manifest])).toBe('MIT OR Apache-2.0')
  })

  test('without a text the manifest counts, then what a good part of the files state', async () => {
    expect(await detectLicence([{ path: 'package.json', text: '{"license": "Apache 2"}' }])).toBe('Apache-2.0')
    expect(await detectLicence([{ path: 'package.json', text: '{"license": "SEE LICENSE IN x"}' }])).toBeUndefined()
    expect(await detectLicence([{ path: 'a.c', text: '/* SPDX-License-Identifier: GPL-2.0-only */' }])).toBe(
      'GPL-2.0-only',
    )
    expect(await detectLicence([{ path: 'a.c', text: 'int a;', license: 'MIT' }])).toBe('MIT')
    expect(await detectLicence([{ path: 'a.c', text: 'int a;' }])).toBeUndefined()
    const others = ['b.c', 'c.c', 'd.c', 'e.c'].map((path) => ({ path, text: 'int a;' }))
    expect(await detectLicence([{ path: 'a.c', text: '', license: 'MIT' }, ...others])).toBeUndefined()
  })
})

test('manifests declare in several ways', () => {
  expect(declaredLicence('package.json', '{"license": {"type": "MIT"}}')).toBe('MIT')
  expect(declaredLicence('package.json', '{ broken')).toBeUndefined()
  expect(declaredLicence('pyproject.toml', '[project]\nlicense = {text = "BSD-3-Clause"}\n')).toBe('BSD-3-Clause')
  expect(declaredLicence('pyproject.toml', 'classifiers = ["License :: OSI Approved :: MIT License"]')).toBe(
    'MIT License',
  )
})
