import { z } from 'zod'
import { Dependency, ExternalImport, UnresolvedImport } from '@/lib/structure/graph'
import { Outline, OutlineSymbol } from '@/lib/structure/outline'

/** Bytes of included files by language name. */
export const Languages = z.record(z.string(), z.number())

/** Something odd about the source, told once for all the paths it concerns: `message` is a sentence. */
export const SnapshotNote = z.object({
  kind: z.string(),
  message: z.string(),
  count: z.int(),
  /** A few of the paths. */
  examples: z.array(z.string()),
})

/** A repository's content, pinned at one commit (for a plain folder: at the hash of its content). */
export const Snapshot = z.object({
  id: z.string(),
  repositoryId: z.string(),
  commit: z.string(),
  ref: z.string().nullable(),
  license: z.string().nullable(),
  languages: Languages,
  fileCount: z.int(),
  includedCount: z.int(),
  includedBytes: z.number(),
  dependencyCount: z.int(),
  /** Paths of files that import each other in a ring. */
  cycles: z.array(z.array(z.string())),
  /** How many commits of its history were imported; 1 is the pinned commit alone. */
  depth: z.int(),
  notes: z.array(SnapshotNote),
  createdAt: z.string(),
})

/** A row of the table of repositories, with its newest snapshot. */
export const RepositoryRow = z.object({
  id: z.string(),
  url: z.string(),
  name: z.string(),
  isSample: z.boolean(),
  snapshot: Snapshot.omit({ cycles: true }).extend({ cycleCount: z.int() }).nullable(),
  trajectoryCount: z.int(),
  approvedCount: z.int(),
  updatedAt: z.string(),
})

/** What is left of a repository that was deleted. */
export const DeletedRepository = RepositoryRow.pick({ id: true })

export const RepositoryPage = z.object({ rows: z.array(RepositoryRow), next: z.string().nullable() })

/** A repository with all its snapshots, newest first. */
export const RepositoryView = RepositoryRow.extend({ snapshots: z.array(Snapshot) })

/** What a file is, for people and filters; what is left out says why beside it. */
export const FileRole = z.enum([
  'source',
  'test',
  'generated',
  'vendored',
  'documentation',
  'configuration',
  'data',
  'binary',
])

export const FileRow = z.object({
  path: z.string(),
  language: z.string().nullable(),
  bytes: z.number(),
  lines: z.int().nullable(),
  isTest: z.boolean(),
  isIncluded: z.boolean(),
  /** A sentence for people, when the file is left out. */
  whyNot: z.string().nullable(),
  /** Place in the writing order, from 0. */
  order: z.int().nullable(),
  role: FileRole,
  /** As the WHATWG names it; null for what is not text. */
  encoding: z.string().nullable(),
  /** The SPDX expression that its own header states. */
  license: z.string().nullable(),
  parseErrors: z.int(),
  symbols: z.int(),
})

/** One file, to be looked at. */
export const FileView = z.object({
  path: z.string(),
  language: z.string().nullable(),
  /** The whole content, with its byte order mark and line ends as they are; null when the file is left out. */
  text: z.string().nullable(),
  whyNot: z.string().nullable(),
  outline: Outline.nullable(),
})

/** What the graph draws: one node per included file, one edge per pair of files. */
export const Graph = z.object({
  nodes: z.array(
    z.object({
      path: z.string(),
      language: z.string().nullable(),
      lines: z.int(),
      order: z.int(),
      isTest: z.boolean(),
    }),
  ),
  edges: z.array(
    z.object({ from: z.string(), to: z.string(), kinds: z.array(z.string()), names: z.array(z.string()) }),
  ),
  cycles: z.array(z.array(z.string())),
})

/** The whole structure of a snapshot, as the command line prints it. */
export const SnapshotStructure = z.object({
  files: z.array(
    z.object({
      path: z.string(),
      language: z.string().nullable(),
      bytes: z.number(),
      lines: z.int().nullable(),
      included: z.boolean(),
      whyNot: z.string().nullable(),
      order: z.int().nullable(),
      role: FileRole,
      parseErrors: z.int(),
      symbols: z.array(OutlineSymbol.pick({ name: true, kind: true, startLine: true, endLine: true })),
    }),
  ),
  dependencies: z.array(Dependency),
  external: z.array(ExternalImport),
  unresolved: z.array(UnresolvedImport),
  cycles: z.array(z.array(z.string())),
})

export type SnapshotNote = z.infer<typeof SnapshotNote>
export type FileRole = z.infer<typeof FileRole>
export type Snapshot = z.infer<typeof Snapshot>
export type RepositoryRow = z.infer<typeof RepositoryRow>
export type DeletedRepository = z.infer<typeof DeletedRepository>
export type RepositoryPage = z.infer<typeof RepositoryPage>
export type RepositoryView = z.infer<typeof RepositoryView>
export type FileView = z.infer<typeof FileView>
export type FileRow = z.infer<typeof FileRow>
export type Graph = z.infer<typeof Graph>
export type SnapshotStructure = z.infer<typeof SnapshotStructure>
