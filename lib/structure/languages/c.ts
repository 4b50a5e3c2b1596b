import type { Language } from '@/lib/structure/language'
import { importsOf, outlineOf } from './c/outline'

/** C, and every `.h`: one whose code could not be C is read as C++. */
export const c: Language = {
  name: 'c',
  version: 1,
  handles: (path) => /\.[ch]$/.test(path),
  outline: outlineOf,
  imports: importsOf,
  resolver: async (project) => (await import('./c/resolver')).includeResolver(project),
}
