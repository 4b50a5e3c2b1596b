import type { Language } from '@/lib/structure/language'
import { importsOf, outlineOf } from './c/outline'
import { includeResolver } from './c/resolver'

/** C, and every `.h`: one whose code could not be C is read as C++. */
export const c: Language = {
  name: 'c',
  version: 1,
  handles: (path) => /\.[ch]$/.test(path),
  outline: outlineOf,
  imports: importsOf,
  resolver: includeResolver,
}
