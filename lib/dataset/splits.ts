import { createHash } from 'node:crypto'
import type { ExportSettings } from './formats/settings'

/** A repository as the split sees it. `similar` are repositories that are nearly the same. */
export type SplitRepository = { id: string; name: string; url: string; similar: readonly string[] }

type Settings = ExportSettings['splits']

/**
 * The split of every repository, by its id. A repository goes where the oldest one goes that it is nearly the same as; that
 * one goes where a list says, or its hash under the seed. Ids are in the order of time, so a repository that is added
 * moves none that was there, and with the same seed and ratios everything stays where it was.
 */
export function assignSplits(
  repositories: readonly SplitRepository[],
  { seed, ratios, fixed }: Settings,
): Map<string, string> {
  const ordered = [...repositories].sort((a, b) => (a.id < b.id ? -1 : 1))
  const byId = new Map(ordered.map((repository) => [repository.id, repository]))
  const anchors = new Map<string, SplitRepository>()
  const splits = new Map<string, string>()
  for (const repository of ordered) {
    // Only older ones: by then they have their own anchor.
    const older = repository.similar.filter((id) => byId.has(id) && id < repository.id).sort()[0]
    const anchor = (older && anchors.get(older)) || repository
    anchors.set(repository.id, anchor)
    splits.set(
      repository.id,
      listedSplit(repository, fixed) ?? listedSplit(anchor, fixed) ?? hashedSplit(anchor, seed, ratios),
    )
  }
  return splits
}

function listedSplit({ name, url }: SplitRepository, fixed: Settings['fixed']): string | undefined {
  return Object.keys(fixed).find((split) => fixed[split]?.some((listed) => listed === name || listed === url))
}

/** A number in [0, 1) of the seed and the address, and the split whose share of that range it falls into. */
function hashedSplit({ url }: SplitRepository, seed: string, ratios: Settings['ratios']): string {
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

/** Repositories that are nearly the same and yet in different splits: the one that came later bridges two older ones. */
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
