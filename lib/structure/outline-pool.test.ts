import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { languages } from './languages'
import { createOutlinePool, type OutlinePool } from './outline-pool'
import { readOutlines } from './read-outlines'
import { readStructure, type SourceFile } from './read-structure'

const pools: OutlinePool[] = []
const open = (...[options]: Parameters<typeof createOutlinePool>) => {
  const pool = createOutlinePool(options)
  pools.push(pool)
  return pool
}
afterAll(() => Promise.all(pools.map((pool) => pool.close())))

const filler = `// ${'x'.repeat(90)}\n`.repeat(50)
const source = (name: string) => ({ path: `${name}.ts`, text: `export const ${name} = 1\n${filler}` })
const many = Array.from({ length: 60 }, (_, place) => source(`file${place}`))

/** A language as a graph is written in it: where a module lies, how it imports another one, and what else there is. */
type Dialect = {
  path: (at: number) => string
  head: (at: number) => string
  imports: (to: number) => string
  body: (at: number) => string
  others: (count: number) => Record<string, string>
}

const dialects: readonly Dialect[] = [
  {
    path: (at) => `web/m${at}.ts`,
    head: () => '',
    imports: (to) => `import { f${to} } from './m${to}'\n`,
    body: (at) => `export function f${at}(a: number): number { return a }\n`,
    others: () => ({}),
  },
  {
    path: (at) => `tool/m${at}.py`,
    head: () => '',
    imports: (to) => `from .m${to} import f${to}\n`,
    body: (at) => `def f${at}(a):\n    return a\n`,
    others: () => ({ 'tool/__init__.py': '' }),
  },
  {
    path: (at) => `src/m${at}.rs`,
    head: () => '',
    imports: (to) => `use crate::m${to}::f${to};\n`,
    body: (at) => `pub fn f${at}(a: u32) -> u32 { a }\n`,
    others: (count) => ({
      'Cargo.toml': '[package]\nname = "made"\n',
      'src/lib.rs': Array.from({ length: count }, (_, at) => `pub mod m${at};\n`).join(''),
    }),
  },
  {
    path: (at) => `go/m${at}/m.go`,
    head: (at) => `package m${at}\n`,
    imports: (to) => `import "example.org/made/m${to}"\n`,
    body: (at) => `func F${at}(a int) int { return a }\n`,
    others: () => ({ 'go/go.mod': 'module example.org/made\n' }),
  },
]

/** How many modules there are, which import which besides those in a row, and how long each one is. */
type Plan = { count: number; arcs: [number, number][]; length: number }

const place = fc.nat({ max: 4 })
/** Long enough that several batches, and so all the threads, share the modules. */
const plan: fc.Arbitrary<Plan> = fc.record({
  count: fc.integer({ min: 2, max: 5 }),
  arcs: fc.array(fc.tuple(place, place), { maxLength: 8 }),
  length: fc.integer({ min: 40, max: 160 }),
})

/** Each module imports the one before it; the arcs add more, and cycles. */
function write(dialect: Dialect, { count, arcs, length }: Plan): SourceFile[] {
  const modules = Array.from({ length: count }, (_, at) => {
    const all = [[at, at - 1] as const, ...arcs].filter(
      ([from, to]) => from === at && to >= 0 && to < count && to !== at,
    )
    const imports = [...new Set(all.map(([, to]) => dialect.imports(to)))]
    return [dialect.path(at), dialect.head(at) + imports.join('') + dialect.body(at).repeat(length)] as const
  })
  return [...modules, ...Object.entries(dialect.others(count))].map(([path, text]) => ({ path, text, isTest: false }))
}

