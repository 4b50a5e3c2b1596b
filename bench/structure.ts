import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createOutlinePool } from '@/lib/structure/outline-pool'
import { readImports, readOutlines } from '@/lib/structure/read-outlines'
import { readStructure } from '@/lib/structure/read-structure'
import { median, nameOf, readTexts, writeTree } from './setup/work-tree'

/**
 * Dependencies (and outlines) of a JavaScript or TypeScript repository, beside dependency-cruiser and, where it is
 * installed, madge: npm run bench -- structure REPOSITORY…
 *
 * Each turn of each contender is a process of its own, in turns. `work` is the time from the first file read to the last
 * edge, with the program loaded but nothing warm; `process` is all of it.
 */

const rounds = 5
const isScript = (path: string) => /\.[cm]?[jt]sx?$/.test(path)

/** Each answers with the number of edges it found. */
const contenders: Record<string, () => Promise<(folder: string) => Promise<number>>> = {
  'edges and outlines': async () => async (folder) =>
    (await readStructure(readTexts(folder, isSource), { outlines: readOutlines })).dependencies.length,
  'edges and outlines, cold threads': async () => async (folder) => {
    const pool = createOutlinePool()
    const { dependencies } = await readStructure(readTexts(folder, isSource), { outlines: pool.read })
    await pool.close()
    return dependencies.length
  },
  'edges only': async () => async (folder) =>
    (await readStructure(readTexts(folder, isSource), { outlines: readImports })).dependencies.length,
  'dependency-cruiser': async () => {
    const { cruise } = await import('dependency-cruiser')
    return async (folder) => {
      process.chdir(folder)
      const options = { doNotFollow: 'node_modules', tsPreCompilationDeps: true, parser: 'swc', outputType: undefined }
      const { output } = await cruise(['.'], options as Parameters<typeof cruise>[1], { extensions: scriptExtensions })
      if (typeof output === 'string') throw new Error('dependency-cruiser answered with text')
      return output.modules.reduce(
        (sum, module) => sum + module.dependencies.filter((each) => !each.couldNotResolve).length,
        0,
      )
    }
  },
  madge: async () => {
    const { default: madge } = await import(createRequire(import.meta.url).resolve('madge'))
    return async (folder) => {
      const options = {
        fileExtensions: scriptExtensions.map((each) => each.slice(1)),
        detectiveOptions: { ts: { mixedImports: true } },
      }
      const graph: Record<string, string[]> = (await madge(folder, options)).obj()
      return Object.values(graph).reduce((sum, used) => sum + used.length, 0)
    }
  },
}

const scriptExtensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs']
/** Manifests tell where imports lead. */
const isSource = (file: string) => isScript(file) || /(?:^|\/)(?:[^/]*\.json|pnpm-workspace\.yaml)$/.test(file)

const [first, ...rest] = process.argv.slice(2)
if (first === '--contender') await runContender(rest[0] ?? '', rest[1] ?? '')
else for (const repository of [first ?? path.resolve(import.meta.dirname, '..'), ...rest]) comparePeers(repository)

async function runContender(name: string, folder: string): Promise<void> {
  const work = await contenders[name]?.()
  const start = performance.now()
  const edges = await work?.(folder)
  console.log(JSON.stringify({ workMs: performance.now() - start, edges }))
}

type Turn = { workMs: number; processMs: number; edges: number }

function comparePeers(repository: string): void {
  const scratch = mkdtempSync(path.join(tmpdir(), 'retrace-bench-'))
  try {
    writeTree(repository, scratch)
    const files = readTexts(scratch, isScript)
    const megabytes = files.reduce((sum, { text }) => sum + text.length, 0) / 1e6
    console.log(`${nameOf(repository)}: ${files.length} files, ${megabytes.toFixed(1)} MB`)
    const names = Object.keys(contenders).filter((name) => name !== 'madge' || isInstalled('madge'))
    const turns = new Map<string, Turn[]>(names.map((name) => [name, []]))
    for (let round = 0; round < rounds; round++)
      for (const name of names) turns.get(name)?.push(takeTurn(name, scratch))
    const medians = new Map([...turns].map(([name, each]) => [name, medianOf(each)]))
    const ratio = (ours: Turn, peer: string) => {
      const theirs = medians.get(peer)
      return theirs ? (ours.workMs / theirs.workMs).toFixed(3) : 'not installed'
    }
    console.table(
      [...medians].map(([name, turn]) => ({
        what: name,
        edges: turn.edges,
        'work ms': Math.round(turn.workMs),
        'process ms': Math.round(turn.processMs),
        'of dependency-cruiser': ratio(turn, 'dependency-cruiser'),
        'of madge': ratio(turn, 'madge'),
      })),
    )
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function takeTurn(name: string, folder: string): Turn {
  const start = performance.now()
  const args = ['--import', 'tsx', import.meta.filename, '--contender', name, folder]
  const output = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const processMs = performance.now() - start
  return { ...(JSON.parse(output.trim().split('\n').at(-1) ?? '') as Omit<Turn, 'processMs'>), processMs }
}

function medianOf(turns: readonly Turn[]): Turn {
  return {
    edges: turns[0]?.edges ?? 0,
    workMs: median(turns.map((each) => each.workMs)),
    processMs: median(turns.map((each) => each.processMs)),
  }
}

function isInstalled(name: string): boolean {
  return existsSync(path.join(import.meta.dirname, '..', 'node_modules', name))
}
