import { type FirstScene, firstScene } from '@/components/structure/first-picture'
import { readView } from '@/components/structure/graph-view'
import { pageActor } from '@/lib/auth/session'
import { getGraph } from '@/lib/repository/get-graph'

const mostKept = 50
const kept = new Map<string, FirstScene | undefined>()

/** The first picture of a snapshot's graph at an address. A snapshot never changes, so the newest ones are kept. */
export async function loadFirstScene(of: {
  repositoryId: string
  snapshotId: string
  address: string
}): Promise<FirstScene | undefined> {
  const { repositoryId, snapshotId, address } = of
  const actor = await pageActor(`/repositories/${repositoryId}`)
  const key = `${snapshotId}?${address}`
  const known = kept.get(key)
  if (known) return known
  const scene = firstScene(await getGraph(actor, { id: snapshotId }), readView(new URLSearchParams(address)))
  kept.set(key, scene)
  if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '')
  return scene
}
