import { type FirstScene, firstScene } from '@/components/structure/first-picture'
import { type GraphView, writeView } from '@/components/structure/graph-view'
import { pageActor } from '@/lib/auth/session'
import { getGraph } from '@/lib/repository/get-graph'

const mostKept = 50
const kept = new Map<string, FirstScene | undefined>()

/** The first picture of a view of a snapshot's graph. A snapshot never changes, so the newest ones are kept. */
export async function loadFirstScene(of: {
  repositoryId: string
  snapshotId: string
  view: GraphView
}): Promise<FirstScene | undefined> {
  const { repositoryId, snapshotId, view } = of
  const actor = await pageActor(`/repositories/${repositoryId}`)
  // From wherever one looks at it, it is the same scene.
  const key = `${snapshotId}?${writeView({ ...view, at: null })}`
  const known = kept.get(key)
  if (known) return known
  const scene = firstScene(await getGraph(actor, { id: snapshotId }), view)
  kept.set(key, scene)
  if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '')
  return scene
}