describe('a pool of parser threads', { timeout: 60_000 }, () => {
  test('gives what one thread gives, whatever their number', async () => {
    const files = [...many, { path: 'a.py', text: 'def f():\n    pass\n' }, { path: 'b.unknown', text: 'b' }]
    const expected = await readOutlines(files)
    for (const threads of [1, 3]) expect(await open({ threads }).read(files)).toEqual(expected)
    expect([...expected.keys()]).toContain('a.py')
    expect(expected.has('b.unknown')).toBe(false)
  })

  test('the same snapshot gives the same graph, whatever their number', async () => {
    const [one, three] = [open({ threads: 1 }), open({ threads: 3 })]
    await fc.assert(
      fc.asyncProperty(fc.tuple(plan, plan, plan, plan), async (plans) => {
        const files = plans.flatMap((each, at) => write(dialects[at]!, each))
        const alone = await readStructure(files, { outlines: one.read })
        const shared = await readStructure(files, { outlines: three.read })
        expect(shared).toEqual(alone)
        expect([...shared.outlines.keys()]).toEqual([...alone.outlines.keys()])
        const linked = new Set(alone.dependencies.map(({ from }) => from.slice(from.lastIndexOf('.'))))
        expect(linked).toEqual(new Set(['.ts', '.py', '.rs', '.go']))
      }),
      { numRuns: 4 },
    )
  })

  test('loses one file to a crash, and one to a parser that never ends', async () => {
    const program = new URL('./testing/failing-thread.ts', import.meta.url).href
    const pool = open({ threads: 2, program, fileTimeoutMs: 1500 })
    const files = [
      ...many.slice(0, 4),
      { path: 'dead.ts', text: '// dies here\n' },
      { path: 'slow.ts', text: '// never ends\n' },
      { path: 'fat.ts', text: '// eats memory\n' },
      ...many.slice(4, 10),
    ]
    const outlines = await pool.read(files)
    const gaps = [...outlines].filter(([, { parseErrors }]) => parseErrors.length > 0)
    expect(gaps.map(([path]) => path).sort()).toEqual(['dead.ts', 'fat.ts', 'slow.ts'])
    expect(outlines.get('slow.ts')?.parseErrors[0]?.message).toBe('Could not be parsed: it takes too long')
    expect(outlines.size).toBe(files.length)
  })

  test('rejects soon after it is told to stop', async () => {
    const program = new URL('./testing/failing-thread.ts', import.meta.url).href
    const pool = open({ threads: 1, program })
    const controller = new AbortController()
    const read = pool.read([...many, { path: 'slow.ts', text: '// never ends\n' }], controller.signal)
    setTimeout(() => controller.abort(new Error('enough')), 50)
    await expect(read).rejects.toThrow('enough')
  })

  test('source that nobody would write crashes no thread', async () => {
    const pool = open({ threads: 2 })
    const paths = everyLanguage.map((extension) => `a.${extension}`)
    expect(languages.filter(({ handles }) => !paths.some(handles)).map(({ name }) => name)).toEqual([])
    const piece = fc.constantFrom(
      '{',
      '}',
      '(',
      '[',
      '<',
      '"',
      "'",
      '`',
      '/*',
      '*/',
      '//',
      '#',
      'class ',
      'fn ',
      '\\',
      '\0',
      '\n',
      'é',
      '😀',
      '=>',
      ';;',
      'import ',
      '<<EOF\n',
      '@',
    )
    const text = fc
      .array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 400 })
      .map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 6 }), async (texts) => {
        const files = texts.flatMap((each, place) =>
          paths.map((path) => ({ path: `${place}/${path}`, text: each + each })),
        )
        const outlines = await pool.read(files)
        const reasons = [...outlines.values()].flatMap(({ parseErrors }) => parseErrors.map(({ message }) => message))
        const lost = reasons.filter((reason) => /^Could not be parsed: (?!too far|nested)/.test(reason))
        expect(lost).toEqual([])
        expect(outlines.size).toBe(files.length)
      }),
      { numRuns: 5 },
    )
  })

  test.each(['[', '(', '{', 'a=>', '<a>', '!', 'if(a)', '${`', '-', 'f('])(
    'depth costs one file: %s',
    async (piece) => {
      deep ??= open({ threads: 2 })
      const text = piece.repeat(12_000)
      const files = candidates.map((path) => ({ path, text }))
      const outlines = await deep.read([...files, source('other')])
      expect(outlines.get('other.ts')?.symbols).toHaveLength(1)
    },
  )
})

let deep: OutlinePool | undefined
const candidates = ['a.ts', 'a.tsx', 'a.js', 'a.py', 'a.vue']
const everyLanguage =
  'ts vue py go rs java kt scala c cpp cs rb php swift sh sql css scss html json yaml toml md'.split(' ')
