import type { Language } from '@/lib/structure/language'
import { importsOf, outlineOf } from './c/outline'

/** C++ by its own extensions; those of CUDA too. For `.h` see c.ts. */
export const cpp: Language = {
  name: 'cpp',
  version: 1,
  handles: (path) =>
    /\.(?:cc|cpp|cxx|c\+\+|hh|hpp|hxx|h\+\+|ipp|tpp|txx|tcc|inl|cuh?)$/i.test(path) || /\.[CH]$/.test(path),
  outline: outlineOf,
  imports: importsOf,
  resolver: async (project) => (await import('./c/resolver')).includeResolver(project),
}
