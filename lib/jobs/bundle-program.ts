import { access, mkdir, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build, type PluginBuild, stop } from 'esbuild'

const known = new Map<string, Promise<string>>()

/**
 * Packages that become part of a program: of plain JavaScript in many small files, whose finding takes longer than their
 * loading. The others stay where they are, with what they load at run time.
 */
const inlined = /^(?:zod|yaml|smol-toml)$/

/** For inlined packages that ask for modules of Node.js as scripts do. */
const banner =
  "import { createRequire as requireFrom } from 'node:module';const require = requireFrom(import.meta.url);"

/**
 * A program, given by the URL of its source, as JavaScript that Node.js runs as it is, most packages aside; returns its
 * URL. A thread that loads this needs no loader of sources, which would have to go through every package,
 * too. It is made from the sources when a process first asks, so it is never old. In the program `import.meta.url` is
 * the place of one of its files.
 */
export function bundleProgram(entry: string): Promise<string> {
  const bundling = known.get(entry) ?? bundle(fileURLToPath(entry))
  known.set(entry, bundling)
  return bundling
}

let underWay = 0

/** The bundler's process ends with the last of those that use it at once. */
async function withBundler<Output>(work: () => Promise<Output>): Promise<Output> {
  underWay += 1
  try {
    return await work()
  } finally {
    underWay -= 1
    if (underWay === 0) await stop()
  }
}

async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await withBundler(() =>
    build({
      entryPoints: [entry],
      bundle: true,
      plugins: [{ name: 'packages', setup: leavePackages }],
      platform: 'node',
      format: 'esm',
      // What a program loads when it needs it lies in files of its own, which are not even read before.
      splitting: true,
      minifyWhitespace: true,
      outdir: cacheFolder(),
      entryNames: '[name]-[hash]',
      chunkNames: 'part-[hash]',
      outExtension: { '.js': '.mjs' },
      banner: { js: banner },
      write: false,
      logLevel: 'silent',
    }),
  )
  const name = path.basename(entry, '.ts')
  const program = outputFiles.find((file) => path.basename(file.path).startsWith(`${name}-`))
  if (!program) throw new Error(`Nothing came of bundling ${entry}.`)
  // The program last: whoever finds it finds its parts.
  for (const file of [...outputFiles.filter((each) => each !== program), program])
    if (!(await exists(file.path))) await writeWhole(file.path, file.contents)
  return pathToFileURL(program.path).href
}

function leavePackages(build: PluginBuild): void {
  build.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
    kind === 'entry-point' || name.startsWith('@/') || inlined.test(name) ? undefined : { path: name, external: true },
  )
}

/** Below the packages, so that the program finds them. */
function cacheFolder(): string {
  const packages = path.resolve(createRequire(import.meta.url).resolve('esbuild/package.json'), '..', '..')
  return path.join(packages, '.cache', 'retrace')
}

/** Two processes may write the same at once: each moves its own copy into place. */
async function writeWhole(file: string, content: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, content)
  await rename(draft, file)
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
