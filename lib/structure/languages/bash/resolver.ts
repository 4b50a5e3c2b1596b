import { folderOf, foldersFrom, pathFrom } from '@/lib/structure/folder'
import type { Project, Resolved, Resolver } from '@/lib/structure/language'
import type { Import } from '@/lib/structure/outline'

/** Expressions for the folder of the script itself, as `dirname` and parameter expansion have it. */
const self = String.raw`["']?(?:\$0|\$\{0\}|\$\{?BASH_SOURCE(?:\[0\])?\}?|\$\{BASH_SOURCE\[0\]:-\$0\}|\$\{\(%\):-%[xN]\})["']?`
const resolved = String.raw`(?:${self}|["']?\$\((?:readlink|realpath)(?: -\w+)*(?: --)? ${self}\)["']?)`
const named = String.raw`(?:\$\(dirname(?: --)? ${resolved}\)|\x60dirname(?: --)? ${resolved}\x60|\$\{(?:0|BASH_SOURCE(?:\[0\])?)%/\*\})`
const entered = String.raw`\$\(\s*(?:unset CDPATH\s*(?:;|&&)\s*)?(?:CDPATH= ?)?cd(?: -P)?(?: --)? ["']?${named}((?:/[\w.-]+)*)/?["']?\s*(?:>\s*/dev/null(?: 2>&1)?\s*)?(?:&&|;)\s*pwd(?: -P)?\s*\)`
const ownFolder = new RegExp(`^["']?(?:${entered}|${named})`)

/**
 * Resolves `source` as a reader would: from the script's own folder where the path says so, also by a variable that the
 * file sets to it; a plain relative path from that folder or one above, since scripts are run from either. Behind a
 * variable of unknown value the literal rest counts, if just one file ends with it.
 */
export function bashResolver(project: Project): Resolver {
  const bySuffix = new Map<string, string[]>()
  for (const path of project.paths) {
    const name = path.slice(path.lastIndexOf('/') + 1)
    const list = bySuffix.get(name)
    if (list) list.push(path)
    else bySuffix.set(name, [path])
  }

  return { resolve }

  function resolve(from: string, { specifier }: Import): Resolved[] {
    if (specifier.startsWith('bats:')) return [{ kind: 'external', name: specifier.slice('bats:'.length) }]
    const isLoad = specifier.startsWith('load ')
    const written = isLoad ? specifier.slice('load '.length) : specifier
    if (/^(?:~|\/|\$\{?HOME\b)/.test(written)) return [{ kind: 'external', name: written }]
    const endings = isLoad ? ['.bash', '', '.sh'] : ['']
    const path = candidates(from, written)
      .flatMap((each) => endings.map((ending) => each + ending))
      .find(project.has)
    return path === undefined ? [{ kind: 'unresolved' }] : [{ kind: 'file', path, names: [] }]
  }

  function candidates(from: string, written: string): string[] {
    const folder = folderOf(from)
    const own = relativeToSelf(written) ?? behindVariable(from, written)
    if (own !== undefined) return [pathFrom(folder, own) ?? []].flat()
    if (!/[$\x60]/.test(written)) return foldersFrom(folder).flatMap((above) => pathFrom(above, written) ?? [])
    const rest = /(?:[}\x60)]|\$\w+)["']?\/((?:[\w.@+-]+\/)*[\w.@+-]+)$/.exec(written)?.[1]
    const ending = rest === undefined ? [] : (bySuffix.get(rest.slice(rest.lastIndexOf('/') + 1)) ?? [])
    const fitting = ending.filter((path) => path === rest || path.endsWith(`/${rest}`))
    return fitting.length === 1 ? fitting : []
  }

  /** `$HERE/x` where the file says `HERE="$(dirname "$0")"`. */
  function behindVariable(from: string, written: string): string | undefined {
    const [, name, rest = ''] = /^\$\{?(\w+)\}?(\/.*)$/.exec(written) ?? []
    if (name === undefined || rest.includes('$')) return undefined
    const value = new RegExp(`^[ \\t]*(?:export|readonly|local|declare(?: -\\w+)*)?[ \\t]*${name}=(.*)$`, 'm').exec(
      project.read(from) ?? '',
    )?.[1]
    const folder = value === undefined ? undefined : relativeToSelf(value.replace(/\s+#.*$/, '').trim())
    return folder === undefined ? undefined : `${folder}${rest}`
  }
}

/** The part of a path below the script's own folder, `.` for the folder itself; undefined for other paths. */
function relativeToSelf(written: string): string | undefined {
  const found = ownFolder.exec(written)
  if (!found) return undefined
  const rest = written.slice(found[0].length).replace(/["']/g, '')
  return /[$\x60()]/.test(rest) ? undefined : `.${found[1] ?? ''}${rest}`
}
