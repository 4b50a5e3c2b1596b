import { findComponents } from './cycles'
import type { Neighbours } from './neighbours'

/**
 * How far each node stands from those that nobody uses: the longest way, with cycles condensed, so that all nodes of a
 * cycle share a layer and every other arrow leads to a higher one. O(n + m).
 */
export function layersOf(uses: Neighbours): Int32Array {
  const components = findComponents(uses)
  const home = new Int32Array(uses.length)
  for (const [component, nodes] of components.entries()) for (const node of nodes) home[node] = component
  const depth = new Int32Array(components.length)
  // Components come before those that use them, so the reverse visits every user before what it uses.
  for (let component = components.length - 1; component >= 0; component--) {
    for (const node of components[component] ?? []) {
      for (const used of uses[node] ?? []) {
        const target = home[used] ?? 0
        if (target !== component) depth[target] = Math.max(depth[target] ?? 0, (depth[component] ?? 0) + 1)
      }
    }
  }
  return Int32Array.from(home, (component) => depth[component] ?? 0)
}
