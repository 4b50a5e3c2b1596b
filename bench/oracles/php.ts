import { spawnSync } from 'node:child_process'
import path from 'node:path'
import type { Edge, Oracle } from './oracle'

const program = path.join(import.meta.dirname, 'php-names.php')

/** PHP's own tokens, names resolved by its rules, and classes found as composer's autoloader looks for them. */
export const oracle: Oracle = {
  language: 'php',
  tool: 'PHP tokenizer and PSR-4',
  unavailable: async () => (spawnSync('php', ['--version']).error ? 'php is not installed' : undefined),
  async edges(folder, paths) {
    const { stdout, stderr, status } = spawnSync('php', ['-d', 'memory_limit=-1', program, folder], {
      input: JSON.stringify(paths),
      encoding: 'utf8',
      maxBuffer: 2 ** 30,
    })
    if (status !== 0) throw new Error(`php: ${stderr || stdout}`)
    const edges: Edge[] = JSON.parse(stdout)
    return edges
  },
}
