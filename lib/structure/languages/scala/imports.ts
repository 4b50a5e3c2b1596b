/** One name that an import takes: `*` for all. `alias` is what it goes by in the file. */
export type Taken = { specifier: string; name: string; alias: string }

/** What an import takes, one by one: `import a.{B, C => D}, e._` takes `a.B`, `a.C` as D and all of `e`. */
export function takenBy(text: string): Taken[] {
  const plain = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').replace(/^\s*(?:import|export)\s+/, '')
  return splitOutside(plain).flatMap((part) => {
    const [, path = '', braced] = /^([^{]*?)\.?\s*(?:\{([\s\S]*)\}\s*)?$/.exec(part.trim()) ?? []
    if (braced === undefined) return selected('', path)
    return braced.split(',').flatMap((selector) => selected(`${path}.`, selector))
  })
}

/** By commas that stand in no braces. */
function splitOutside(text: string): string[] {
  return text.match(/(?:[^,{]|\{[^}]*\}?)+/g) ?? []
}

function selected(prefix: string, selector: string): Taken[] {
  const [, written = '', alias] =
    /^\s*(.*?)(?:\s*=>\s*|\s+as\s+)?(?:(?<=(?:=>\s*|\sas\s+))([\w`]+))?\s*$/.exec(selector) ?? []
  if (written === '' || alias === '_') return []
  const path = `${prefix}${written}`
    .replace(/`/g, '')
    .replace(/(?:^|\.)(?:_|given\b.*)$/, (wild) => (wild.startsWith('.') ? '.*' : '*'))
  const specifier = path.replace(/\s/g, '').replace(/^_root_\./, '')
  const name = specifier.slice(specifier.lastIndexOf('.') + 1)
  return [{ specifier, name, alias: alias ?? name }]
}
