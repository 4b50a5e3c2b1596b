import type { Import } from '@/lib/structure/outline'

/**
 * What a using directive names: `*` for all of a namespace or the static members of a type, for an alias the last part
 * of what it stands for, without type arguments.
 */
export function readUsing(text: string): Omit<Import, 'line'>[] {
  const directive = text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '').replace(/\s+/g, ' ')
  const found =
    /^(?:global )?using (?:unsafe )?(static )?(?:unsafe )?(?:(@?\w+) ?= ?)?(?:global ?:: ?)?(@?[\p{L}_][\w\p{L}. @:]*)/u.exec(
      directive,
    )
  if (!found?.[3]) return []
  const specifier = found[3].replace(/[ @]/g, '').replace(/\.$/, '')
  return [{ specifier, kind: 'import', names: [found[2] === undefined ? '*' : lastPart(specifier)] }]
}

/** The alias that a using directive gives, and what it stands for. */
export function aliasOf(text: string): { alias: string; target: string } | undefined {
  const alias = /\busing\s+(?:unsafe\s+)?@?([\w]+)\s*=/.exec(text)?.[1]
  const target = readUsing(text)[0]?.specifier
  return alias && target ? { alias, target } : undefined
}

export function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
