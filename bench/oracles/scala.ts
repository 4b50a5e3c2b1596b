import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Edge, Oracle } from './oracle'

const run = promisify(execFile)
const program = path.join(import.meta.dirname, 'scala-oracle.scala')
const libraries = ['compiler', 'reflect', 'library'].map((name) => `/usr/share/java/scala-${name}.jar`)

/** Of the last repository the files that the compiler could not parse, and the edges that it can say nothing about. */
const unread = new Set<string>()
const unsure = new Set<string>()

/**
 * Which files declare the types, objects and members of package objects that scalac finds named in each file, all files
 * typed as one program. It is a compiler of Scala 2: sources for Scala 3 and for older versions only are left out, and so
 * are files that it cannot parse. A file for one platform is read together with what is common, any other as for the JVM.
 */
export const oracle: Oracle = {
  language: 'scala',
  tool: 'scalac 2.11',
  unavailable: async () =>
    libraries.every(existsSync) && (await run('scalac', ['-version']).catch(() => undefined))
      ? undefined
      : 'scalac is not installed',
  isCompared: ({ from, to }) => [from, to].every(isRead) && !unsure.has(`${from} → ${to}`),
  async edges(folder, paths) {
    const scratch = mkdtempSync(path.join(tmpdir(), 'scala-oracle-'))
    unread.clear()
    unsure.clear()
    try {
      await run('scalac', ['-d', scratch, '-cp', libraries.join(':'), program])
      const sources = paths.filter(isRead)
      const platforms = new Set(['jvm', ...sources.flatMap((each) => platformOf(each) ?? [])])
      const edges: Edge[] = []
      for (const platform of platforms) {
        const seen = sources.filter((each) => [undefined, platform].includes(platformOf(each)))
        for (const edge of await read(scratch, folder, seen))
          if (platform === (platformOf(edge.from) ?? 'jvm')) edges.push(edge)
      }
      console.log(`scala: ${unread.size} files do not parse; ${unsure.size} pairs hang on libraries that are missing.`)
      return edges.filter(({ from, to }) => isRead(from) && isRead(to))
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  },
}

async function read(scratch: string, folder: string, paths: readonly string[]): Promise<Edge[]> {
  const list = path.join(scratch, 'files')
  writeFileSync(list, paths.join('\n'))
  const options = [
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    '-Xss64m',
    '-Xmx4g',
    '-cp',
    [scratch, ...libraries].join(':'),
    'ScalaOracle',
    folder,
    list,
  ]
  const { stdout } = await run('java', options, { maxBuffer: 1 << 28 })
  return stdout.split('\n').flatMap((line) => {
    const [from = '', to = '', mark] = line.split('\t')
    if (from === 'unread') unread.add(to)
    else if (mark === 'maybe') unsure.add(`${from} → ${to}`)
    else if (to !== '') return [{ from, to }]
    return []
  })
}

function isRead(path: string): boolean {
  return path.endsWith('.scala') && !/\/scala-(?:3[\w.+-]*|2\.1[0-2]-?|2\.13-)\//.test(path) && !unread.has(path)
}

/** `js` of a folder `js`, `.js` or `js-native`. */
function platformOf(path: string): string | undefined {
  return /(?:^|\/)\.?(jvm|js|native)(?:-\w+)?\//.exec(path)?.[1]
}
