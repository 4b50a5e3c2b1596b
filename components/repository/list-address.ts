import { z } from 'zod'

const mostPages = 40

/** What the address of a list says: the words searched for, after which row it begins, and how many pages are shown. */
function addressFrom<Cursor extends string | number>(from: z.ZodType<Cursor>) {
  return z.object({
    q: z.string().max(200).optional().catch(undefined),
    from: from.optional().catch(undefined),
    pages: z.coerce.number().int().min(1).max(mostPages).default(1).catch(1),
  })
}

const aNumber = z.string().regex(/^\d{1,9}$/)

/** By how the rows of a list are told apart: a list begins at its beginning where its address names a row in another way. */
export const listAddress = {
  byId: addressFrom(z.uuid()),
  byNumber: addressFrom(aNumber.transform(Number)),
  /** The id, and the moment that the list is ordered by. */
  byMoment: addressFrom<string>(z.templateLiteral([z.uuid(), '.', z.iso.datetime()])),
}

type ListAddress<Cursor> = { from?: Cursor; pages: number }

/** The same list with one page more; when there are many of them, the page after them. Nothing when `next` is null. */
export function morePages<Cursor extends string | number>(
  path: string,
  address: ListAddress<Cursor> & Record<string, unknown>,
  next: Cursor | null,
): string | undefined {
  if (next === null) return undefined
  const further = address.pages < mostPages ? { pages: address.pages + 1 } : { pages: undefined, from: next }
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...address, ...further }))
    if (value !== undefined && value !== null) params.set(name, String(value))
  return `${path}?${params}`
}

/** Reads the pages that are shown, each from where the one before ended. */
export async function readPages<Row, Cursor extends string | number>(
  { pages, from }: ListAddress<Cursor>,
  read: (cursor: Cursor | undefined) => Promise<{ rows: Row[]; next: Cursor | null }>,
): Promise<{ rows: Row[]; next: Cursor | null }> {
  const rows: Row[] = []
  let next: Cursor | null = from ?? null
  for (let page = 0; page < pages && (page === 0 || next !== null); page++) {
    const found = await read(next ?? undefined)
    rows.push(...found.rows)
    next = found.next
  }
  return { rows, next }
}
