import { z } from 'zod'

const mostPages = 40

/** What the address of a list says: the words searched for, after which row (its id or number) it begins, and how many pages are shown. */
export const ListAddress = z.object({
  q: z.string().max(200).optional().catch(undefined),
  from: z
    .string()
    .regex(/^(?:\d{1,9}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i)
    .optional()
    .catch(undefined),
  pages: z.coerce.number().int().min(1).max(mostPages).default(1).catch(1),
})
export type ListAddress = z.infer<typeof ListAddress>

/** The same list with one page more; when there are many of them, the page after them. Nothing when `next` is null. */
export function morePages(
  path: string,
  address: ListAddress & Record<string, unknown>,
  next: string | null,
): string | undefined {
  if (next === null) return undefined
  const further = address.pages < mostPages ? { pages: address.pages + 1 } : { pages: undefined, from: next }
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...address, ...further }))
    if (value !== undefined && value !== null) params.set(name, String(value))
  return `${path}?${params}`
}

/** Reads the pages that are shown, each from where the one before ended. */
export async function readPages<Row>(
  { pages, from }: ListAddress,
  read: (cursor: string | undefined) => Promise<{ rows: Row[]; next: string | null }>,
): Promise<{ rows: Row[]; next: string | null }> {
  const rows: Row[] = []
  let next = from ?? null
  for (let page = 0; page < pages && (page === 0 || next !== null); page++) {
    const found = await read(next ?? undefined)
    rows.push(...found.rows)
    next = found.next
  }
  return { rows, next }
}
