import { describe, expect, test } from 'vitest'
import { isPublicAddress } from '@/lib/http/public-address'
import { parseRef, parseSource, uploadAddress } from './source'

describe('parseSource', () => {
  test.each([
    'https://github.com/sindresorhus/p-queue',
    'https://GitHub.com/sindresorhus/p-queue.git',
    ' https://github.com:443/sindresorhus/p-queue/ ',
  ])('%s is one repository in every spelling', (given) => {
    const expected = { kind: 'remote', url: 'https://github.com/sindresorhus/p-queue', name: 'sindresorhus/p-queue' }
    expect(parseSource(given)).toMatchObject(expected)
  })

  test('what is fetched keeps the .git that some hosts insist on', () => {
    expect(parseSource('https://example.org:8443/a/b.git')).toMatchObject({
      address: 'https://example.org:8443/a/b.git',
      host: 'example.org',
      port: 8443,
    })
  })

  test.each([
    '/srv/code/p-queue',
    '/srv/code/p-queue/',
    'file:///srv/code/p-queue',
    'file://localhost/srv//code/p-queue',
  ])('%s is one folder in every spelling', (given) => {
    const url = 'file:///srv/code/p-queue'
    expect(parseSource(given)).toEqual({ kind: 'local', url, name: 'p-queue', address: url, path: '/srv/code/p-queue' })
  })

  test('a folder may have blanks and other letters in its name', () => {
    const url = 'file:///srv/my%20c%C3%B6de.git'
    const source = parseSource(url)
    expect(source).toEqual({ kind: 'local', url, name: 'my cöde', address: url, path: '/srv/my cöde.git' })
    expect(parseSource(source.address)).toEqual(source)
  })

  test('a repository that lies in a folder named repo is called after the folder around it', () => {
    expect(parseSource('/srv/p-queue/repo').name).toBe('p-queue')
    expect(parseSource('/srv/p-queue/.git').name).toBe('p-queue')
  })

  test('a folder makes a repository of its own, given apart or behind a #', () => {
    const source = parseSource('https://github.com/a/b.git', './packages/my server/')
    expect(source).toMatchObject({
      url: 'https://github.com/a/b#packages/my%20server',
      name: 'a/b/packages/my server',
      address: 'https://github.com/a/b.git',
      folder: 'packages/my server',
    })
    expect(parseSource('https://github.com/a/b.git#packages/my%20server')).toEqual(source)
    expect(parseSource('/srv/code#1')).toMatchObject({ path: '/srv/code#1' })
  })

  test.each(['../up', '/etc', 'a//b', 'a/../b', '.git', 'a/.GIT/b', 'a\nb', 'x'.repeat(501)])(
    'the folder %j is refused',
    (folder) => {
      expect(() => parseSource('https://github.com/a/b', folder)).toThrow(/cannot be a folder of a repository/)
    },
  )

  test('an archive is called after its file, whatever it is packed with', () => {
    expect(parseSource('/srv/queue-1.2.tar.gz')).toMatchObject({ kind: 'local', name: 'queue-1.2' })
    const id = '01975e0a-0000-7000-8000-000000000000'
    const source = parseSource(uploadAddress(id, 'my queue.zip'))
    expect(source).toMatchObject({ kind: 'upload', url: 'archive:my%20queue', name: 'my queue', uploadId: id })
    expect(() => parseSource('upload:1/a.zip')).toThrow(/names an archive/)
    expect(() => parseSource(uploadAddress(id, 'notes.txt'))).toThrow(/names an archive/)
  })

  test.each([
    ['http://github.com/a/b', /over https only, not over http\b/],
    ['ssh://git@github.com/a/b', /not over ssh/],
    ['git@github.com:a/b.git', /not over ssh/],
    ['git://github.com/a/b', /not over git/],
    ['ext::sh -c touch% /tmp/x', /not over ext/],
    ['--upload-pack=touch /tmp/x', /dash/],
    ['https://user:secret@github.com/a/b', /user name and password/],
    ['https://token@github.com/a/b', /user name and password/],
    ['https://github.com', /a host, not a repository/],
    ['https://github.com/a/b?x=1', /from the \? on/],
    ['file://server/share/x', /a folder of this machine/],
    ['github.com/a/b', /not an address/],
    ['a\u0000b', /control characters/],
    ['', /https:\/\//],
    ['https://github.com/%zz/b', /hexadecimal/],
  ])('%j is refused with a sentence', (given, sentence) => {
    expect(() => parseSource(given)).toThrow(sentence)
  })
})

describe('parseRef', () => {
  test.each(['main', 'v1.0.0', 'feature/über', '180ab9e25cd10b6f548767d7176076b50d25e188'])(
    '%s may be a ref',
    (ref) => {
      expect(parseRef(` ${ref} `)).toBe(ref)
    },
  )

  test.each([
    '--exec=x',
    '-f',
    '+main',
    'main:other',
    'a b',
    'HEAD~1',
    'a..b',
    'main@{1}',
    '^main',
    '*',
    '',
    'x.lock',
    '/a',
    'a\nb',
  ])('%j is refused', (ref) => expect(() => parseRef(ref)).toThrow(/cannot be a branch, a tag or a commit/))
})

describe('isPublicAddress', () => {
  test.each(['140.82.121.4', '1.1.1.1', '2606:50c0:8000::64', '172.32.0.1'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test.each([
    ...[
      '127.0.0.1',
      '0.0.0.0',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
    ],
    ...[
      '224.0.0.1',
      '255.255.255.255',
      '198.18.0.1',
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      'fe80::1',
      'fd00::1',
    ],
    ...['64:ff9b::7f00:1', '2002:7f00:1::', '2001:db8::1', 'ff02::1', 'not an address'],
  ])('%s is not', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})
