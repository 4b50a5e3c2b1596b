import { mkdtempSync } from 'node:fs'
import { createOutlinePool } from '@/lib/structure/outline-pool'
import { findLanguage } from '@/lib/structure/languages'
import { readTexts, writeTree } from './setup/work-tree'
const mb = () => Math.round(process.memoryUsage.rss() / 2 ** 20)
const pool = createOutlinePool({ threads: 1 })
for (const repo of process.argv.slice(2)) {
  const d = mkdtempSync('/tmp/p8-'); writeTree(repo, d)
  const files = readTexts(d, (p) => findLanguage(p) !== undefined).filter((f) => f.text.length < 1e6)
  for (let i = 0; i < 2; i++) { const t = performance.now(); await pool.read(files); const m = process.memoryUsage(); console.log(repo.split('/')[3], files.length, (files.reduce((s, f) => s + f.text.length, 0) / 1e6).toFixed(1), 'MB: rss', mb(), 'heap', Math.round(m.heapUsed / 2 ** 20), 'ext', Math.round(m.external / 2 ** 20), 'ab', Math.round(m.arrayBuffers / 2 ** 20), Math.round(performance.now() - t), 'ms') }
}
await pool.close(); console.log('closed', mb())
