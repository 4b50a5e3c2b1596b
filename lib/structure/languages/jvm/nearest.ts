import type { Place } from './jvm-index'

/**
 * Of several files that declare one name those that the file `from` is most likely compiled with: main sources for main
 * sources; the same source root, the same module, the same folder of modules; its own platform or the common one, where
 * one module has sources for several. Several remain for overloads, and for variants that no file is nearer to.
 */
export function nearest(places: readonly Place[], from: Place): readonly Place[] {
  if (places.length < 2) return places
  const ranked = places.map((place) => ({ place, rank: rankOf(place, from) }))
  const best = Math.max(...ranked.map(({ rank }) => rank))
  return ranked.filter(({ rank }) => rank === best).map(({ place }) => place)
}

function rankOf({ root, isTest, platform }: Place, from: Place): number {
  let shared = 0
  while (shared < root.length && root[shared] === from.root[shared]) shared += 1
  const isSeen = !isTest || from.isTest ? 1_000 : 0
  return isSeen + shared * 10 + platformRank(platform, from.platform) - (isTest ? 1 : 0)
}

/** Its own platform, then what is common to all, then the JVM, which is where modules for one platform mostly run. */
function platformRank(platform: string | undefined, from: string | undefined): number {
  if (platform !== undefined && platform === from) return 6
  if (platform === 'common') return 4
  if (platform === undefined) return 3
  return platform === 'jvm' && from === undefined ? 2 : 0
}
