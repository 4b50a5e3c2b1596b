import { asList, asRecord, type Json } from '@/lib/foreign/json'

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
