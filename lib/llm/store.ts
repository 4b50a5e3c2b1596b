import { z } from 'zod'
import { type Db, Prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { Capabilities } from './capabilities'
import { type AnyEndpointView, EndpointKind, type EndpointSettings, hostOf, type ViewOfKind } from './endpoint'
import { ScoringCapabilities } from './scoring-capabilities'

const view = {
  id: true,
  name: true,
  kind: true,
  baseUrl: true,
  model: true,
  sealedKey: true,
  temperature: true,
  topP: true,
  maxTokens: true,
  contextTokens: true,
  usesSeed: true,
  concurrency: true,
  requestsPerMinute: true,
  tokensPerMinute: true,
  timeoutMs: true,
  inputPrice: true,
  outputPrice: true,
  cachedPrice: true,
  capabilities: true,
} satisfies Prisma.LlmEndpointSelect

/** An endpoint with its key as it is kept: readable only with the key of this machine. */
export type SealedEndpoint<View = AnyEndpointView> = { view: View; sealedKey: Uint8Array | null }

function toEndpoint(row: Prisma.LlmEndpointGetPayload<{ select: typeof view }>): SealedEndpoint {
  const { sealedKey, kind, capabilities, ...settings } = row
  const about = { ...settings, host: hostOf(settings.baseUrl), hasKey: sealedKey !== null, isFixed: false }
  return { sealedKey, view: { ...about, ...readFindings(EndpointKind.parse(kind), capabilities) } }
}

function readFindings(kind: EndpointKind, capabilities: unknown) {
  return kind === 'scorer'
    ? { kind, capabilities: ScoringCapabilities.nullable().parse(capabilities) }
    : { kind, capabilities: Capabilities.nullable().parse(capabilities) }
}

/** Whether an endpoint is of the kind that is looked for. */
export function isOfKind<Kind extends EndpointKind>(
  found: SealedEndpoint,
  kind: Kind,
): found is SealedEndpoint<ViewOfKind[Kind]> {
  return found.view.kind === kind
}

/** Those of a kind that are in use, by name. */
export async function listEndpointRows<Kind extends EndpointKind>(
  db: Db,
  kind: Kind,
): Promise<SealedEndpoint<ViewOfKind[Kind]>[]> {
  const where = { kind, archivedAt: null }
  const found = await db.llmEndpoint.findMany({ where, orderBy: { name: 'asc' }, select: view })
  return found.map(toEndpoint).filter((each) => isOfKind(each, kind))
}

/** One in use, of whatever kind, by its id or its name. */
export async function findEndpointRow(db: Db, idOrName: string): Promise<SealedEndpoint | undefined> {
  const where = z.uuid().safeParse(idOrName).success
    ? { id: idOrName }
    : { name: { equals: idOrName, mode: 'insensitive' as const } }
  const row = await db.llmEndpoint.findFirst({ where: { ...where, archivedAt: null }, select: view })
  return row ? toEndpoint(row) : undefined
}

export async function lockEndpointRow(tx: Db, id: string): Promise<SealedEndpoint> {
  await tx.$queryRaw`select id from llm_endpoint where id = ${id}::uuid for update`
  const found = await findEndpointRow(tx, id)
  if (!found) throw new AppError('not_found', 'There is no such endpoint.')
  return found
}

/** Whether another endpoint in use has the name; nobody takes one until the transaction ends. */
export async function isNameTaken(tx: Db, name: string, ownId?: string): Promise<boolean> {
  await tx.$executeRaw`lock table llm_endpoint in share row exclusive mode`
  const where = { name: { equals: name, mode: 'insensitive' as const }, archivedAt: null, id: { not: ownId } }
  return (await tx.llmEndpoint.findFirst({ where, select: { id: true } })) !== null
}

/** `sealedKey` undefined leaves the key as it is. */
type Data = Omit<EndpointSettings, 'kind'> & { sealedKey?: Uint8Array<ArrayBuffer> | null }

export async function insertEndpoint(
  db: Db,
  id: string,
  data: Data & { kind: EndpointKind },
): Promise<AnyEndpointView> {
  return toEndpoint(await db.llmEndpoint.create({ data: { id, ...data }, select: view })).view
}

/** `capabilities` of another server or model say nothing: they are forgotten when either changes. */
export async function changeEndpoint(
  db: Db,
  id: string,
  data: Data & { isForgotten: boolean },
): Promise<AnyEndpointView> {
  const { isForgotten, ...settings } = data
  const change = isForgotten ? { ...settings, capabilities: Prisma.DbNull } : settings
  return toEndpoint(await db.llmEndpoint.update({ where: { id }, data: change, select: view })).view
}

export async function saveCapabilities(
  db: Db,
  id: string,
  capabilities: Capabilities | ScoringCapabilities,
): Promise<void> {
  await db.llmEndpoint.update({ where: { id }, data: { capabilities }, select: { id: true } })
}

/** The key goes; what calls tell about stays. */
export async function archiveEndpointRow(db: Db, id: string, at: Date): Promise<void> {
  await db.llmEndpoint.update({ where: { id }, data: { archivedAt: at, sealedKey: null }, select: { id: true } })
}

const settingNames: Record<EndpointKind, string> = {
  'openai-compatible': 'environment-endpoint-test',
  scorer: 'environment-scorer-test',
}

const tested = { baseUrl: z.string(), model: z.string() }
const EnvironmentTest = z.object({ ...tested, capabilities: Capabilities })
const EnvironmentScorerTest = z.object({ ...tested, capabilities: ScoringCapabilities })

/** The last test of the environment's endpoint, which has no row of its own. */
export async function findEnvironmentTest(db: Db): Promise<z.infer<typeof EnvironmentTest> | undefined> {
  const row = await db.setting.findUnique({ where: { name: settingNames['openai-compatible'] } })
  return row ? EnvironmentTest.parse(row.value) : undefined
}

/** The last test of the environment's scorer. */
export async function findEnvironmentScorerTest(db: Db): Promise<z.infer<typeof EnvironmentScorerTest> | undefined> {
  const row = await db.setting.findUnique({ where: { name: settingNames.scorer } })
  return row ? EnvironmentScorerTest.parse(row.value) : undefined
}

export async function saveEnvironmentTest(
  db: Db,
  { kind, baseUrl, model }: Pick<AnyEndpointView, 'kind' | 'baseUrl' | 'model'>,
  capabilities: Capabilities | ScoringCapabilities,
): Promise<void> {
  const name = settingNames[kind]
  const value = { baseUrl, model, capabilities }
  await db.setting.upsert({ where: { name }, create: { name, value }, update: { value } })
}
