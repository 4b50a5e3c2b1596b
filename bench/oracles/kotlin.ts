import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { peersFolder } from '@/bench/setup/peers'
import { folderOf } from '@/lib/structure/folder'
import type { Oracle } from './oracle'

const run = promisify(execFile)
const program = path.join(import.meta.dirname, 'kotlin-oracle.java')
const compiler = 'kotlin-compiler@1.9.25'
const installed = path.join(peersFolder, 'kotlin')

/** Of the last repository the files that the compiler could not parse, and the edges that it can say nothing about. */
const unread = new Set<string>()
const unsure = new Set<string>()

/**
 * Which files declare the types, and the functions and properties of packages, that Kotlin's compiler finds named in
 * each file: all files, with the Java among them, analyzed as one program for the JVM. Sources for other platforms are left
 * out, and scripts, since only what runs them knows what they see. The compiler comes from npm; of its two front ends it is the first that is asked.
 */
export const oracle: Oracle = {
  language: 'kotlin',
  tool: compiler,
  async unavailable() {
    if ((await run('java', ['-version']).catch(() => undefined)) === undefined) return 'no JDK is installed'
    return install() ? undefined : `${compiler} cannot be had from npm`
  },
  isCompared: ({ from, to }) =>
    [from, to].every((path) => isRead(path) && !unread.has(path)) && !unsure.has(`${from} → ${to}`),
  async edges(folder, paths) {
    const scratch = mkdtempSync(path.join(tmpdir(), 'kotlin-oracle-'))
    try {
      const libraries = librariesOf()
      const lists = [paths.filter(isRead), javaRoots(folder), libraries].map((lines, index) => {
        const list = path.join(scratch, `${index}`)
        writeFileSync(list, lines.join('\n'))
        return list
      })
      const options = [...lightly, '-cp', libraries.join(':'), program, folder, ...lists]
      const { stdout } = await run('java', options, { maxBuffer: 1 << 28 })
      const found = stdout.split('\n').map((line) => line.split('\t'))
      unread.clear()
      unsure.clear()
      for (const [from, to, mark] of found) {
        if (from === 'unread' && to) unread.add(to)
        if (mark === 'maybe') unsure.add(`${from} → ${to}`)
      }
      console.log(`kotlin: ${unread.size} files do not parse; ${unsure.size} pairs hang on libraries that are missing.`)
      return found.flatMap(([from, to, mark]) =>
        from && to && !mark && !unread.has(from) && !unread.has(to) ? [{ from, to }] : [],
      )
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  },
}

function isRead(path: string): boolean {
  return path.endsWith('.kt') && !elsewhere.test(path)
}

/** Source sets of modules for several platforms that the JVM has no part in. */
const elsewhere =
  /\/(?:js|native|web|wasm\w*|nonJvm|apple|ios|macos|darwin|linux|mingw|windows|unix|posix|tvos|watchos|android(?:Native)?)\w*(?:Main|Test)\//

/** A compiler that runs once is not worth compiling itself. */
const lightly = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-Xmx4g', '-Xss16m']

function install(): boolean {
  if (existsSync(path.join(libraryFolder(), 'kotlin-compiler.jar'))) return true
  mkdirSync(installed, { recursive: true })
  writeFileSync(path.join(installed, 'package.json'), '{ "private": true }\n')
  const options = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', compiler]
  return spawnSync('npm', options, { cwd: installed }).status === 0
}

function libraryFolder(): string {
  return path.join(installed, 'node_modules', 'kotlin-compiler', 'lib')
}

/** The compiler and the libraries that come with it, without their sources. */
function librariesOf(): string[] {
  const names = readdirSync(libraryFolder()).filter((name) => /^(?!.*(?:-sources|-js)).*\.jar$/.test(name))
  return names.map((name) => path.join(libraryFolder(), name))
}

/** The folders that packages of Java begin in. */
function javaRoots(folder: string): string[] {
  const roots = new Set<string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.java')) continue
    const file = path.relative(folder, path.join(entry.parentPath, entry.name))
    const text = readFileSync(path.join(folder, file), 'utf8')
    const name = /^\s*package\s+([\w.]+)\s*;/m.exec(text)?.[1]?.replaceAll('.', '/') ?? ''
    const own = folderOf(file)
    if (own === name || own.endsWith(`/${name}`)) roots.add(own.slice(0, own.length - name.length))
  }
  return [...roots]
}
