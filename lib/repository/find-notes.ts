import { noteOf } from './note'
import type { SnapshotNote } from './repository'
import type { Tree, TreeEntry } from './tree'

type Read = { path: string; whyNot: string | undefined }

/** What was odd about a source, from its entries and from what became of them: one note of each kind. */
export function findNotes(tree: Pick<Tree, 'entries' | 'notes'>, files: readonly Read[]): SnapshotNote[] {
  const entriesWhere = (holds: (entry: TreeEntry) => boolean) => tree.entries.filter(holds).map(({ path }) => path)
  const filesWhere = (whyNot: RegExp) => files.filter((file) => whyNot.test(file.whyNot ?? '')).map(({ path }) => path)
  return [
    ...noteOf(
      'submodules',
      entriesWhere(({ mode }) => mode === '160000'),
    ),
    ...noteOf(
      'links',
      entriesWhere(({ mode }) => mode === '120000'),
    ),
    ...noteOf('pointers', filesWhere(/LFS pointer/)),
    ...noteOf('missing', filesWhere(/content is missing/)),
    ...noteOf(
      'names',
      entriesWhere(({ nameProblem }) => nameProblem !== undefined),
    ),
    ...noteOf('collisions', findCaseCollisions(tree.entries.map(({ path }) => path))),
    ...(tree.notes ?? []),
  ]
}

/** Paths that are one and the same file on a disk that does not tell upper from lower case. */
export function findCaseCollisions(paths: readonly string[]): string[] {
  const byFolded = Map.groupBy(paths, (path) => path.normalize('NFC').toLowerCase())
  return [...byFolded.values()].filter((group) => group.length > 1).flat()
}
