import { z } from 'zod'
import { TrajectoryFilter } from '@/lib/trajectory/filter'
import { verifierNames } from '@/lib/trajectory/verifiers'
import { ExportSettings, ReleaseFormat } from './formats/settings'

export const revisionChoices = ['approved', 'synthesized', 'searched', 'both'] as const
/** Which revision of a trajectory is a document: the one that was approved, or what it was before and after a search. */
export const RevisionChoice = z.enum(revisionChoices)
export type RevisionChoice = z.infer<typeof RevisionChoice>

export const revisionWords: Record<RevisionChoice, string> = {
  approved: 'The approved revision',
  synthesized: 'As synthesized',
  searched: 'As searched',
  both: 'Both as variants',
}

export const granularities = ['any', 'whole', 'parts'] as const
export const Granularity = z.enum(granularities)
export type Granularity = z.infer<typeof Granularity>

export const granularityWords: Record<Granularity, string> = {
  any: 'Whole repositories and windows',
  whole: 'Whole repositories only',
  parts: 'Windows of repositories only',
}

/** SPDX ids that ask for no more than that their text is kept. */
export const permissiveLicences = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BSL-1.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
  'Zlib',
]

/** What a pre-flight goes by. */
export const CheckSettings = z.object({
  /** SPDX ids that a repository, and the header of a file, may be under. */
  licences: z.array(z.string().trim().min(1).max(100)).max(500).default(permissiveLicences),
  /** From this Jaccard index on two documents are nearly the same. */
  nearDuplicate: z.number().min(0.3).max(1).default(0.8),
  /** From this share of a problem's n-grams on a document overlaps with it. */
  benchmarkShare: z.number().gt(0).max(1).default(0.5),
  /** A thought that copies more of its file is found, also when the verifier lets it pass. */
  mostCopy: z.number().min(0).max(1).default(0.04),
  /** How many interquartile ranges of the logarithm of the tokens a document may lie outside of the middle half. */
  lengthFence: z.number().min(0.5).max(20).default(3),
})
export type CheckSettings = z.infer<typeof CheckSettings>

const fields = {
  name: z.string().trim().min(1, 'Give the dataset a name.').max(100),
  description: z.string().trim().max(10_000),
  /** Null when only what was picked by hand is in it. */
  filter: TrajectoryFilter.nullable(),
  revisions: RevisionChoice,
  granularity: Granularity,
  /** The verifiers that have to hold of what is released. */
  required: z.array(z.enum(verifierNames)),
  format: ReleaseFormat,
  settings: ExportSettings,
  checks: CheckSettings,
}

/** What people say of a dataset. */
export const DatasetSettings = z.object({
  ...fields,
  description: fields.description.default(''),
  filter: fields.filter.default({}),
  revisions: fields.revisions.default('approved'),
  granularity: fields.granularity.default('any'),
  required: fields.required.default([...verifierNames]),
  format: fields.format.default('text'),
  settings: fields.settings.prefault({}),
  checks: fields.checks.prefault({}),
})
export type DatasetSettings = z.infer<typeof DatasetSettings>

export const NewDataset = DatasetSettings.extend({ picked: z.array(z.uuid()).max(10_000).default([]) })

/** A change of one that has not changed since `version`. What is left out stays. */
export const DatasetChange = z.object(fields).partial().extend({ id: z.uuid(), version: z.int() })

export const GetDataset = z.object({ id: z.uuid() })
export const ListDatasets = z.object({})

export const Dataset = z.object({
  ...fields,
  /** Null for what is exported once: it is in no list of datasets. */
  name: fields.name.nullable(),
  id: z.string(),
  version: z.int(),
  by: z.string(),
  createdAt: z.string(),
  updatedAt: z.string(),
  /** How many were picked by hand. */
  picked: z.int(),
  releases: z.int(),
  /** The release that its first one tells its difference from, if any. */
  againstId: z.string().nullable(),
  lastRelease: z.object({ id: z.string(), createdAt: z.string(), documents: z.int().nullable() }).nullable(),
})
export type Dataset = z.infer<typeof Dataset>
export const DatasetList = z.array(Dataset)

/** What people call it. */
export function titleOf({ name, picked }: Pick<Dataset, 'name' | 'picked'>): string {
  return name ?? `Export of ${picked.toLocaleString('en-US')} ${picked === 1 ? 'trajectory' : 'trajectories'}`
}

/** Which trajectories are put in by hand, or taken out again. */
export const PickTrajectories = z.object({
  id: z.uuid(),
  trajectoryIds: z.array(z.uuid()).min(1).max(10_000),
  isPicked: z.boolean().default(true),
})
