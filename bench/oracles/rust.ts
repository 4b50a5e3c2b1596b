import { execFile, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Edge, Oracle } from './oracle'

const run = promisify(execFile)

const Target = z.object({ src_path: z.string(), edition: z.string(), crate_types: z.array(z.string()) })
const Package = z.object({
  manifest_path: z.string(),
  targets: z.array(Target),
  features: z.record(z.string(), z.unknown()),
})
const Metadata = z.object({ packages: z.array(Package), workspace_root: z.string() })
type Package = z.infer<typeof Package>
type Target = z.infer<typeof Target>

/**
 * The files that rustc itself loads for each `mod`, in every crate that `cargo metadata` lists: read from the syntax tree
 * after macros, which it prints though the crates it needs are missing. Each crate is read as it is, then with every
 * feature and condition that it names. Where `use` leads is not printed before types are known, so it is not compared.
 */
export const oracle: Oracle = {
  language: 'rust',
  tool: 'rustc, mod only',
  unavailable: async () =>
    (await run('rustc', ['--version']).catch(() => undefined)) ? undefined : 'rustc is not installed',
  // An include without a name is a macro's, of mere text.
  isCompared: ({ kind, names }) => kind === 'include' && names.length > 0,
  async edges(folder, paths) {
    const conditions = conditionsOf(paths.map((path) => readFileSync(join(folder, path), 'utf8')))
    const edges = new Map<string, Edge>()
    for (const { manifest_path, targets, features } of await packagesOf(folder)) {
      const featured = Object.keys(features).map((feature) => `feature="${feature}"`)
      for (const target of targets) {
        if (!mayLoad(target.src_path)) continue
        for (const cfgs of [[], featured, [...featured, ...conditions]])
          for (const edge of await modulesOf(target, cfgs, dirname(manifest_path))) {
            const [from, to] = [relative(folder, edge.from), relative(folder, edge.to)]
            edges.set(`${from} ${to}`, { from, to })
          }
      }
    }
    return [...edges.values()]
  },
}

function mayLoad(path: string): boolean {
  try {
    return /\bmod\s+\w+\s*;/.test(readFileSync(path, 'utf8'))
  } catch {
    return false
  }
}

async function packagesOf(folder: string): Promise<Package[]> {
  const { stdout } = await run('git', ['ls-files', '--cached', '--others', '*Cargo.toml'], { cwd: folder }).catch(() =>
    run('find', ['.', '-name', 'Cargo.toml'], { cwd: folder }),
  )
  const packages = new Map<string, Package>()
  for (const path of stdout
    .split('\n')
    .filter((line) => line !== '')
    .sort()) {
    const manifest = resolve(folder, path)
    if (packages.has(manifest)) continue
    const options = ['metadata', '--no-deps', '--offline', '--format-version', '1', '--manifest-path', manifest]
    const listed = await run('cargo', options, { maxBuffer: 1 << 28 }).catch(() => undefined)
    for (const each of listed ? Metadata.parse(JSON.parse(listed.stdout)).packages : [])
      packages.set(each.manifest_path, each)
  }
  return [...packages.values()]
}

/** Every condition that some `cfg` names, apart from features. */
function conditionsOf(texts: readonly string[]): string[] {
  const conditions = new Set<string>()
  for (const text of texts) {
    for (const [, inside = ''] of text.matchAll(/\bcfg(?:_attr)?!?\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g)) {
      for (const [pair, key] of inside.matchAll(/(\w+)\s*=\s*"[^"]*"/g))
        if (key !== 'feature' && key !== 'path') conditions.add(pair)
      for (const [word] of inside.matchAll(/\b[a-z_]\w*\b(?!\s*[=(!:])/g)) conditions.add(word)
    }
  }
  return [...conditions].filter(
    (each) =>
      !/^(?:true|false|debug_assertions|proc_macro|doc|doctest|rustdoc|miri|test|"|panic|target_has_atomic|overflow_checks|ub_checks|bootstrap)\b/.test(
        each,
      ),
  )
}

/** The tree is printed with a module's kind before what it holds, and the file it was read from after that. */
async function modulesOf(
  { src_path, edition, crate_types }: Target,
  cfgs: readonly string[],
  folder: string,
): Promise<Edge[]> {
  type Loaded = { parent: Loaded | undefined; file: string | undefined; indent: number }
  const given = crate_types.includes('proc-macro') ? ['--extern', 'proc_macro'] : []
  const options = [
    '--edition',
    edition,
    '--test',
    ...given,
    '--cap-lints',
    'allow',
    '-A',
    'explicit_builtin_cfgs_in_flags',
  ]
  const conditions = cfgs.flatMap((cfg) => ['--cfg', cfg])
  const compiler = spawn('rustc', [...options, ...conditions, '-Zunpretty=ast-tree,expanded', src_path], {
    // Away from toolchains that the repository asks for.
    cwd: tmpdir(),
    env: { ...process.env, RUSTC_BOOTSTRAP: '1', CARGO_MANIFEST_DIR: folder, OUT_DIR: '/nonexistent' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const root: Loaded = { parent: undefined, file: src_path, indent: -1 }
  const all: Loaded[] = []
  let open = root
  for await (const line of createInterface({ input: compiler.stdout })) {
    const indent = line.search(/\S/)
    if (/^\s*kind: Mod\($/.test(line)) {
      open = { parent: open, file: undefined, indent }
      all.push(open)
      continue
    }
    const file = /^\s*inner_span: (.*?):\d+:\d+: /.exec(line)?.[1]
    if (file === undefined) continue
    while (open.parent && open.indent + 12 > indent) open = open.parent
    if (open.indent + 12 !== indent) continue
    open.file = resolve(folder, file)
    open = open.parent ?? root
  }
  return all.flatMap(({ file, parent }) =>
    file && parent?.file && file !== parent.file ? [{ from: parent.file, to: file }] : [],
  )
}
