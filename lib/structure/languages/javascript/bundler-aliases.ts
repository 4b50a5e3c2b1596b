import { posix } from 'node:path'
import type { Node, ObjectExpression } from 'oxc-parser'
import { folderOf, foldersFrom } from '@/lib/structure/folder'
import type { Project } from '@/lib/structure/language'
import { cleanFolder } from './manifest'
import { requireShallow } from './nesting'
import { oxc } from './oxc'
import { pathReader } from './path-expression'
import { walk } from './walk'

/** Repository paths that a bundler's `alias` puts in place of a specifier, nearest configuration first. */
export type BundlerAliases = { targets(specifier: string, folder: string): string[] }

type Alias = { find: string; path: string }

const configuration =
  /(?:^|\/)(?:(?:electron\.)?vite|vitest|webpack|rspack|rsbuild|svelte|astro|nuxt|rollup)\.config(?:\.[\w-]+)?\.[cm]?[jt]s$/

/** A property `alias` whose value is not a name, a call or a text: all that is read of a configuration. */
const writtenOut = /\balias['"]?\s*(?::\s*[^\s\w$'"`]|\/)/

/**
 * Reads `alias` where it is written out: an object or a list of `find` and `replacement`, whose paths are literals or
 * built from the configuration's folder. Nothing is run.
 */
export function bundlerAliasesOf(project: Project): BundlerAliases {
  const byFolder = new Map<string, Alias[]>()
  for (const path of project.paths) {
    if (!configuration.test(path)) continue
    const text = project.read(path)
    if (text === undefined || !writtenOut.test(text)) continue
    byFolder.set(folderOf(path), [...(byFolder.get(folderOf(path)) ?? []), ...aliasesIn(path, text)])
  }
  return {
    targets(specifier, folder) {
      if (byFolder.size === 0) return []
      return foldersFrom(folder).flatMap((ancestor) =>
        (byFolder.get(ancestor) ?? []).flatMap(({ find, path }) => {
          if (specifier === find) return [path]
          const prefix = find.endsWith('/') ? find : `${find}/`
          return specifier.startsWith(prefix) ? [posix.join(path, specifier.slice(prefix.length))] : []
        }),
      )
    },
  }
}

function aliasesIn(path: string, text: string): Alias[] {
  try {
    requireShallow(text)
  } catch {
    return []
  }
  const { program } = oxc().parseSync(path, text, {
    lang: /\.[cm]?ts$/.test(path) ? 'ts' : 'jsx',
    preserveParens: false,
  })
  const found: Alias[] = []
  const read = pathReader(program, folderOf(path))
  const add = (find: string | undefined, replacement: Node | undefined) => {
    const target = replacement && read(replacement)
    if (find && target) found.push({ find: find.replace(/\/\*$/, ''), path: inRepository(target) })
  }
  walk(program, ({ node }) => {
    if (node.type !== 'Property' || keyOf(node) !== 'alias') return
    if (node.value.type === 'ObjectExpression')
      for (const each of propertiesOf(node.value)) add(keyOf(each)?.replace(/\$$/, ''), each.value)
    else if (node.value.type === 'ArrayExpression')
      for (const element of node.value.elements) {
        if (element?.type !== 'ObjectExpression') continue
        const under = (key: string) => propertiesOf(element).find((each) => keyOf(each) === key)?.value
        const find = under('find')
        add(find?.type === 'Literal' && typeof find.value === 'string' ? find.value : undefined, under('replacement'))
      }
  })
  return found
}

type Property = Extract<Node, { type: 'Property' }>

function propertiesOf(node: ObjectExpression): Property[] {
  return node.properties.filter((each) => each.type === 'Property')
}

function keyOf({ key, computed }: Property): string | undefined {
  if (key.type === 'Literal' && typeof key.value === 'string') return key.value
  return key.type === 'Identifier' && !computed ? key.name : undefined
}

function inRepository(path: string): string {
  return cleanFolder(posix.normalize(path).replace(/^\/+/, ''))
}
