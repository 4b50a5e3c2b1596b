import { z } from 'zod'

const mostPages = 40

/** What the address of a list says: the words searched for, and how many pages of it are shown. */
export const ListAddress = z.object({
  q: z.string().max(200).optional().catch(undefined),
  pages: z.coerce.number().int().min(1).max(mostPages).default(1).catch(1),
})
export type ListAddress = z.infer<typeof ListAddress>

/** The same list with one page more. */
export function morePages(path: string, address: ListAddress & Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...address, pages: address.pages + 1 }))
    if (value !== undefined && value !== null) params.set(name, String(value))
  return `${path}?${params}`
}

/** Reads the first pages of a list, each from where the one before ended. */
export async function readPages<Row>(
  pages: number,
  read: (cursor: string | undefined) => Promise<{ rows: Row[]; next: string | null }>,
): Promise<{ rows: Row[]; next: string | null }> {
  const rows: Row[] = []
  let next: string | null = null
  for (let page = 0; page < pages && (page === 0 || next); page++) {
    const found = await read(next ?? undefined)
    rows.push(...found.rows)
    next = found.next
  }
  return { rows, next }
}
