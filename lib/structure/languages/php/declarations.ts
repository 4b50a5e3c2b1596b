import type { Project } from '@/lib/structure/language'

/** What the PHP files of a repository declare, by full names. */
export type Declarations = {
  /** The files that declare a class, interface, trait or enum. */
  classes(name: string): readonly string[]
  /** The files that declare a function or constant. */
  others(name: string): readonly string[]
  isNamespace(name: string): boolean
}

const classKinds = new Set(['class', 'interface', 'trait', 'enum'])

export function declarationsOf(project: Project): Declarations {
  const classes = new Map<string, string[]>()
  const others = new Map<string, string[]>()
  const namespaces = new Set<string>()
  for (const path of project.paths) {
    const outline = /\.(?:php\w?|phtml)$/i.test(path) ? project.outline(path) : undefined
    if (!outline) continue
    const own = new Set(outline.symbols.flatMap(({ kind, name }) => (kind === 'namespace' ? [name] : [])))
    for (const namespace of [...own, outline.package ?? '']) addWithParents(namespaces, namespace)
    for (const { name, kind, parent } of outline.symbols) {
      // Classes and functions within functions and conditions are as global as others.
      const isMember = parent !== null && !own.has(parent) && !classKinds.has(kind) && kind !== 'function'
      if (isMember || kind === 'namespace') continue
      const namespace = parent !== null && own.has(parent) ? parent : outline.package
      const full = namespace === null ? name : `${namespace}\\${name}`
      const index = classKinds.has(kind) ? classes : others
      index.set(full, [...(index.get(full) ?? []), path])
    }
  }
  return {
    classes: (name) => classes.get(name) ?? [],
    others: (name) => others.get(name) ?? [],
    isNamespace: (name) => namespaces.has(name),
  }
}

function addWithParents(namespaces: Set<string>, namespace: string): void {
  for (let at = namespace; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('\\')))) namespaces.add(at)
}
