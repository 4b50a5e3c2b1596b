import type { Language } from '@/lib/structure/language'
import { dialectOf } from './javascript/dialects'
import { importsOfText } from './javascript/imports'
import { outlineOfText } from './javascript/outline'

/** JavaScript and TypeScript in all their extensions, JSX included, read by oxc. */
export const javascript: Language = {
  name: 'javascript',
  version: 4,
  handles: (path) => /\.[cm]?[jt]sx?$/i.test(path),
  dialect: (path) => dialectOf(path).name,
  outline: outlineOfText,
  imports: importsOfText,
  resolver: async (project) => (await import('./javascript/resolver')).javascriptResolver(project),
}
