import { type OutlineReader, readImports, readOutlines } from '@/lib/structure/read-outlines'
import { readDependencies, readStructure } from '@/lib/structure/read-structure'
import { readTexts } from './read-texts'

/**
 * One turn of one contender in a process of its own: `NAME FOLDER TURNS POOL THREAD`, the last two bundled. Prints the time from the first
 * file read to the last edge of each turn, the program loaded; all but the first find what is theirs warm. `cpuMs` is
 * what all threads of the process took, its start included.
 */
const [name = '', folder = '', turns = '', pool = '', thread = ''] = process.argv.slice(2)

type Contender = (folder: string) => Promise<number>

const scriptExtensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs']
const isScript = (path: string) => /\.[cm]?[jt]sx?$/.test(path)
/** Manifests tell where imports lead. */
const isSource = (path: string) => isScript(path) || /(?:^|\/)(?:[^/]*\.json|pnpm-workspace\.yaml)$/.test(path)

/** Outlines are those of the scripts; manifests only tell where imports lead, as they do for the peers. */
const ofScripts =
  (read: OutlineReader): OutlineReader =>
  (files, signal) =>
    read(
      files.filter(({ path }) => isScript(path)),
      signal,
    )

/** Each answers with the number of edges it found. */
const contenders: Record<string, () => Promise<Contender>> = {
  'edges and outlines': async () => async (folder) =>
    (await readStructure(readTexts(folder, isSource), { outlines: ofScripts(readOutlines) })).dependencies.length,
  'edges and outlines, two threads': async () => {
    // A program of its own: the others would load what threads need along with it.
    const { createOutlinePool }: typeof import('@/lib/structure/outline-pool') = await import(pool)
    const { read } = createOutlinePool({ program: thread, threads: 2 })
    return async (folder) =>
      (await readStructure(readTexts(folder, isSource), { outlines: ofScripts(read) })).dependencies.length
  },
  // Without cycles and writing order, which need no files: peers do not look for them here either.
  'edges only': async () => async (folder) =>
    (await readDependencies(readTexts(folder, isSource), { outlines: ofScripts(readImports) })).dependencies.length,
  'dependency-cruiser': () => cruiser('tsc'),
  'dependency-cruiser, swc': () => cruiser('swc'),
  madge: async () => {
    const { default: madge } = await import(peerName('madge'))
    return async (folder) => {
      const options = {
        fileExtensions: scriptExtensions.map((each) => each.slice(1)),
        detectiveOptions: { ts: { mixedImports: true } },
      }
      const graph: Record<string, string[]> = (await madge(folder, options)).obj()
      return Object.values(graph).reduce((sum, used) => sum + used.length, 0)
    }
  },
}

/** The name of a package that is not among our own, which the compiler need not find. */
function peerName(name: string): string {
  return name
}

async function cruiser(parser: 'tsc' | 'swc'): Promise<Contender> {
  const { cruise } = await import('dependency-cruiser')
  return async (folder) => {
    process.chdir(folder)
    const options = { doNotFollow: 'node_modules', tsPreCompilationDeps: true, parser, outputType: undefined }
    const { output } = await cruise(['.'], options as Parameters<typeof cruise>[1], { extensions: scriptExtensions })
    if (typeof output === 'string') throw new Error('dependency-cruiser answered with text')
    return output.modules.reduce(
      (sum, module) => sum + module.dependencies.filter((each) => !each.couldNotResolve).length,
      0,
    )
  }
}

const work = await contenders[name]?.()
const times: number[] = []
let edges: number | undefined
for (let turn = 0; turn < Number(turns); turn++) {
  const start = performance.now()
  edges = await work?.(folder)
  times.push(performance.now() - start)
}
const { user, system } = process.cpuUsage()
console.log(JSON.stringify({ times, edges, cpuMs: (user + system) / 1000 }))
process.exit(0)
