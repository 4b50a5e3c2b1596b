import { z } from 'zod'

/** Counts up when the same document may give other findings: what was looked through before is looked through again. */
export const scannerVersion = 2

export const checkNames = [
  'secret',
  'personal',
  'licence',
  'duplicate',
  'benchmark',
  'length',
  'copy',
  'verifier',
  'leak',
] as const
export const CheckName = z.enum(checkNames)
export type CheckName = z.infer<typeof CheckName>

export const checkWords: Record<CheckName, string> = {
  secret: 'Secrets',
  personal: 'Personal data',
  licence: 'Licence policy',
  duplicate: 'Duplicates',
  benchmark: 'Benchmark overlap',
  length: 'Length outliers',
  copy: 'Copy ratio',
  verifier: 'Verifier failures',
  leak: 'Leaks between splits',
}

export const decisions = ['keep', 'mask', 'drop', 'drop_repository'] as const
export const Decision = z.enum(decisions)
export type Decision = z.infer<typeof Decision>

export const decisionWords: Record<Decision, string> = {
  keep: 'Keep',
  mask: 'Mask',
  drop: 'Drop the trajectory',
  drop_repository: 'Drop the repository',
}

/** Something that a pre-flight found, where, and what a person decided about it. */
export const Finding = z.object({
  fingerprint: z.string(),
  check: CheckName,
  rule: z.string(),
  trajectoryId: z.string(),
  repositoryId: z.string(),
  repository: z.string(),
  /** The step, from 0, and the line in its text, from 1; null for what is about the whole trajectory. */
  position: z.int().nullable(),
  path: z.string().nullable(),
  line: z.int().nullable(),
  message: z.string(),
  excerpt: z.string().nullable(),
  occurrences: z.int(),
  canMask: z.boolean(),
  /** Its newest revision. */
  revision: z.int(),
  /** The trajectory that this one is like, and its newest revision. */
  otherId: z.string().nullable(),
  otherRevision: z.int().nullable(),
  decision: Decision.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** Whether a decision about another finding keeps its trajectory out: nobody has to decide about this one. */
  isDropped: z.boolean(),
  /** Whether the newest look found it; what was dropped is not looked at again. */
  isCurrent: z.boolean(),
})
export type Finding = z.infer<typeof Finding>

export const FindingPage = z.object({ rows: z.array(Finding), next: z.string().nullable() })
export type FindingPage = z.infer<typeof FindingPage>

/** The last finding of a page: its check, trajectory, step, line, fingerprint and rule. */
export const findingPlace = new RegExp(
  `^(${checkNames.join('|')})/([0-9a-f-]{36})/(-1|\\d{1,9})/(\\d{1,9})/([0-9a-f]{64})/(.*)$`,
  's',
)

export const ListFindings = z.object({
  id: z.uuid(),
  check: CheckName.optional(),
  rule: z.string().max(200).optional(),
  /** Without a decision, with one, or all. */
  state: z.enum(['open', 'decided', 'all']).default('open'),
  after: z.string().regex(findingPlace).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

/** Of each rule of a check: how many were found, how many of them somebody has to decide about, and how many are decided. */
export const RuleCount = z.object({
  check: CheckName,
  rule: z.string(),
  found: z.int(),
  open: z.int(),
  decided: z.int(),
})
export type RuleCount = z.infer<typeof RuleCount>

/** Where the look before a release stands. */
export const PreflightView = z.object({
  id: z.string(),
  by: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  jobId: z.string().nullable(),
  documents: z.int().nullable(),
  tokens: z.number().nullable(),
  /** Whether the dataset still holds what was looked at, under the same settings. */
  isCurrent: z.boolean(),
  rules: z.array(RuleCount),
  open: z.int(),
  /** How many of the documents each verifier does not apply to: nothing that has to be decided about. */
  unapplied: z.array(z.object({ verifier: z.string(), count: z.int() })),
})
export type PreflightView = z.infer<typeof PreflightView>

/** Null while nobody has looked. */
export const PreflightState = z.object({ preflight: PreflightView.nullable() })

/** What the job of a look leaves as its result. */
export const PreflightResult = z.object({
  preflightId: z.string(),
  documents: z.int(),
  /** Of a look whose release was wanted: null when somebody has to decide first. */
  releaseId: z.string().nullable(),
})
export type PreflightResult = z.infer<typeof PreflightResult>

/** A decision about some findings by their fingerprints, or about all open ones of a rule. Null takes back theirs, or all of the rule. */
export const DecideFindings = z.object({
  id: z.uuid(),
  decision: Decision.nullable(),
  fingerprints: z
    .array(z.string().regex(/^[0-9a-f]{64}$/))
    .max(1000)
    .optional(),
  rule: z.object({ check: CheckName, rule: z.string().max(200) }).optional(),
})
export const Decided = z.object({ changed: z.int() })

/** What a check found, before it has a dataset. */
export type Found = {
  check: CheckName
  rule: string
  trajectoryId: string
  repositoryId: string
  /** With check, rule and trajectory, what makes it the same finding again. */
  subject: string
  message: string
  position?: number
  path?: string | null
  line?: number
  excerpt?: string
  literal?: string
  occurrences?: number
  otherId?: string
}
