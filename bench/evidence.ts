import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Source } from './evidence/measure-repository'
import { type Evidence, renderPage } from './evidence/page'
import { pinned } from './evidence/repositories'
import { takeEvidence } from './evidence/take-evidence'
import { nameOf } from './setup/work-tree'

/**
 * Whether search pays, and whether what it finds is real: npm run bench -- evidence [repository]…
 *
 * Without arguments it fetches the repositories of bench/evidence/repositories.ts; clones of them may be given instead.
 * With ten and more it writes docs/evidence.md, otherwise it prints the page. All figures stay in node_modules/.cache;
 * `--page` makes the page of the last ones anew.
 */

const enough = 10
const root = path.resolve(import.meta.dirname, '..')
const page = path.join(root, 'docs', 'evidence.md')
const kept = path.join(root, 'node_modules', '.cache', 'retrace', 'evidence.json')

const [first, ...rest] = process.argv.slice(2)
const evidence = first === '--page' ? readEvidence() : await takeEvidence(sourcesOf(first, rest))
mkdirSync(path.dirname(kept), { recursive: true })
writeFileSync(kept, JSON.stringify(evidence))
if (evidence.repositories.length < enough) console.log(renderPage(evidence))
else writeFileSync(page, renderPage(evidence))

function readEvidence(): Evidence {
  return JSON.parse(readFileSync(kept, 'utf8'))
}

function sourcesOf(first: string | undefined, rest: readonly string[]): Source[] {
  if (first !== undefined) return [first, ...rest].map(localSource)
  return Object.entries(pinned).map(([name, ref]) => ({ name, url: `https://github.com/${name}`, ref }))
}

function localSource(folder: string): Source {
  const name = nameOf(folder).replace('+', '/')
  return { name, url: path.resolve(folder), ref: pinned[name] }
}
