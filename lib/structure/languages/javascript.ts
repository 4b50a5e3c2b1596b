import type { Language } from '@/lib/structure/language'
import { importsOfText } from './javascript/imports'
import { outlineOfText } from './javascript/outline'

/** JavaScript and TypeScript in all their extensions, JSX included, read by oxc. */
export const javascript: Language = {
  name: 'javascript',
  version: 3,
  handles: (path) => /\.[cm]?[jt]sx?$/i.test(path),
  outline: outlineOfText,
  imports: importsOfText,
  resolver: async (project) => (await import('./javascript/resolver')).javascriptResolver(project),
}
