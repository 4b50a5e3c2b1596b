import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { folderOf, foldersFrom } from '@/lib/structure/folder'
import type { Edge, Oracle } from './oracle'

const run = promisify(execFile)

const Package = z.object({
  Dir: z.string(),
  ImportPath: z.string(),
  Imports: z.array(z.string()).default([]),
  TestImports: z.array(z.string()).default([]),
  XTestImports: z.array(z.string()).default([]),
})
type Package = z.infer<typeof Package>

const systems = ['linux/amd64', 'windows/amd64', 'darwin/arm64', 'freebsd/amd64', 'js/wasm', 'plan9/386']

/**
 * What `go list` says that each package imports, tests included, for several systems, without build tags and with all
 * that the repository names. Import paths are folders by the import paths of all packages of the repository: its modules
 * are one another's source, whatever version they ask for.
 */
export const oracle: Oracle = {
  language: 'go',
  tool: 'go list',
  unavailable: async () =>
    (await run('go', ['version']).catch(() => undefined)) === undefined ? 'go is not installed' : undefined,
  unit: folderOf,
  isCompared: ({ kind }) => kind === 'import',
  async edges(folder, paths) {
    const packages: Package[] = []
    for (const [module, folders] of foldersByModule(folder, paths))
      for (const system of systems)
        for (const tags of ['', tagsOf(folder, paths)])
          packages.push(...(await list(join(folder, module), folders, system, tags)))
    const folders = new Map(packages.map(({ ImportPath, Dir }) => [ImportPath, relative(folder, Dir)]))
    const edges = new Map<string, Edge>()
    for (const { Dir, Imports, TestImports, XTestImports } of packages) {
      const from = relative(folder, Dir)
      for (const imported of [...Imports, ...TestImports, ...XTestImports]) {
        const to = folders.get(imported)
        if (to !== undefined) edges.set(`${from} ${to}`, { from, to })
      }
    }
    return [...edges.values()]
  },
}

/** The folders with Go files of each module, relative to it, `testdata` too. */
function foldersByModule(root: string, paths: readonly string[]): Map<string, string[]> {
  const modules = new Map<string, string[]>()
  for (const folder of new Set(paths.map(folderOf))) {
    const module = foldersFrom(folder).find((at) => existsSync(join(root, at, 'go.mod')))
    if (module !== undefined) modules.set(module, [...(modules.get(module) ?? []), `./${relative(module, folder)}`])
  }
  return modules
}

async function list(module: string, folders: readonly string[], system: string, tags: string): Promise<Package[]> {
  const scratch = mkdtempSync(join(tmpdir(), 'go-oracle-'))
  const [os = '', arch = ''] = system.split('/')
  try {
    // What a go.mod requires cannot be had offline and does not matter; newer ones than the tool are refused by it.
    const text = readFileSync(join(module, 'go.mod'), 'utf8')
    writeFileSync(join(scratch, 'go.mod'), `${/^module\s+.*$/m.exec(text)?.[0]}\n`)
    const env = {
      ...process.env,
      GOOS: os,
      GOARCH: arch,
      GOFLAGS: '-mod=mod',
      GOPROXY: 'off',
      GOWORK: 'off',
      CGO_ENABLED: '1',
    }
    const options = ['list', '-e', '-json=Dir,ImportPath,Imports,TestImports,XTestImports', `-tags=${tags}`]
    const { stdout } = await run('go', [...options, `-modfile=${join(scratch, 'go.mod')}`, ...folders], {
      cwd: module,
      env,
      maxBuffer: 1 << 28,
    })
    const objects = stdout.split(/(?<=^\})\n/m).filter((text) => text.trim() !== '')
    return objects.map((text) => Package.parse(JSON.parse(text)))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** Every tag that a build constraint of the repository asks for, apart from systems and versions. */
function tagsOf(root: string, paths: readonly string[]): string {
  const tags = new Set<string>()
  for (const path of paths) {
    const constraint =
      readFileSync(join(root, path), 'utf8')
        .match(/^\/\/(?:go:build| ?\+build) .*$/gm)
        ?.join('\n') ?? ''
    for (const [tag] of constraint.matchAll(/(?<![!\w])[a-z_]\w*/g)) if (!known.test(tag)) tags.add(tag)
  }
  return [...tags].sort().join(',')
}

const known =
  /^(?:go\d.*|go|build|cgo|gc|gccgo|unix|linux|windows|darwin|freebsd|netbsd|openbsd|dragonfly|solaris|aix|android|ios|illumos|js|wasip1|plan9|amd64|386|arm|arm64|ppc64|ppc64le|mips\w*|riscv64|s390x|loong64|wasm)$/
