import path from 'node:path'
import { z } from 'zod'

/** Names or addresses, parted by spaces or commas. */
const hosts = z
  .string()
  .default('')
  .transform((value) =>
    value
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
  )

/** Dollars per million tokens. */
const price = z.coerce.number('must be a number').min(0, 'must be 0 or more').max(100_000, 'must be 100000 or less')

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')

/** Every environment variable that Retrace reads, and nothing else reads `process.env`. */
export const Env = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  /** Where embedded data lives. */
  RETRACE_HOME: z
    .string()
    .min(1)
    .default('.retrace')
    .transform((value) => path.resolve(/* turbopackIgnore: true */ value)),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with postgresql://')
    .optional(),
  /** Whether the first start makes a sample of Retrace's own sources; a folder: of this part of them. */
  RETRACE_SAMPLE: z
    .union([flag, z.string().regex(/^[\w-]+(\/[\w-]+)+$/, 'must be 0, 1, or a folder such as lib/auth')])
    .default(true),
  /** Whether people may import folders of this machine. Off as soon as others can reach the instance. */
  RETRACE_LOCAL_IMPORTS: flag.optional(),
  /** Hosts that repositories may be imported from although they lie in a private network: names, or addresses. */
  RETRACE_PRIVATE_HOSTS: hosts,
  /** Hosts of models that administrators may connect although they lie in a private network. */
  RETRACE_PRIVATE_MODEL_HOSTS: hosts,
  /** An endpoint given by the operator: it is named `environment`, and nobody edits it in the browser. */
  RETRACE_MODEL_URL: z.url({ protocol: /^https?$/ }).optional(),
  RETRACE_MODEL_NAME: z.string().min(1).optional(),
  RETRACE_MODEL_KEY: z.string().min(1).optional(),
  /** What it costs, in dollars per million tokens; cached input costs as any other when it is left out. */
  RETRACE_MODEL_INPUT_PRICE: price.optional(),
  RETRACE_MODEL_OUTPUT_PRICE: price.optional(),
  RETRACE_MODEL_CACHED_PRICE: price.optional(),
  /** A scorer given by the operator: it is named `environment` among the scorers, and nobody edits it in the browser. */
  RETRACE_SCORER_URL: z.url({ protocol: /^https?$/ }).optional(),
  RETRACE_SCORER_NAME: z.string().min(1).optional(),
  RETRACE_SCORER_KEY: z.string().min(1).optional(),
  /** Encrypts the keys of endpoints. Without it, a key of this machine is made under RETRACE_HOME. */
  RETRACE_SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
  /** The address people type, when it is not http://HOST:PORT. */
  RETRACE_URL: z.url({ protocol: /^https?$/ }).optional(),
  RETRACE_WORKERS: z.coerce.number().int().min(1).max(64).default(2),
  INIT_ADMIN_EMAIL: z.email().optional(),
  INIT_ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
})

export type Env = z.infer<typeof Env>

/** Reads the environment; throws an `EnvError` that lists everything that is wrong. Empty values count as unset. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = Env.safeParse(set)
  const problems = parsed.success ? findContradictions(parsed.data) : parsed.error.issues.map(toProblem)
  if (problems.length > 0 || !parsed.success) throw new EnvError(problems, set)
  return parsed.data
}

type Problem = { name: string; why: string }

function toProblem(issue: z.core.$ZodIssue): Problem {
  return { name: issue.path.join('.'), why: issue.message }
}

/** Variables that say something only together, and why. */
const pairs = [
  ['INIT_ADMIN_EMAIL', 'INIT_ADMIN_PASSWORD', 'the first person has an e-mail address and a password'],
  ['RETRACE_MODEL_URL', 'RETRACE_MODEL_NAME', 'an endpoint is an address and the name of a model there'],
  ['RETRACE_SCORER_URL', 'RETRACE_SCORER_NAME', 'a scorer is an address and the name of a model there'],
] as const

/** Variables that say something only about an endpoint, and the one that gives it. */
const owned = [
  ['RETRACE_MODEL_KEY', 'RETRACE_MODEL_URL', 'a key belongs to an endpoint'],
  ['RETRACE_MODEL_INPUT_PRICE', 'RETRACE_MODEL_URL', 'a price belongs to an endpoint'],
  ['RETRACE_MODEL_OUTPUT_PRICE', 'RETRACE_MODEL_URL', 'a price belongs to an endpoint'],
  ['RETRACE_MODEL_CACHED_PRICE', 'RETRACE_MODEL_URL', 'a price belongs to an endpoint'],
  ['RETRACE_SCORER_KEY', 'RETRACE_SCORER_URL', 'a key belongs to a scorer'],
] as const

function findContradictions(env: Env): Problem[] {
  const problems = pairs.flatMap(([one, other, why]) => {
    if ((env[one] === undefined) === (env[other] === undefined)) return []
    return [{ name: env[one] === undefined ? one : other, why: `is needed too: ${why}` }]
  })
  const lost = owned.filter(([name, owner]) => env[name] !== undefined && env[owner] === undefined)
  const missing = new Map(lost.toReversed().map(([, owner, why]) => [owner, why]))
  return [...problems, ...[...missing].map(([name, why]) => ({ name, why: `is needed too: ${why}` }))]
}

export class EnvError extends Error {
  override readonly name = 'EnvError'

  constructor(problems: Problem[], source: Record<string, string | undefined>) {
    const rows = problems.map(({ name, why }) => [name, showValue(name, source[name]), why])
    const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
    const lines = rows.map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    super(['The environment is not usable:', ...lines.map((line) => `  ${line}`)].join('\n'))
  }
}

function showValue(name: string, value: string | undefined): string {
  if (value === undefined) return '(unset)'
  return /PASSWORD|SECRET|_KEY|DATABASE_URL/.test(name) ? '(hidden)' : JSON.stringify(value)
}

let current: Env | undefined

/** The environment of this process, read once. */
export function env(): Env {
  current ??= readEnv(process.env)
  return current
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1'])

/** Whether administrators may import folders of this machine: only when nobody else can reach the instance. */
export function allowsLocalImports(): boolean {
  return env().RETRACE_LOCAL_IMPORTS ?? loopback.has(env().HOST)
}

/** Whether the operator lets repositories be read from this host wherever it lies. */
export function allowsPrivateHost(host: string): boolean {
  return env().RETRACE_PRIVATE_HOSTS.includes(host.toLowerCase())
}

/** Whether the operator lets models be used on this host wherever it lies. */
export function allowsPrivateModelHost(host: string): boolean {
  return env().RETRACE_PRIVATE_MODEL_HOSTS.includes(host.toLowerCase())
}
