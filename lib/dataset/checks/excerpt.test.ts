import { expect, test } from 'vitest'
import { excerptOf, mergeStretches } from './excerpt'

const token = 'ghp_a1B2c3D4e5F6g7H8i9J0'

function stretchOf(text: string, part: string) {
  const start = text.indexOf(part)
  return { start, end: start + part.length }
}

test('an excerpt blacks out every secret of its line, not only the one that it is about', () => {
  const text = `first\nconst token = '${token}' // grace@navy.mil\nlast`
  const secrets = mergeStretches([stretchOf(text, 'grace@navy.mil'), stretchOf(text, token)])
  const about = [text.indexOf(token), text.indexOf('grace')].map((at) => excerptOf(text, at, secrets))
  for (const excerpt of about) expect(excerpt).toBe("const token = 'gh••••••••••••J0' // gr••••••••••il")
})

test('a secret that is longer than the excerpt, or begins before it, shows not even its ends', () => {
  const long = 'k'.repeat(500)
  const text = `key = "${long}" // e@x.org`
  const secrets = [stretchOf(text, long), stretchOf(text, 'e@x.org')]
  expect(excerptOf(text, text.indexOf(long), secrets)).toBe('key = "••••••••••••')
  expect(excerptOf(text, text.indexOf('e@x.org'), secrets)).toBe('••••••••••••" // e@•••rg')
})

test('of a secret over several lines, each line shows nothing', () => {
  const key = '-----BEGIN KEY-----\nabcdef\n-----END KEY-----'
  const text = `a = \`${key}\``
  expect(excerptOf(text, text.indexOf(key), [stretchOf(text, key)])).toBe('a = `••••••••••••')
})

test('stretches that overlap are one', () => {
  expect(
    mergeStretches([
      { start: 5, end: 9 },
      { start: 0, end: 6 },
      { start: 9, end: 10 },
    ]),
  ).toEqual([
    { start: 0, end: 9 },
    { start: 9, end: 10 },
  ])
})
