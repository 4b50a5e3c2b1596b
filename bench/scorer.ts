import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, extname, join, resolve } from 'node:path'
import { createModel } from '@/lib/likelihood/embedded-model'

/**
 * The embedded model beside `xz -9e`, on the same concatenated source in one run:
 * node --import tsx bench/scorer.ts [directory or file]…
 */

const sizeLimit = 0.8
const speedLimit = 400
const sourceExtensions = new Set(['.ts', '.tsx', '.js', '.jsx', '.mjs', '.cjs', '.py'])
const skipped = new Set(['node_modules', 'dist', 'generated', 'public'])

function sourceFiles(path: string): string[] {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (skipped.has(entry.name) || entry.name.startsWith('.')) return []
      if (entry.isDirectory()) return sourceFiles(join(path, entry.name))
      return entry.isFile() && sourceExtensions.has(extname(entry.name)) ? [join(path, entry.name)] : []
    })
}

function xzBytes(source: Buffer): number | undefined {
  const { status, stdout } = spawnSync('xz', ['-9e', '--stdout'], { input: source, maxBuffer: 1 << 30 })
  return status === 0 ? stdout.length : undefined
}

const paths = process.argv.slice(2)
if (paths.length === 0) paths.push(resolve(import.meta.dirname, '..'))

// As in a scoring thread: one model, whose code the runtime has compiled, that returns to its mark after each text.
const model = createModel()
const compiledAfterBytes = 1 << 20
const first = Buffer.concat(sourceFiles(paths[0] ?? '').map((file) => readFileSync(file)))
for (let read = 0; read < compiledAfterBytes; read += first.length || compiledAfterBytes) {
  model.mark()
  model.score(first)
  model.undo()
}
const rows = paths.map((path) => {
  const source = Buffer.concat(sourceFiles(path).map((file) => readFileSync(file)))
  model.mark()
  const start = process.cpuUsage()
  const bits = model.score(source) / Math.LN2
  const seconds = process.cpuUsage(start).user / 1e6
  model.undo()
  const packed = xzBytes(source)
  const ratio = packed && bits / 8 / packed
  const kilobytesPerSecond = source.length / 1000 / seconds
  return {
    source: basename(resolve(path)),
    bytes: source.length,
    'bits/byte': (bits / source.length).toFixed(3),
    'xz bits/byte': packed ? ((packed * 8) / source.length).toFixed(3) : 'no xz program',
    'size ours/xz': ratio ? ratio.toFixed(3) : '–',
    [`of ${sizeLimit}`]: ratio ? (ratio / sizeLimit).toFixed(2) : '–',
    'KB/s per core': Math.round(kilobytesPerSecond),
    [`of ${speedLimit} KB/s`]: (kilobytesPerSecond / speedLimit).toFixed(2),
  }
})
console.table(rows)
