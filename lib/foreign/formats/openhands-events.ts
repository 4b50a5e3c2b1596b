import type { ForeignTrajectory } from '@/lib/foreign/foreign'
import { readInstance, repositoryOf } from '@/lib/foreign/instance'
import { asList, asRecord, asText, type Json, textOf } from '@/lib/foreign/json'
import type { Telling } from '@/lib/foreign/telling'
import { all, unreadIn, unreadPart } from '@/lib/foreign/unread'
import type { ForeignFormat } from './format'

/** Fields of a row that holds all the events of a run. */
const holders = ['history', 'events', 'trajectory', 'trace'] as const

/** The events of a row; undefined when the record is none. Early versions hold pairs of an action and what came of it. */
function eventsIn(record: unknown): { holder: string; events: unknown[] } | undefined {
  const row = asRecord(record)
  for (const holder of holders) {
    const events = asList(row?.[holder])?.flat()
    if (events?.some((event) => asRecord(event))) return { holder, events }
  }
  return undefined
}

/** All else in the row, if there is one, and the events of a trajectory. */
export function toEvents(records: readonly unknown[]): { row: Json; events: Json[]; odd: unknown[] } {
  const [first] = records
  const held = records.length === 1 ? eventsIn(first) : undefined
  const every = held?.events ?? records
  const { [held?.holder ?? '']: _, ...row } = (held && asRecord(first)) ?? {}
  return {
    row,
    events: every.map(asRecord).filter((event) => event !== undefined),
    odd: every.filter((event) => !asRecord(event)),
  }
}

/** Events as records of their own, or rows that hold them. */
export function recognizing(isEvent: (record: unknown) => boolean): ForeignFormat['recognize'] {
  return (record) => {
    if (isEvent(record)) return 'event'
    return eventsIn(record)?.events.some(isEvent) ? 'trajectory' : undefined
  }
}

const rowTaken = {
  ...all('instance_id', 'instruction', 'metadata', 'error'),
  // What an evaluation found afterwards.
  test_result: {},
}
const modelTaken = { llm_config: all('model'), llm: all('model') }
/** Of a remark: some tell all of their stack. */
const longestError = 300
const aboutTaken = all('instance_id', 'repo', 'base_commit')

/** The trajectory of events that have been told; the row says what it is about. */
export function conclude(telling: Telling, row: Json, model: string | undefined): ForeignTrajectory {
  const about = asRecord(row.instance) ?? row
  const instance = asText(row.instance_id) ?? asText(about.instance_id) ?? null
  const named = readInstance(instance)
  const repository = asText(about.repo) ?? named.repository
  tellRow(telling, row, about)
  return {
    agent: 'OpenHands',
    model: model ?? null,
    repository: repository ? repositoryOf(repository) : null,
    commit: asText(about.base_commit) ?? named.commit,
    instance,
    licence: null,
    folder: '/workspace',
    ...telling.finish(),
  }
}

function tellRow(telling: Telling, row: Json, about: Json): void {
  const { instruction, error } = row
  const statement = telling.isAsked(textOf(about.problem_statement)) ? all('problem_statement') : {}
  const instance = { ...aboutTaken, ...statement }
  telling.leave(unreadIn(row, { ...rowTaken, ...(about === row ? instance : { instance }) }))
  telling.leave(unreadPart(row.metadata, modelTaken, 'metadata'))
  if (!telling.isAsked(textOf(instruction))) telling.leave(['instruction'])
  const told = textOf(error).trim()
  if (told !== '')
    telling.remark(`It ended with an error: ${told.length > longestError ? `${told.slice(0, longestError)}…` : told}`)
}
