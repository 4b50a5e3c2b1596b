import type { Db } from '@/lib/db/client'
import { isLicenceFile } from '@/lib/repository/classify/licence'
import type { Duplicates, FileTwin, RepositoryTwin } from '@/lib/repository/repository'
import { estimateJaccard } from '@/lib/structure/minhash'
import {
  listCandidates,
  listContents,
  listOccurrences,
  listShared,
  listSimilarSnapshots,
  loadSignatures,
  mostOccurrences,
  type Occurrence,
  type SnapshotContent,
} from './store-duplicates'

/** From this Jaccard index on contents are called nearly the same. */
export const leastSimilarity = 0.7
/** A file with less in it is nobody's in particular. */
const leastBytes = 64
/** Repositories are told from this share of the text, or this likeness of all of it, on. */
const leastRatio = 0.1
const leastJaccard = 0.3
const mostRepositories = 10

/** A content, with one that is like it: itself, with the similarity 1, or another. */
type Likeness = { other: string; similarity: number }

/**
 * What the included files of a snapshot have in common with other repositories. Licence texts and all but empty files do
 * not count. A handful of set-based queries; how many candidates are looked at is bounded for each file.
 */
export async function findDuplicates(
  db: Db,
  { id, repositoryId }: { id: string; repositoryId: string },
): Promise<Duplicates> {
  const all = await listContents(db, id)
  const contents = all.filter(({ path, bytes }) => bytes >= leastBytes && !isLicenceFile(path))
  const likenesses = await findLikenesses(db, [...new Set(contents.map(({ hash }) => hash))])
  const others = [...new Set([...likenesses.values()].flat().map(({ other }) => other))]
  const occurrences = await listOccurrences(db, repositoryId, others)
  const byHash = Map.groupBy(occurrences, ({ hash }) => hash)
  const similar = await findSimilarRepositories(db, id)
  const names = new Map([...similar, ...occurrences].map((place) => [place.repositoryId, place.name]))
  const nominated = nominate(
    contents,
    likenesses,
    byHash,
    [...similar].map(({ repositoryId: other }) => other),
  )
  const holders = await findHolders(db, byHash, nominated)
  const totalBytes = all.reduce((sum, { bytes }) => sum + bytes, 0)
  const repositories = nominated.map((other): RepositoryTwin => {
    const { same, near } = sharedBytes(contents, likenesses, (hash) => holders.get(hash)?.has(other) ?? false)
    const jaccard = similar.find((each) => each.repositoryId === other)?.jaccard ?? null
    const name = names.get(other) ?? ''
    return { repositoryId: other, name, sameRatio: same / totalBytes, nearRatio: near / totalBytes, jaccard }
  })
  return {
    repositories: repositories
      .filter((twin) => likenessOf(twin) >= leastRatio || (twin.jaccard ?? 0) >= leastJaccard)
      .sort((a, b) => likenessOf(b) - likenessOf(a) || (b.jaccard ?? 0) - (a.jaccard ?? 0)),
    files: contents.flatMap((content) => findTwin(content, likenesses, byHash) ?? []),
  }
}

const likenessOf = ({ sameRatio, nearRatio }: RepositoryTwin) => sameRatio + nearRatio

/** For each content itself, then what is nearly the same, the likest first. */
async function findLikenesses(db: Db, hashes: readonly string[]): Promise<Map<string, Likeness[]>> {
  const pairs = await listCandidates(db, hashes)
  const signatures = await loadSignatures(db, [...new Set(pairs.flatMap(({ hash, other }) => [hash, other]))])
  const likenesses = new Map(hashes.map((hash): [string, Likeness[]] => [hash, [{ other: hash, similarity: 1 }]]))
  for (const { hash, other } of pairs) {
    const [a, b] = [signatures.get(hash), signatures.get(other)]
    // Equal sketches are not yet equal contents.
    const similarity = a && b ? Math.min(0.99, estimateJaccard(a, b)) : 0
    if (similarity >= leastSimilarity) likenesses.get(hash)?.push({ other, similarity })
  }
  for (const list of likenesses.values()) list.sort((a, b) => b.similarity - a.similarity)
  return likenesses
}

async function findSimilarRepositories(db: Db, snapshotId: string) {
  const [own, ...others] = await listSimilarSnapshots(db, snapshotId)
  if (own?.snapshotId !== snapshotId) return []
  const rated = others.map((other) => ({ ...other, jaccard: estimateJaccard(own.signature, other.signature) }))
  const best = rated.filter(({ jaccard }) => jaccard >= leastJaccard).sort((a, b) => b.jaccard - a.jaccard)
  return best.filter(({ repositoryId }, at) => best.findIndex((each) => each.repositoryId === repositoryId) === at)
}

/** The repositories that hold the most of the text, as far as the listed places tell. */
function nominate(
  contents: readonly SnapshotContent[],
  likenesses: Map<string, Likeness[]>,
  byHash: Map<string, Occurrence[]>,
  similar: readonly string[],
): string[] {
  const bytesIn = new Map(similar.map((id): [string, number] => [id, 1]))
  for (const { hash, bytes } of contents) {
    const places = (likenesses.get(hash) ?? []).flatMap(({ other }) => byHash.get(other) ?? [])
    for (const id of new Set(places.map(({ repositoryId }) => repositoryId)))
      bytesIn.set(id, (bytesIn.get(id) ?? 0) + bytes)
  }
  return [...bytesIn]
    .sort((a, b) => b[1] - a[1])
    .slice(0, mostRepositories)
    .map(([id]) => id)
}

/** Which of the repositories hold a content; asked again for those with more places than were listed. */
async function findHolders(
  db: Db,
  byHash: Map<string, Occurrence[]>,
  repositories: readonly string[],
): Promise<Map<string, Set<string>>> {
  const cut = [...byHash].filter(([, places]) => places.length === mostOccurrences).map(([hash]) => hash)
  const shared = cut.length > 0 ? await listShared(db, repositories, cut) : []
  const holders = new Map<string, Set<string>>()
  for (const { hash, repositoryId } of [...[...byHash.values()].flat(), ...shared])
    holders.set(hash, (holders.get(hash) ?? new Set()).add(repositoryId))
  return holders
}

function sharedBytes(
  contents: readonly SnapshotContent[],
  likenesses: Map<string, Likeness[]>,
  isThere: (hash: string) => boolean,
): { same: number; near: number } {
  let [same, near] = [0, 0]
  for (const { hash, bytes } of contents) {
    const similarity = likenesses.get(hash)?.find(({ other }) => isThere(other))?.similarity ?? 0
    if (similarity === 1) same += bytes
    else if (similarity > 0) near += bytes
  }
  return { same, near }
}

/** The likest there is, and of these one with the same path if possible. */
function findTwin(
  { path, hash }: SnapshotContent,
  likenesses: Map<string, Likeness[]>,
  byHash: Map<string, Occurrence[]>,
): FileTwin | undefined {
  const likest = likenesses.get(hash)?.find(({ other }) => byHash.has(other))
  const places = byHash.get(likest?.other ?? '') ?? []
  const place = places.find((each) => each.path === path) ?? places[0]
  if (!likest || !place) return undefined
  const { repositoryId, name, snapshotId, path: otherPath } = place
  return { path, similarity: likest.similarity, other: { repositoryId, name, snapshotId, path: otherPath } }
}
