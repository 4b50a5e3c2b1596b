import list from 'spdx-license-list/full'
import { describe, expect, test } from 'vitest'
import { headerLicence } from './header-licence'
import { readReuse } from './reuse'

const texts = () =>
  ['MIT', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'Zlib'].map((id) => ({ id, text: list[id]!.licenseText }))
const licenceOf = (text: string) => headerLicence(text, texts)
const comment = (text: string, mark: string) => text.replace(/^/gm, `${mark} `)

describe('the header of a file', () => {
  test.each([
    ['// SPDX-License-Identifier: MIT', 'MIT'],
    [
      '#!/bin/sh\n# SPDX-License-Identifier: GPL-2.0-only WITH Linux-syscall-note',
      'GPL-2.0-only WITH Linux-syscall-note',
    ],
    ['/* SPDX-License-Identifier: (GPL-2.0-or-later OR MIT) */', 'GPL-2.0-or-later OR MIT'],
    ['# SPDX-License-Identifier: MIT\n# SPDX-License-Identifier: CC0-1.0', 'MIT AND CC0-1.0'],
  ])('%j says %s by its tags', (text, licence) => expect(licenceOf(`${text}\ncode\n`)).toBe(licence))

  const gnu = (kind: string, version: string) =>
    ` * This program is free software; you can redistribute it and/or modify\n * it under the terms of the GNU ${kind}\n * Public License as published by the Free Software Foundation; ${version}`

  test.each([
    ['/*\n * Licensed under the Apache License, Version 2.0 (the "License");\n * you may not use', 'Apache-2.0'],
    [
      '# Licensed to the Apache Software Foundation (ASF) under one or more\n# contributor license agreements.',
      'Apache-2.0',
    ],
    [
      '/* This Source Code Form is subject to the terms of the Mozilla Public\n * License, v. 2.0. If a copy',
      'MPL-2.0',
    ],
    [gnu('General', 'either version 2 of the License, or\n * (at your option) any later version.'), 'GPL-2.0-or-later'],
    [gnu('General', 'version 2.'), 'GPL-2.0-only'],
    [
      gnu('Lesser General', 'either\n * version 2.1 of the License, or (at your option) any later version.'),
      'LGPL-2.1-or-later',
    ],
    [gnu('Affero General', 'either version 3 of the License, or any later version.'), 'AGPL-3.0-or-later'],
    ['# under the terms of version 2 of the GNU General Public License as published', 'GPL-2.0-only'],
    [
      '/* Version: MPL 1.1/GPL 2.0/LGPL 2.1. The contents of this file are subject to the Mozilla Public License Version 1.1\n * Alternatively, the contents of this file may be used under the terms of either the GNU General Public License\n * Version 2 or later (the "GPL"), or the GNU Lesser General Public License Version 2.1 or later */',
      'GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1',
    ],
    ['// Distributed under the Boost Software License, Version 1.0.\n// (See accompanying file', 'BSL-1.0'],
    ['/*! x.js v1 | Released under the MIT license */', 'MIT'],
    ['/**\n * @license MIT\n */', 'MIT'],
    [
      '// Licensed under the Apache License, Version 2.0 <LICENSE-APACHE or\n// x> or the MIT license <LICENSE-MIT>, at your option.',
      'Apache-2.0 OR MIT',
    ],
  ])('%j says %s by its notice', (text, licence) => expect(licenceOf(`${text}\n`)).toBe(licence))

  test.each(['MIT', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'Zlib'])('that holds the text of %s grants it', (id) => {
    const header = comment(`Copyright (c) 2020 Ada Lovelace. All rights reserved.\n\n${list[id]!.licenseText}`, ' *')
    expect(licenceOf(`/*\n${header}\n */\nint main(void);\n`)).toBe(id)
  })

  test.each([
    'int a; // no license here\n',
    '// Use of this source code is governed by a BSD-style license that can be found in the LICENSE file.\n',
    '# REUSE-IgnoreStart\n# SPDX-License-Identifier: MIT\n# REUSE-IgnoreEnd\n',
    'const pattern = /SPDX-License-Identifier: (.*)/\n',
    `${'int a;\n'.repeat(1000)}// SPDX-License-Identifier: MIT\n`,
    '',
  ])('%j grants nothing itself', (text) => expect(licenceOf(text)).toBeUndefined())
})

test('licences that are stated beside files hold for these, as REUSE has it', () => {
  const toml = `version = 1
[[annotations]]
path = ["img/*.png", "data/**"]
SPDX-License-Identifier = "CC0-1.0"
[[annotations]]
path = "data/ours/**"
precedence = "override"
SPDX-License-Identifier = ["MIT", "ISC"]
`
  const licenceOf = readReuse([
    { path: 'pkg/REUSE.toml', text: toml },
    { path: 'logo.svg.license', text: 'SPDX-License-Identifier: CC-BY-4.0\n' },
    { path: '.reuse/dep5', text: 'Format: x\n\nFiles: docs/* a.md\nCopyright: Ada\nLicense: CC-BY-SA-4.0\n' },
    { path: 'broken/REUSE.toml', text: '= nothing' },
  ])
  expect(licenceOf('pkg/img/a.png', undefined)).toBe('CC0-1.0')
  expect(licenceOf('pkg/img/a/b.png', undefined)).toBeUndefined()
  expect(licenceOf('pkg/data/a/b.txt', 'MIT')).toBe('MIT')
  expect(licenceOf('pkg/data/ours/b.txt', 'GPL-2.0-only')).toBe('MIT AND ISC')
  expect(licenceOf('logo.svg', undefined)).toBe('CC-BY-4.0')
  expect(licenceOf('docs/a/b.md', undefined)).toBe('CC-BY-SA-4.0')
  expect(licenceOf('img/a.png', undefined)).toBeUndefined()
})
