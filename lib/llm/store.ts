import { z } from 'zod'
import { type Db, Prisma } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { Capabilities } from './capabilities'
import { EndpointKind, type EndpointSettings, type EndpointView, hostOf } from './endpoint'

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
export type SealedEndpoint = { view: EndpointView; sealedKey: Uint8Array | null }

function toEndpoint(row: Prisma.LlmEndpointGetPayload<{ select: typeof view }>): SealedEndpoint {
  const { sealedKey, kind, capabilities, ...settings } = row
  return {
    sealedKey,
    view: {
      ...settings,
      kind: EndpointKind.parse(kind),
      host: hostOf(settings.baseUrl),
      hasKey: sealedKey !== null,
      isFixed: false,
      capabilities: Capabilities.nullable().parse(capabilities),
    },
  }
}

/** Those in use, by name. */
export async function listEndpointRows(db: Db): Promise<SealedEndpoint[]> {
  const found = await db.llmEndpoint.findMany({ where: { archivedAt: null }, orderBy: { name: 'asc' }, select: view })
  return found.map(toEndpoint)
}

/** One in use, by its id or its name. */
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
type Data = EndpointSettings & { sealedKey?: Uint8Array<ArrayBuffer> | null }

export async function insertEndpoint(db: Db, id: string, data: Data): Promise<EndpointView> {
  return toEndpoint(await db.llmEndpoint.create({ data: { id, ...data }, select: view })).view
}

/** `capabilities` of another server or model say nothing: they are forgotten when either changes. */
export async function changeEndpoint(db: Db, id: string, data: Data & { isForgotten: boolean }): Promise<EndpointView> {
  const { isForgotten, ...settings } = data
  const change = isForgotten ? { ...settings, capabilities: Prisma.DbNull } : settings
  return toEndpoint(await db.llmEndpoint.update({ where: { id }, data: change, select: view })).view
}

export async function saveCapabilities(db: Db, id: string, capabilities: Capabilities): Promise<void> {
  await db.llmEndpoint.update({ where: { id }, data: { capabilities }, select: { id: true } })
}

/** The key goes; what calls tell about stays. */
export async function archiveEndpointRow(db: Db, id: string, at: Date): Promise<void> {
  await db.llmEndpoint.update({ where: { id }, data: { archivedAt: at, sealedKey: null }, select: { id: true } })
}

const settingName = 'environment-endpoint-test'

const EnvironmentTest = z.object({ baseUrl: z.string(), model: z.string(), capabilities: Capabilities })

/** The last test of the environment's endpoint, which has no row of its own. */
export async function findEnvironmentTest(db: Db): Promise<z.infer<typeof EnvironmentTest> | undefined> {
  const row = await db.setting.findUnique({ where: { name: settingName } })
  return row ? EnvironmentTest.parse(row.value) : undefined
}

export async function saveEnvironmentTest(
  db: Db,
  { baseUrl, model }: Pick<EndpointView, 'baseUrl' | 'model'>,
  capabilities: Capabilities,
): Promise<void> {
  const value = { baseUrl, model, capabilities }
  await db.setting.upsert({ where: { name: settingName }, create: { name: settingName, value }, update: { value } })
}
