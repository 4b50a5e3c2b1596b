import type { z } from 'zod'
import { type Actor, requireRole } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { symbolUse } from '@/lib/structure/symbol-use'
import type { GetFile } from './get-file'
import type { FileTies } from './repository'
import { listOtherImportsOf } from './store'
import { listDependenciesBetween } from './store-graph'
import { findOutline } from './store-outlines'

const most = 5000

/** A file with what it declares, what it uses and who uses it: which symbols, in which lines. */
export async function getFileTies(actor: Actor, { id, path }: z.infer<typeof GetFile>): Promise<FileTies> {
  requireRole(actor, 'viewer', 'see files')
  const outline = await findOutline(db, id, path)
  if (outline === undefined) throw new AppError('not_found', `The snapshot has no file ${path}.`)
  const [uses, usedBy, others] = await Promise.all([
    listDependenciesBetween(db, id, { from: path, to: '', limit: most }),
    listDependenciesBetween(db, id, { from: '', to: path, limit: most }),
    listOtherImportsOf(db, id, path),
  ])
  const symbols = outline?.symbols ?? []
  return {
    path,
    symbols: symbols.map(({ name, kind, startLine, endLine, parent }) => ({ name, kind, startLine, endLine, parent })),
    exported: symbolUse(symbols, outline?.exports ?? [], usedBy.dependencies),
    uses: uses.dependencies,
    usedBy: usedBy.dependencies,
    ...others,
  }
}
