/** One leaf of a `use` tree: the whole path, `*` last for all of a module, and the name it is bound to. */
export type UseLeaf = { path: string[]; name: string }

/**
 * The leaves of what follows `use`, comments taken away: `a::{b, c::*, self as d}`. A path that begins with `::` has an
 * empty first part. What is cut short gives the leaves that could be read.
 */
export function leavesOf(tree: string): UseLeaf[] {
  const words = tree.match(/::|[{},*]|(?:r#)?[\w$\u0080-\uffff]+/g) ?? []
  const leaves: UseLeaf[] = []
  const bases: string[][] = []
  let path: string[] = []
  let alias: string | undefined
  const close = () => {
    const base = bases.at(-1) ?? []
    const whole = path.at(-1) === 'self' && path.length + base.length > 1 ? path.slice(0, -1) : path
    const full = [...base, ...whole]
    if (path.length > 0) leaves.push({ path: full, name: alias ?? full.at(-1) ?? '' })
    path = []
    alias = undefined
  }
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (word === '{') {
      bases.push([...(bases.at(-1) ?? []), ...path])
      path = []
    } else if (word === '}') {
      close()
      bases.pop()
    } else if (word === ',') close()
    else if (word === '::') path = path.length + bases.length === 0 ? [''] : path
    else if (word === 'as') {
      at += 1
      alias = words[at]
    } else path.push(word.replace(/^r#/, ''))
  }
  close()
  return leaves
}
