import { z } from 'zod'

/** Where a trajectory stands in an ordered list: by the value that the list is ordered by, then by its id. */
export type Place = { value: string | null; id: string }

const form = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.(.*))?$/s

/** A place as it goes through an address. */
export const PlaceAddress = z.string().max(2000).regex(form, 'This is no place in a list.')

export function writePlace({ id, value }: Place): string {
  return value === null ? id : `${id}.${value}`
}

/** Undefined for none, and for what is no place. */
export function readPlace(text: string | undefined): Place | undefined {
  const [, id, value] = form.exec(text ?? '') ?? []
  return id ? { id, value: value ?? null } : undefined
}
