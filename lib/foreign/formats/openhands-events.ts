import type { ForeignTrajectory } from '@/lib/foreign/foreign'
import { readInstance, repositoryOf } from '@/lib/foreign/instance'
import { asList, asRecord, asText, type Json } from '@/lib/foreign/json'
import type { Telling } from '@/lib/foreign/telling'
import type { ForeignFormat } from './format'

/** Fields of a row that holds all the events of a run. */
const holders = ['history', 'events', 'trajectory', 'trace'] as const

/** The events of a row; undefined when the record is none. Early versions hold pairs of an action and what came of it. */
export function eventsIn(record: unknown): unknown[] | undefined {
  const row = asRecord(record)
  for (const holder of holders) {
    const events = asList(row?.[holder])?.flat()
    if (events?.some((event) => asRecord(event))) return events
  }
  return undefined
}

/** The row, if there is one, and the events of a trajectory. */
export function toEvents(records: readonly unknown[]): { row: Json; events: Json[]; odd: unknown[] } {
  const [first] = records
  const held = records.length === 1 ? eventsIn(first) : undefined
  const all = held ?? records
  return {
    row: held ? (asRecord(first) ?? {}) : {},
    events: all.map(asRecord).filter((event) => event !== undefined),
    odd: all.filter((event) => !asRecord(event)),
  }
}

/** Events as records of their own, or rows that hold them. */
export function recognizing(isEvent: (record: unknown) => boolean): ForeignFormat['recognize'] {
  return (record) => {
    if (isEvent(record)) return 'event'
    return eventsIn(record)?.some(isEvent) ? 'trajectory' : undefined
  }
}

/** The trajectory of events that have been told; the row says what it is about. */
export function conclude(telling: Telling, row: Json, model: string | undefined): ForeignTrajectory {
  const about = asRecord(row.instance) ?? row
  const instance = asText(row.instance_id) ?? asText(about.instance_id) ?? null
  const named = readInstance(instance)
  const repository = asText(about.repo) ?? named.repository
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
