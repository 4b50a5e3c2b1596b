import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { z } from 'zod'
import type { Oracle } from './oracle'

const program = path.join(import.meta.dirname, 'python-imports.py')
const version = spawnSync('python3', ['-c', 'import sys; print("CPython %d.%d" % sys.version_info[:2])'], {
  encoding: 'utf8',
})

/** CPython's own parser and module finder. */
export const oracle: Oracle = {
  language: 'python',
  tool: `${version.stdout?.trim()} ast, importlib`,
  unavailable: async () => (version.status === 0 ? undefined : 'there is no python3'),
  async edges(folder, paths) {
    const input = JSON.stringify(paths)
    const { status, stdout, stderr } = spawnSync('python3', [program], {
      cwd: folder,
      input,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    if (status !== 0) throw new Error(`CPython failed: ${stderr.slice(-500)}`)
    return z.array(z.object({ from: z.string(), to: z.string() })).parse(JSON.parse(stdout))
  },
  isCompared: ({ kind }) => kind !== 'dynamic-import',
}
