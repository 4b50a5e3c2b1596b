import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'

/** The search paths, as options of the compiler, with which the files of a folder are compiled. */
export type Configuration = { folder: string; options: string[] }

const Commands = z.array(z.object({ directory: z.string(), command: z.string(), file: z.string() }))

/**
 * How this machine would compile the repository: by a `compile_commands.json` that lies in it, else by those that CMake
 * writes, else by what `make -n` would run, else with the search paths `.`, `include` and `src`. Runs the build scripts of
 * the repository, as its build does.
 */
export function configurationsOf(root: string): Configuration[] {
  const found = readCommands(root, join(root, 'compile_commands.json'))
  if (found.length === 0 && existsSync(join(root, 'CMakeLists.txt'))) found.push(...byCMake(root))
  if (found.length === 0) found.push(...byMake(root))
  const usual = ['.', 'include', 'src'].map((folder) => `-I${join(root, folder)}`)
  return found.length > 0 ? found : [{ folder: '', options: usual }]
}

function byCMake(root: string): Configuration[] {
  const build = mkdtempSync(join(tmpdir(), 'c-oracle-'))
  try {
    spawnSync('cmake', ['-S', root, '-B', build, '-DCMAKE_EXPORT_COMPILE_COMMANDS=ON'], { timeout: 120_000 })
    return readCommands(root, join(build, 'compile_commands.json'))
  } finally {
    rmSync(build, { recursive: true, force: true })
  }
}

function readCommands(root: string, path: string): Configuration[] {
  if (!existsSync(path)) return []
  return Commands.parse(JSON.parse(readFileSync(path, 'utf8'))).map(({ directory, command, file }) => ({
    folder: relative(root, dirname(resolve(directory, file))),
    options: searchOptions(command, directory),
  }))
}

/** Commands of one folder are taken together: what each compiles is not always said. */
function byMake(root: string): Configuration[] {
  const options = new Map<string, Set<string>>()
  for (const start of ['', 'src', 'lib'].filter((folder) => existsSync(join(root, folder, 'Makefile')))) {
    const { stdout } = spawnSync('make', ['-n', '-k', '-B', '-w', 'V=1'], {
      cwd: join(root, start),
      encoding: 'utf8',
      timeout: 120_000,
      maxBuffer: 1 << 28,
    })
    const folders = [join(root, start)]
    for (const line of (stdout ?? '').split('\n')) {
      const entered = /: Entering directory '(.*)'/.exec(line)?.[1]
      if (entered) folders.push(entered)
      else if (/: Leaving directory /.test(line)) folders.pop()
      else if (/\b(?:cc|gcc|g\+\+|c\+\+|clang)\b.*\.(?:c|cc|cpp|cxx)\b/.test(line)) {
        const folder = folders.at(-1) ?? root
        const known = options.get(folder) ?? new Set()
        for (const option of searchOptions(line, folder)) known.add(option)
        options.set(folder, known)
      }
    }
  }
  return [...options].map(([folder, found]) => ({ folder: relative(root, folder), options: [...found] }))
}

function searchOptions(command: string, folder: string): string[] {
  const found = command.matchAll(/(?<=^|\s)-(I|isystem|iquote)\s*("[^"]+"|[^\s"]+)/g)
  return [...found].map(([, option, path = '']) => `-${option}${resolve(folder, path.replaceAll('"', ''))}`)
}

/** Why no compiler can be asked; undefined where one can. */
export function compilerIsMissing(): string | undefined {
  try {
    execFileSync('gcc', ['--version'])
    return undefined
  } catch {
    return 'gcc is not installed'
  }
}
