import type { Outline } from './outline'

/** An outline from what is known of it. */
export function outlineWith(found: Partial<Outline>): Outline {
  return { doc: null, symbols: [], imports: [], exports: [], package: null, references: [], parseErrors: [], ...found }
}
