import { z } from 'zod'
import { Dependency, ExternalImport, UnresolvedImport } from '@/lib/structure/graph'
import { Outline, OutlineSymbol, SymbolKind } from '@/lib/structure/outline'

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

/** How many included files state a licence themselves. */
export const LicenceCount = z.object({ license: z.string(), files: z.int() })

/** A file that another repository has too, the likest there is: 1 is equal to the byte. */
export const FileTwin = z.object({
  path: z.string(),
  similarity: z.number(),
  other: z.object({ repositoryId: z.string(), name: z.string(), snapshotId: z.string(), path: z.string() }),
})

/** Another repository with much of the same text; ratios are of the included bytes of the snapshot that was asked for. */
export const RepositoryTwin = z.object({
  repositoryId: z.string(),
  name: z.string(),
  /** In files that are equal to the byte. */
  sameRatio: z.number(),
  /** In files that are nearly the same. */
  nearRatio: z.number(),
  /** Estimated over the shingles of all text of both; null when it was not found by them. */
  jaccard: z.number().nullable(),
})

/** The other repository whose included text is the likest; a similarity of 1 means the same files at the same paths. */
export const LikestRepository = z.object({ repositoryId: z.string(), name: z.string(), similarity: z.number() })

/** What a snapshot has in common with other repositories: the likest of them first, files by path. */
export const Duplicates = z.object({ repositories: z.array(RepositoryTwin), files: z.array(FileTwin) })

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
  role: FileRole,
  encoding: z.string().nullable(),
  license: z.string().nullable(),
})

/**
 * What the graph draws, in columns: the included files by path, and one arrow per pair of them. Arrows name files by
 * their place in `paths`; names and lines of imports are asked for apart.
 */
export const Graph = z.object({
  /** In the order of their UTF-8 bytes. */
  paths: z.array(z.string()),
  languages: z.array(z.string().nullable()),
  lines: z.array(z.int()),
  bytes: z.array(z.number()),
  /** Place in the writing order, from 0. */
  order: z.array(z.int()),
  roles: z.array(FileRole),
  from: z.array(z.int()),
  to: z.array(z.int()),
  /** By arrow, one bit for each kind of `DependencyKind.options` that ties the two. */
  kinds: z.array(z.int()),
})

/** What runs between two places of the graph: at most the first few hundred, by file and line, and how many there are. */
export const DependencyPage = z.object({ dependencies: z.array(Dependency), count: z.int() })

/** Imports that should lead to a file of the repository and do not, by file and line, and how many there are in all. */
export const UnresolvedPage = z.object({
  rows: z.array(UnresolvedImport.extend({ id: z.string() })),
  next: z.string().nullable(),
  count: z.int(),
})

/** One file of the graph with all that ties it to others. */
export const FileTies = z.object({
  path: z.string(),
  symbols: z.array(OutlineSymbol.pick({ name: true, kind: true, startLine: true, endLine: true, parent: true })),
  /** Exported symbols with the files that name them in an import. */
  exported: z.array(z.object({ name: z.string(), kind: SymbolKind, startLine: z.int(), users: z.array(z.string()) })),
  uses: z.array(Dependency),
  usedBy: z.array(Dependency),
  external: z.array(ExternalImport),
  unresolved: z.array(UnresolvedImport),
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
export type LicenceCount = z.infer<typeof LicenceCount>
export type FileTwin = z.infer<typeof FileTwin>
export type LikestRepository = z.infer<typeof LikestRepository>
export type RepositoryTwin = z.infer<typeof RepositoryTwin>
export type Duplicates = z.infer<typeof Duplicates>
export type Snapshot = z.infer<typeof Snapshot>
export type RepositoryRow = z.infer<typeof RepositoryRow>
export type DeletedRepository = z.infer<typeof DeletedRepository>
export type RepositoryPage = z.infer<typeof RepositoryPage>
export type RepositoryView = z.infer<typeof RepositoryView>
export type FileView = z.infer<typeof FileView>
export type FileRow = z.infer<typeof FileRow>
export type Graph = z.infer<typeof Graph>
export type DependencyPage = z.infer<typeof DependencyPage>
export type UnresolvedPage = z.infer<typeof UnresolvedPage>
export type FileTies = z.infer<typeof FileTies>
export type SnapshotStructure = z.infer<typeof SnapshotStructure>
