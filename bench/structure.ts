import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { nodeFlags } from '@/bin/node-flags.mjs'
import { bundleProgram } from '@/lib/jobs/bundle-program'
import { installPeers } from './setup/peers'
import { readTexts } from './setup/read-texts'
import { median, nameOf, writeTree } from './setup/work-tree'

/**
 * Dependencies (and outlines) of a JavaScript or TypeScript repository, beside dependency-cruiser and madge:
 * npm run bench -- structure REPOSITORY…
 *
 * Each process works several turns, and the contenders' processes alternate. `cold` is the first turn of a process, from
 * the first file read to the last edge with the program loaded; `warm` is the median of the later ones; `process` is the
 * life of a process that works one turn, `CPU` what all its threads took, which other work on the machine disturbs
 * less. Ratios are to dependency-cruiser, which reads TypeScript with TypeScript
 * unless told otherwise, and to madge.
 */

const rounds = 3
const turns = 5
const peer = 'dependency-cruiser'
const ours = ['edges and outlines', 'edges and outlines, two threads', 'edges only']
const names = [...ours, peer, 'dependency-cruiser, swc', 'madge']

installPeers()
const contender = fileURLToPath(await bundleProgram(import.meta.resolve('./setup/structure-contender.ts')))
const pool = await bundleProgram(import.meta.resolve('../lib/structure/outline-pool.ts'))
const thread = import.meta.resolve('../lib/structure/outline-thread.ts')

const [first, ...rest] = process.argv.slice(2)
for (const repository of [first ?? path.resolve(import.meta.dirname, '..'), ...rest]) comparePeers(repository)

type Round = { coldMs: number; warmMs: number; processMs: number; cpuMs: number; edges: number }

function comparePeers(repository: string): void {
  const scratch = mkdtempSync(path.join(tmpdir(), 'retrace-bench-'))
  try {
    writeTree(repository, scratch)
    const files = readTexts(scratch, (file) => /\.[cm]?[jt]sx?$/.test(file))
    const megabytes = files.reduce((sum, { text }) => sum + text.length, 0) / 1e6
    console.log(`${nameOf(repository)}: ${files.length} files, ${megabytes.toFixed(1)} MB`)
    const found = new Map<string, Round[]>(names.map((name) => [name, []]))
    for (let round = 0; round < rounds; round++)
      for (const name of names) found.get(name)?.push(takeRound(name, scratch))
    const medians = new Map([...found].map(([name, each]) => [name, medianOf(each)]))
    const ratio = (own: Round, name: string, key: 'coldMs' | 'warmMs' | 'processMs' | 'cpuMs') =>
      (own[key] / (medians.get(name)?.[key] ?? Number.NaN)).toFixed(2)
    console.table(
      [...medians].map(([name, round]) => ({
        what: name,
        edges: round.edges,
        'cold ms': Math.round(round.coldMs),
        'warm ms': Math.round(round.warmMs),
        'process ms': Math.round(round.processMs),
        'CPU ms': Math.round(round.cpuMs),
        'cold of cruiser': ratio(round, peer, 'coldMs'),
        'warm of cruiser': ratio(round, peer, 'warmMs'),
        'process of cruiser': ratio(round, peer, 'processMs'),
        'CPU of cruiser': ratio(round, peer, 'cpuMs'),
        'cold of madge': ratio(round, 'madge', 'coldMs'),
        'process of madge': ratio(round, 'madge', 'processMs'),
        'CPU of madge': ratio(round, 'madge', 'cpuMs'),
      })),
    )
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function takeRound(name: string, folder: string): Round {
  const start = performance.now()
  const { cpuMs } = run(name, folder, 1)
  const processMs = performance.now() - start
  const { times, edges } = run(name, folder, turns)
  const [coldMs = Number.NaN, ...warm] = times
  return { coldMs, warmMs: median(warm), processMs, cpuMs, edges }
}

function run(name: string, folder: string, count: number): { times: number[]; edges: number; cpuMs: number } {
  // Peers run as their users run them.
  const args = [...(ours.includes(name) ? nodeFlags : []), contender, name, folder, String(count), pool, thread]
  const output = execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  return JSON.parse(output.trim().split('\n').at(-1) ?? '')
}

function medianOf(found: readonly Round[]): Round {
  const of = (key: keyof Round) => median(found.map((round) => round[key]))
  return {
    coldMs: of('coldMs'),
    warmMs: of('warmMs'),
    processMs: of('processMs'),
    cpuMs: of('cpuMs'),
    edges: of('edges'),
  }
}
