import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Oracle } from './oracle'

const run = promisify(execFile)
const program = path.join(import.meta.dirname, 'java-oracle.java')

/**
 * Which files declare the types that javac finds named in each file, all files attributed as one program: imports,
 * neighbours in a package, inherited member types. Modules are left out, since javac reads one at a time.
 */
export const oracle: Oracle = {
  language: 'java',
  tool: 'javac',
  unavailable: async () =>
    (await run('javac', ['-version']).catch(() => undefined)) === undefined ? 'no JDK is installed' : undefined,
  isCompared: ({ from }) => !from.endsWith('module-info.java'),
  async edges(folder, paths) {
    const scratch = mkdtempSync(path.join(tmpdir(), 'java-oracle-'))
    try {
      const list = path.join(scratch, 'files')
      writeFileSync(list, paths.filter((each) => !each.endsWith('module-info.java')).join('\n'))
      const { stdout } = await run('java', [program, folder, list], { maxBuffer: 1 << 28 })
      const lines = stdout.split('\n').filter((line) => line !== '')
      return lines.map((line) => {
        const [from = '', to = ''] = line.split('\t')
        return { from, to }
      })
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  },
}
