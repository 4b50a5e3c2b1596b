import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Edge, Oracle } from './oracle'

const run = promisify(execFile)

const Report = z.object({
  comments: z.array(z.object({ file: z.string(), line: z.int(), code: z.int(), message: z.string() })),
})

/** The lines of the last repository whose `source` ShellCheck can follow: `lib/a.sh:3`. */
const judged = new Set<string>()

/**
 * Which files ShellCheck would follow, did it not look at one file at a time: those of the repository that it names in
 * SC1091. Bash itself can only tell by running the scripts, which is never done here. What hangs on values that are
 * known at run time only (SC1090) and the `load` of Bats are not compared.
 */
export const oracle: Oracle = {
  language: 'bash',
  tool: 'ShellCheck',
  unavailable: async () =>
    (await run('shellcheck', ['--version']).catch(() => undefined)) ? undefined : 'shellcheck is not installed',
  isCompared: ({ from, line }) => judged.has(`${from}:${line}`),
  async edges(folder, paths) {
    judged.clear()
    const edges: Edge[] = []
    for (const from of paths) {
      for (const { line, message } of await notFollowed(folder, from)) {
        const found = /^Not following: (.*?)(?: was not specified as input|: openBinaryFile: does not exist)/.exec(
          message,
        )
        if (!found?.[1]) continue
        judged.add(`${from}:${line}`)
        edges.push({ from, to: path.normalize(found[1]) })
      }
    }
    return edges
  },
}

/** It ends with 1 where it found anything. */
async function notFollowed(folder: string, file: string): Promise<{ line: number; message: string }[]> {
  const options = ['--norc', '--include=SC1091', '--format=json1', '--source-path=SCRIPTDIR', file]
  const text = await run('shellcheck', options, { cwd: folder, timeout: 60_000, maxBuffer: 1 << 26 }).then(
    ({ stdout }) => stdout,
    (problem: { stdout?: string }) => problem.stdout ?? '',
  )
  return text.startsWith('{') ? Report.parse(JSON.parse(text)).comments : []
}
