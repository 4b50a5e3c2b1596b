import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writingOrder } from '@/lib/structure/writing-order'
import { tokensOfFrame } from './window-tokens'
import { type Window, windowsOf } from './windows'

type Sized = { path: string; isTest: boolean; tokens: number }
type Use = { from: string; to: string }

const room = 10_000
const mostTokens = room + tokensOfFrame

/** Files in writing order, however they use each other. */
const repository = fc
  .array(
    fc.record({ folder: fc.constantFrom('', 'a/', 'a/b/', 'a/c/', 'd/'), tokens: fc.integer({ min: 1, max: 12_000 }) }),
    {
      minLength: 1,
      maxLength: 40,
    },
  )
  .chain((made) => {
    const files = made.map(({ folder, tokens }, index) => ({
      path: `${folder}${index}.ts`,
      isTest: index % 5 === 0,
      tokens,
    }))
    const path = fc.constantFrom(...files.map((file) => file.path))
    return fc.array(fc.record({ from: path, to: path }), { maxLength: 80 }).map((uses) => {
      const fileOf = new Map(files.map((file) => [file.path, file]))
      const inOrder = writingOrder(files, uses).flatMap((each) => fileOf.get(each) ?? [])
      return { files: inOrder, uses }
    })
  })

function cut({ files, uses }: { files: Sized[]; uses: Use[] }, most = mostTokens): Window[] {
  return windowsOf(files, uses, most)
}

function files(...paths: string[]): Sized[] {
  return paths.map((path) => ({ path, isTest: path.includes('test'), tokens: 4_000 }))
}

describe('windowsOf', () => {
  test('every file is in exactly one window, in writing order', () => {
    fc.assert(
      fc.property(repository, (made) => {
        const windows = cut(made)
        const order = new Map(made.files.map(({ path }, place) => [path, place]))
        const placesOf = (paths: string[]) => paths.map((path) => order.get(path) ?? -1)
        expect(windows.flatMap(({ paths }) => paths).sort()).toEqual(made.files.map(({ path }) => path).sort())
        for (const { paths } of windows) expect(placesOf(paths)).toEqual(placesOf(paths).sort((a, b) => a - b))
      }),
    )
  })

  test('a window has more than it may only as a single file, and says so', () => {
    fc.assert(
      fc.property(repository, (made) => {
        const tokensOf = new Map(made.files.map(({ path, tokens }) => [path, tokens]))
        for (const { paths, tokens, isOver } of cut(made)) {
          expect(tokens).toBe(paths.reduce((sum, path) => sum + (tokensOf.get(path) ?? 0), tokensOfFrame))
          expect(isOver).toBe(tokens > mostTokens)
          if (isOver) expect(paths).toHaveLength(1)
        }
      }),
    )
  })

  test('whatever is written before and used is in the window or given, and lies in windows before it', () => {
    fc.assert(
      fc.property(repository, (made) => {
        const windows = cut(made)
        const order = new Map(made.files.map(({ path }, place) => [path, place]))
        const windowOf = new Map(windows.flatMap(({ paths }, index) => paths.map((path) => [path, index] as const)))
        for (const { from, to } of made.uses) {
          if ((order.get(to) ?? 0) >= (order.get(from) ?? 0)) continue
          const [own, other] = [windowOf.get(from) ?? 0, windowOf.get(to) ?? 0]
          expect(other).toBeLessThanOrEqual(own)
          if (other < own) expect(windows[own]?.given).toContain(to)
        }
        for (const [index, { given }] of windows.entries())
          for (const path of given) expect(windowOf.get(path)).toBeLessThan(index)
      }),
    )
  })

  test('files that use each other in a ring stay together where they fit', () => {
    fc.assert(
      fc.property(repository, fc.integer({ min: 2, max: 5 }), ({ files: made, uses }, length) => {
        const ring = made.slice(0, length).map((file) => ({ ...file, tokens: 1_000 }))
        const all = [...ring, ...made.slice(length)]
        const closed = ring.map(({ path }, index) => ({ from: path, to: ring[(index + 1) % ring.length]?.path ?? '' }))
        const isApart = (path: string) => !ring.some((file) => file.path === path)
        const others = uses.filter(({ from }) => isApart(from))
        const fileOf = new Map(all.map((file) => [file.path, file]))
        const inOrder = writingOrder(all, [...closed, ...others]).flatMap((path) => fileOf.get(path) ?? [])
        const windows = cut({ files: inOrder, uses: [...closed, ...others] })
        expect(windows.filter(({ paths }) => ring.some(({ path }) => paths.includes(path)))).toHaveLength(1)
      }),
    )
  })

  test('the same input gives the same windows, in whatever order the uses come', () => {
    fc.assert(
      fc.property(repository, ({ files: made, uses }) => {
        expect(cut({ files: made, uses: uses.toReversed() })).toEqual(cut({ files: made, uses }))
      }),
    )
  })

  test('what fits is one window, without anything given', () => {
    fc.assert(
      fc.property(repository, (made) => {
        const windows = cut(made, Number.POSITIVE_INFINITY)
        expect(windows).toHaveLength(1)
        expect(windows[0]?.given).toEqual([])
      }),
    )
  })

  test('a test goes with what it tests, and what uses nothing with its folder', () => {
    const made = files('a/one.ts', 'b/one.ts', 'a/note.md', 'b/note.md', 'a/one.test.ts', 'b/one.test.ts')
    const uses = [
      { from: 'a/one.test.ts', to: 'a/one.ts' },
      { from: 'b/one.test.ts', to: 'b/one.ts' },
    ]
    const windows = windowsOf(made, uses, 12_000 + tokensOfFrame)
    expect(windows.map(({ name, paths }) => ({ name, paths }))).toEqual([
      { name: 'a', paths: ['a/one.ts', 'a/note.md', 'a/one.test.ts'] },
      { name: 'b', paths: ['b/one.ts', 'b/note.md', 'b/one.test.ts'] },
    ])
  })

  test('a file between two others keeps them apart: a window never needs what comes after it', () => {
    const made = files('core.ts', 'middle.ts', 'top.ts')
    const uses = [
      { from: 'middle.ts', to: 'core.ts' },
      { from: 'top.ts', to: 'middle.ts' },
      { from: 'top.ts', to: 'core.ts' },
    ]
    for (const window of windowsOf(made, uses, 8_000 + tokensOfFrame))
      expect(window.paths).not.toEqual(['core.ts', 'top.ts'])
  })
})
