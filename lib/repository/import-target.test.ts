import { describe, expect, test } from 'vitest'
import { parseTarget } from './import-target'

describe('parseTarget', () => {
  test.each([
    ['https://github.com/a/b/tree/main/packages/server', 'https://github.com/a/b', 'main', 'packages/server'],
    ['https://github.com/a/b/tree/v1.2/docs/?tab=readme', 'https://github.com/a/b', 'v1.2', 'docs'],
    ['https://github.com/a/b/tree/main', 'https://github.com/a/b', 'main', undefined],
    ['https://gitlab.com/g/s/b/-/tree/main/lib/%C3%BC', 'https://gitlab.com/g/s/b', 'main', 'lib/ü'],
    ['https://codeberg.org/a/b/src/branch/main/lib', 'https://codeberg.org/a/b', 'main', 'lib'],
  ])('%s is a ref and a folder of a repository', (source, address, ref, folder) => {
    const target = parseTarget({ source })
    expect(target).toMatchObject({ ref, depth: 1, source: { address } })
    expect(target.source.folder).toBe(folder)
  })

  test('a branch with a slash is told from the folder behind it when it is given too', () => {
    const source = 'https://github.com/a/b/tree/feature/one/packages/x'
    expect(parseTarget({ source, ref: 'feature/one' })).toMatchObject({
      ref: 'feature/one',
      source: { folder: 'packages/x' },
    })
  })

  test('what is given beside the address counts', () => {
    const source = 'https://github.com/a/b'
    expect(parseTarget({ source, ref: ' main ', folder: 'lib/', depth: 20 })).toMatchObject({
      ref: 'main',
      depth: 20,
      source: { url: 'https://github.com/a/b#lib' },
    })
    expect(parseTarget({ source, ref: '', folder: '' })).toMatchObject({ ref: undefined, source: { url: source } })
  })

  test('an archive has no branches and no history', () => {
    const source = 'upload:01975e0a-0000-7000-8000-000000000000/a.zip'
    expect(parseTarget({ source })).toMatchObject({ source: { kind: 'upload' } })
    expect(() => parseTarget({ source, ref: 'main' })).toThrow(/no branches and no history/)
    expect(() => parseTarget({ source, depth: 2 })).toThrow(/no branches and no history/)
  })
})
