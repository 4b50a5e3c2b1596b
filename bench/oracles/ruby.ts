import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Oracle } from './oracle'

/**
 * Ruby's own parser and load path; see ruby/edges.rb. The load path holds what the gem specifications of the repository
 * name (they are run for it), `lib`, `test` and `spec`.
 */
export const oracle: Oracle = {
  language: 'ruby',
  tool: 'Ripper and $LOAD_PATH',
  unavailable: async () => (spawnSync('ruby', ['--version']).status === 0 ? undefined : 'ruby is not installed'),
  async edges(folder, paths) {
    const { status, stdout, stderr } = spawnSync('ruby', [join(import.meta.dirname, 'ruby/edges.rb'), folder], {
      input: paths.join('\n'),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    })
    if (status !== 0) throw new Error(`ruby: ${stderr}`)
    return stdout.split('\n').flatMap((line) => {
      const [from, to] = line.split('\t')
      return from && to ? [{ from, to }] : []
    })
  },
}
