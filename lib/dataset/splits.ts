import { createHash } from 'node:crypto'
import type { ExportSettings } from './formats/settings'

type Named = { name: string; url: string }

/**
 * A repository as the split sees it. `similar` are those of the others that are nearly the same; it goes where its anchor
 * goes, which is itself where none is named.
 */
export type SplitRepository = Named & { id: string; similar: readonly string[]; anchor?: Named }

type Settings = ExportSettings['splits']

/**
 * The split of every repository, by its id: where a list says, else where it says of the anchor, else by the hash of the
 * anchor under the seed. Nothing depends on which other repositories are there, so with the same seed and ratios
 * everything stays where it was.
 */
export function assignSplits(
  repositories: readonly SplitRepository[],
  { seed, ratios, fixed }: Settings,
): Map<string, string> {
  return new Map(
    repositories.map((repository) => {
      const { id, anchor = repository } = repository
      return [id, listedSplit(repository, fixed) ?? listedSplit(anchor, fixed) ?? hashedSplit(anchor, seed, ratios)]
    }),
  )
}

/** The split that everything goes to; undefined where there are several. */
export function onlySplit({ ratios, fixed }: Settings): string | undefined {
  const names = Object.keys(ratios).filter((name) => (ratios[name] ?? 0) > 0)
  return names.length <= 1 && Object.keys(fixed).length === 0 ? (names[0] ?? 'train') : undefined
}

/**
 * Of each repository the anchor: its elder, the elder of that one, and so on to the last. `findElders` gives, for those
 * that have one, the repository that was there before and that they were nearly the same as when they came. What comes
 * later is nobody's elder who was there, so an anchor stays what it is whatever is imported, approved or held.
 */
export async function findAnchors(
  ids: readonly string[],
  findElders: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
): Promise<Map<string, string>> {
  const elders = new Map<string, string>()
  const asked = new Set(ids)
  for (let wanted = [...asked]; wanted.length > 0; ) {
    const found = await findElders(wanted)
    for (const [id, elder] of found) elders.set(id, elder)
    wanted = [...new Set(found.values())].filter((id) => !asked.has(id))
    for (const id of wanted) asked.add(id)
  }
  return new Map(ids.map((id) => [id, lastElder(id, elders)]))
}

function lastElder(id: string, elders: ReadonlyMap<string, string>): string {
  let last = id
  for (let elder = elders.get(id); elder !== undefined; elder = elders.get(elder)) last = elder
  return last
}

function listedSplit({ name, url }: Named, fixed: Settings['fixed']): string | undefined {
  return Object.keys(fixed).find((split) => fixed[split]?.some((listed) => listed === name || listed === url))
}

/** A number in [0, 1) of the seed and the address, and the split whose share of that range it falls into. */
function hashedSplit({ url }: Named, seed: string, ratios: Settings['ratios']): string {
  const shares = Object.entries(ratios).filter(([, share]) => share > 0)
  const total = shares.reduce((sum, [, share]) => sum + share, 0)
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, url]))
    .digest()
  let left = (hash.readUIntBE(0, 6) / 2 ** 48) * total
  for (const [split, share] of shares) {
    if (left < share) return split
    left -= share
  }
  return shares.at(-1)?.[0] ?? 'train'
}

/**
 * Repositories that are nearly the same and yet in different splits: one that came later bridges two older ones, or one
 * of them has become like the other since it came.
 */
export function findLeaks(
  repositories: readonly SplitRepository[],
  splits: ReadonlyMap<string, string>,
): { repository: string; other: string }[] {
  return repositories.flatMap(({ id, similar }) =>
    similar
      .filter((other) => id < other && splits.has(other) && splits.get(other) !== splits.get(id))
      .map((other) => ({ repository: id, other })),
  )
}
