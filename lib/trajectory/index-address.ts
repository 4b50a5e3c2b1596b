/** Where the index of a trajectory's steps is read: at a revision, or at its newest one. */
export function indexAddress(id: string, revision?: number): string {
  return `/api/v1/trajectories/${id}/index${revision ? `?revision=${revision}` : ''}`
}
