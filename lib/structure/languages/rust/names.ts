import { type Module, type RustModules, rootOf } from './modules'

/** What a path names: a module, something that a module defines, or something of a crate elsewhere. */
export type Named = { module: Module } | { definedIn: Module | string } | { external: string }

/**
 * Follows paths as the compiler's name resolution does: through modules, `use` lines and globs, to what defines the name.
 * A name that is not found in a module that is, is taken to be made by a macro there; a module must be found.
 */
export function namesOf(modules: RustModules) {
  return { follow }

  /**
   * `isUse` tells the paths of `use`, which in the first edition begin at the crate. What lies above a crate is taken for
   * the crate: modules that are arguments of macros are not seen.
   */
  function follow(
    module: Module,
    path: readonly string[],
    isUse: boolean,
    seen = new Set<string>(),
  ): Named | undefined {
    const [first = '', ...later] = path
    const leading =
      first === 'super' || first === 'self' ? path.findIndex((part) => part !== 'super' && part !== 'self') : 1
    const rest = leading === -1 ? [] : first === '' ? later.slice(1) : path.slice(leading)
    let found = startOf(module, path, isUse, seen)
    for (const [index, name] of rest.entries()) {
      if (!found || !('module' in found)) return found
      const next = lookUp(found.module, name, seen)
      if (next) found = next
      else if (index < rest.length - 1 && /^\p{Ll}/u.test(name) && found.module.globs.length === 0) return undefined
      else return { definedIn: found.module }
    }
    return found
  }

  function startOf(module: Module, path: readonly string[], isUse: boolean, seen: Set<string>): Named | undefined {
    const [first = '', second = ''] = path
    const root = rootOf(module)
    if (first === 'crate' || first === '$crate') return { module: root }
    if (first === '') return crateNamed(module, second)
    if (first === 'self' || first === 'super') {
      let at = module
      for (const part of path) {
        if (part === 'super') at = at.parent ?? at
        else if (part !== 'self') break
      }
      return { module: at }
    }
    const scope = isUse && module.crate.owner?.isEdition2015 ? root : module
    return lookUp(scope, first, seen) ?? crateNamed(module, first)
  }

  function lookUp(module: Module, name: string, seen: Set<string>): Named | undefined {
    const [child] = module.children.get(name) ?? []
    if (child) return { module: child }
    if (module.items.has(name)) return { definedIn: module }
    const key = `${module.file} ${module.inside.join('::')} ${name}`
    if (seen.has(key)) return undefined
    seen.add(key)
    const path = module.bindings.get(name)
    if (path) return follow(module, path, true, seen)
    for (const glob of module.globs) {
      const holder = follow(module, glob, true, seen)
      const found = holder && 'module' in holder ? lookUp(holder.module, name, seen) : undefined
      if (found) return found
    }
    const definer = module.parent === undefined ? module.crate.exportedMacros.get(name) : undefined
    return definer === undefined ? undefined : { definedIn: definer }
  }

  /** A crate by the name that the package of a module has for it. */
  function crateNamed(module: Module, name: string): Named | undefined {
    const { owner } = module.crate
    const dependency = owner?.dependencies.get(name)
    if (owner?.libName === name && owner.lib !== undefined && owner.lib !== rootOf(module).file)
      return asModule(modules.library(owner))
    if (dependency === undefined) return { external: name }
    if ('name' in dependency) return { external: dependency.name }
    const local = modules.packages.get(dependency.folder)
    return local && asModule(modules.library(local))
  }
}

function asModule(module: Module | undefined): Named | undefined {
  return module && { module }
}
