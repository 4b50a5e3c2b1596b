import { spawnSync } from 'node:child_process'
import { realpathSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Edge } from '../oracle'
import { type Configuration, configurationsOf } from './configuration'

/**
 * Every `#include` of the files as GCC's preprocessor finds it: GCC strips the comments, and GCC searches each path from
 * the folder of the file that names it, under the search paths of the build (see configuration.ts). Conditions are left
 * aside: what is included on other systems counts too, wherever this machine's search paths lead to it.
 */
export function includeEdges(root: string, paths: readonly string[]): Edge[] {
  const folder = realpathSync(root)
  const configurations = configurationsOf(folder)
  const found = new Map<string, string | undefined>()
  const edges: Edge[] = []
  for (const from of paths) {
    const options = nearest(configurations, dirname(from)).options
    for (const specifier of specifiersOf(join(folder, from))) {
      const key = [dirname(from), specifier, ...options].join(' ')
      if (!found.has(key)) found.set(key, search(specifier, join(folder, dirname(from)), options))
      const to = found.get(key)
      if (to?.startsWith(`${folder}/`)) edges.push({ from, to: relative(folder, to) })
    }
  }
  return edges
}

/** `-fpreprocessed` leaves directives as they are and takes comments away. */
function specifiersOf(file: string): string[] {
  const { stdout } = run(['-fpreprocessed', '-dD', '-E', '-w', '-x', 'c++', file])
  return [...stdout.matchAll(/^[ \t]*#[ \t]*(?:include|include_next|import)[ \t]*("[^"]+"|<[^>]+>)/gm)].map(
    ([, specifier = '']) => specifier,
  )
}

/** `-H` prints what is entered, one dot for each level; the depth is limited for speed. */
function search(specifier: string, folder: string, options: readonly string[]): string | undefined {
  const { stderr } = run(
    ['-E', '-w', '-H', '-fmax-include-depth=2', '-x', 'c++', '-iquote', folder, ...options, '-'],
    `#include ${specifier}\n`,
  )
  const entered = /^\. (.*)$/m.exec(stderr)?.[1]
  return entered && realpathSync(entered)
}

function run(options: readonly string[], input = ''): { stdout: string; stderr: string } {
  return spawnSync('gcc', options, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, LC_ALL: 'C' },
  })
}

/** The configuration of the folder that shares most with the given one. */
function nearest(configurations: readonly Configuration[], folder: string): Configuration {
  const parts = folder.split('/')
  const shared = (other: Configuration) => {
    const differing = parts.findIndex((part, index) => part !== other.folder.split('/')[index])
    return differing === -1 ? parts.length : differing
  }
  return configurations.reduce((best, each) => (shared(each) > shared(best) ? each : best))
}
