import { compilerIsMissing } from './c/configuration'
import { includeEdges } from './c/preprocessor'
import type { Oracle } from './oracle'

/** What GCC includes, for `.c` and `.h`; a template (`config.h.in`) is no file that it knows. */
export const oracle: Oracle = {
  language: 'c',
  languages: ['c', 'cpp'],
  tool: 'gcc -E -H',
  unavailable: async () => compilerIsMissing(),
  isCompared: ({ to }) => !/\.(?:in|cmake|hin|proto|y)$|\.in\.h$/.test(to),
  edges: async (folder, paths) => includeEdges(folder, paths),
}
