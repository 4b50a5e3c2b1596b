import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { bundleProgram } from '@/lib/jobs/bundle-program'
import { openThreads } from '@/lib/jobs/open-threads'
import { findLanguage } from '@/lib/structure/languages'
import { createOutlinePool } from '@/lib/structure/outline-pool'
import { parserOf } from './setup/parse'
import type { ParseRequest } from './setup/parse-thread'
import { readTexts, type TextFile } from './setup/read-texts'
import { median, nameOf, writeTree } from './setup/work-tree'

/**
 * Outlines beside what tree-sitter takes to parse the same files and nothing else, on one thread, and how two threads
 * scale: npm run bench -- outlines REPOSITORY…
 *
 * `parse alone, of one` is what two threads that parse the same files each, and share nothing, get done against one: what
 * the machine has for two.
 *
 * All are bundled as the product's own threads are, warm, and take turns. Files that are beyond the parser are in no figure.
 */

const leastRounds = 5
/** Few files are read more often: a single turn of theirs says little. */
const leastMs = 8_000
const leastMegabytes = 0.2
const grammars: Record<string, string> = {
  javascript: '@cursorless/tree-sitter-wasms/out/tree-sitter-typescript.wasm',
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  go: 'tree-sitter-go/tree-sitter-go.wasm',
  rust: 'tree-sitter-rust/tree-sitter-rust.wasm',
  java: 'tree-sitter-java/tree-sitter-java.wasm',
  kotlin: '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm',
  scala: 'tree-sitter-scala/tree-sitter-scala.wasm',
  c: 'tree-sitter-c/tree-sitter-c.wasm',
  cpp: 'tree-sitter-cpp/tree-sitter-cpp.wasm',
  'c-sharp': 'tree-sitter-c-sharp/tree-sitter-c_sharp.wasm',
  ruby: 'tree-sitter-ruby/tree-sitter-ruby.wasm',
  php: 'tree-sitter-php/tree-sitter-php.wasm',
  swift: '@cursorless/tree-sitter-wasms/out/tree-sitter-swift.wasm',
  bash: 'tree-sitter-bash/tree-sitter-bash.wasm',
}

const rows: Record<string, string | number>[] = []
const all = { files: 0, megabytes: 0, parseMs: 0, outlineMs: 0 }
for (const repository of process.argv.slice(2)) rows.push(...(await measure(repository)))
rows.push({
  repository: 'all',
  files: all.files,
  MB: all.megabytes.toFixed(1),
  'of parse': (all.parseMs / all.outlineMs).toFixed(2),
})
console.table(rows)

async function measure(repository: string): Promise<Record<string, string | number>[]> {
  const scratch = mkdtempSync(`${tmpdir()}/retrace-bench-`)
  try {
    writeTree(repository, scratch)
    const files = readTexts(scratch, (path) => grammars[findLanguage(path)?.name ?? ''] !== undefined)
    const byLanguage = Map.groupBy(files, ({ path }) => findLanguage(path)?.name ?? '')
    const measured: Record<string, string | number>[] = []
    for (const [language, its] of byLanguage) {
      const megabytes = sizeOf(its)
      if (megabytes < leastMegabytes) continue
      const parse = await parserOf(grammars[language] ?? '')
      const readable = its.filter(({ text }) => parse(text))
      const { parseMs, outlineMs, scale } = await measureThreads(grammars[language] ?? '', readable)
      all.files += readable.length
      all.megabytes += sizeOf(readable)
      all.parseMs += parseMs
      all.outlineMs += outlineMs
      measured.push({
        repository: nameOf(repository),
        language,
        files: readable.length,
        MB: sizeOf(readable).toFixed(1),
        'parse MB/s': rate(readable, parseMs),
        'outline MB/s': rate(readable, outlineMs),
        'of parse': (parseMs / outlineMs).toFixed(2),
        ...(await scaling(readable)),
        'parse alone, of one': scale.toFixed(2),
      })
    }
    return measured
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Two threads against one; the same threads in every turn. */
async function scaling(files: readonly TextFile[]): Promise<Record<string, string>> {
  const pools = [createOutlinePool({ threads: 1 }), createOutlinePool({ threads: 2 })]
  const [one = 0, two = 0] = await takeTurns(pools.map((pool) => () => pool.read(files)))
  await Promise.all(pools.map((pool) => pool.close()))
  return { 'two threads MB/s': rate(files, two), 'of one': (one / two).toFixed(2) }
}

/** Milliseconds that one thread takes to parse the files, and to read their outlines; how far two get that parse. */
async function measureThreads(
  wasm: string,
  files: readonly TextFile[],
): Promise<{ parseMs: number; outlineMs: number; scale: number }> {
  const filename = await bundleProgram(import.meta.resolve('./setup/parse-thread.ts'))
  const pool = openThreads<ParseRequest, void>({ maxThreads: 2 })
  const run = (what: ParseRequest['what']) => pool.run({ files, wasm, what }, { filename })
  const both = () => Promise.all([run('parse'), run('parse')])
  // Each thread has loaded its grammars before anything counts.
  await Promise.all([run('outlines'), run('outlines')])
  await both()
  const [parseMs = 0, outlineMs = 0, bothMs = 0] = await takeTurns([() => run('parse'), () => run('outlines'), both])
  await pool.destroy()
  return { parseMs, outlineMs, scale: (2 * parseMs) / bothMs }
}

/** The median time of each, after one turn that does not count. */
async function takeTurns(works: readonly (() => Promise<unknown>)[]): Promise<number[]> {
  const times: number[][] = works.map(() => [])
  const began = performance.now()
  for (let round = 0; round <= leastRounds || performance.now() - began < leastMs; round++) {
    for (const [place, work] of works.entries()) {
      const start = performance.now()
      await work()
      if (round > 0) times[place]?.push(performance.now() - start)
    }
  }
  return times.map(median)
}

function sizeOf(files: readonly TextFile[]): number {
  return files.reduce((sum, { text }) => sum + text.length, 0) / 1e6
}

function rate(files: readonly TextFile[], ms: number): string {
  return ((sizeOf(files) / ms) * 1000).toFixed(1)
}
