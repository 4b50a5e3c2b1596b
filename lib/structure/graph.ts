import { z } from 'zod'
import { DependencyKind } from './outline'

/** File `from` uses file `to`. Paths are relative to the repository, `/`-separated. */
export const Dependency = z.object({
  from: z.string(),
  to: z.string(),
  kind: DependencyKind,
  line: z.int(),
  names: z.array(z.string()),
})

/** An import of something outside the repository: a package or a builtin module. */
export const ExternalImport = z.object({ from: z.string(), name: z.string(), line: z.int() })

/** An import that should be a file of the repository, and is not there. */
export const UnresolvedImport = z.object({ from: z.string(), specifier: z.string(), line: z.int() })

export type Dependency = z.infer<typeof Dependency>
export type ExternalImport = z.infer<typeof ExternalImport>
export type UnresolvedImport = z.infer<typeof UnresolvedImport>
