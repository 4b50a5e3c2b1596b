import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findLanguage, languages } from '@/lib/structure/languages'
import { readStructure } from '@/lib/structure/read-structure'
import type { Edge, Oracle } from './oracles/oracle'
import { readTexts } from './setup/read-texts'
import { nameOf, writeTree } from './setup/work-tree'

/**
 * Where our resolvers say imports lead, beside what the language's own tooling says, edge by edge:
 * npm run bench -- resolution [--list] LANGUAGE REPOSITORY…
 *
 * Precision is the share of our edges that the tool knows, recall the share of the tool's edges that we know; edges from
 * a file to itself do not count. Languages without an oracle that runs here are named at the end. `--list` prints the
 * edges that only one side has.
 */

/** No import of another language leads through these, and a repository can hold thousands of them. */
const aside = new Set(['html', 'css', 'markdown'])

/** Why no tool of the language can be asked, where one might be looked for. */
const because: Record<string, string> = {
  swift: ', since Debian and npm have no compiler for it',
}

const args = process.argv.slice(2)
const isListing = args.includes('--list')
const [only, ...repositories] = args.filter((arg) => arg !== '--list')
const oracles = await loadOracles()
const rows: Record<string, string | number>[] = []
for (const oracle of oracles) {
  if (only && oracle.language !== only) continue
  const reason = await oracle.unavailable?.()
  if (reason) console.log(`${oracle.language}: no oracle runs here, ${reason}.`)
  else for (const repository of repositories) rows.push(await compare(oracle, repository))
}
if (rows.length > 0) console.table(rows)
const unjudged = languages
  .filter(
    ({ name, resolver }) => resolver && !oracles.some((each) => (each.languages ?? [each.language]).includes(name)),
  )
  .map(({ name }) => name)
for (const name of unjudged)
  if (!only || name === only)
    console.log(`${name}: no oracle runs here${because[name] ?? ''}. Its edges were judged by hand, on drawn samples.`)
if (repositories.length === 0)
  console.log(`Give a language (${oracles.map((each) => each.language).join(', ')}) and repositories.`)

async function loadOracles(): Promise<Oracle[]> {
  const folder = path.join(import.meta.dirname, 'oracles')
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts') && name !== 'oracle.ts')
  const modules: { oracle: Oracle }[] = await Promise.all(names.map((name) => import(path.join(folder, name))))
  return modules.map((module) => module.oracle)
}

async function compare(oracle: Oracle, repository: string): Promise<Record<string, string | number>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'retrace-bench-'))
  try {
    writeTree(repository, folder)
    const files = readTexts(folder, (path) => !aside.has(findLanguage(path)?.name ?? ''))
    const { dependencies } = await readStructure(files)
    const own = oracle.languages ?? [oracle.language]
    const paths = files.map((file) => file.path).filter((path) => own.includes(findLanguage(path)?.name ?? ''))
    const unit = oracle.unit ?? ((path: string) => path)
    const known = new Set(paths.map(unit))
    const among = ({ from, to }: Edge) => known.has(from) && known.has(to)
    // First: an oracle may learn from this what it can be compared on.
    const theirs = keysOf((await oracle.edges(folder, paths)).filter(among))
    const ours = keysOf(
      dependencies
        .filter((each) => oracle.isCompared?.(each) ?? true)
        .map(({ from, to }) => ({ from: unit(from), to: unit(to) }))
        .filter(among),
    )
    if (isListing) listDifferences(ours, theirs)
    const shared = [...ours].filter((key) => theirs.has(key)).length
    return {
      repository: nameOf(repository),
      oracle: oracle.tool,
      files: paths.length,
      ours: ours.size,
      theirs: theirs.size,
      precision: (shared / ours.size).toFixed(4),
      recall: (shared / theirs.size).toFixed(4),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function keysOf(edges: readonly Edge[]): Set<string> {
  return new Set(edges.filter(({ from, to }) => from !== to).map(({ from, to }) => `${from} → ${to}`))
}

function listDifferences(ours: Set<string>, theirs: Set<string>): void {
  for (const key of ours) if (!theirs.has(key)) console.log(`only ours    ${key}`)
  for (const key of theirs) if (!ours.has(key)) console.log(`only theirs  ${key}`)
}
