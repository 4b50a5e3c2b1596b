import { expect, test } from 'vitest'
import { ahead } from './ahead'

async function collect(items: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = []
  for await (const item of items) found.push(item)
  return found
}

test('items come in order, each begun while the one before is used', async () => {
  const begun: string[] = []
  async function* source() {
    for (const name of ['a', 'b', 'c']) {
      begun.push(name)
      yield name
    }
  }
  const seen: string[] = []
  for await (const name of ahead(source())) seen.push(`${name} of ${begun.join('')}`)
  expect(seen).toEqual(['a of ab', 'b of abc', 'c of abc'])
})

test('a failure comes at its place, after the items before it', async () => {
  async function* source() {
    yield 'a'
    throw new Error('broken')
  }
  const seen: string[] = []
  await expect(
    (async () => {
      for await (const name of ahead(source())) seen.push(name)
    })(),
  ).rejects.toThrow('broken')
  expect(seen).toEqual(['a'])
})

test('whoever stops early closes the source', async () => {
  let isClosed = false
  async function* source() {
    try {
      for (;;) yield 'a'
    } finally {
      isClosed = true
    }
  }
  for await (const _ of ahead(source())) break
  expect(isClosed).toBe(true)
  expect(await collect(ahead((async function* () {})()))).toEqual([])
})
