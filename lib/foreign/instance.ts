/** The repository and commit that the name of an instance tells, as data sets of issues spell it; nulls where it tells none. */
export function readInstance(instance: string | null | undefined): {
  repository: string | null
  commit: string | null
} {
  // SWE-smith: `owner__name.1a2b3c4d.kind__hash`; SWE-bench and its like: `owner__name-123`.
  const found = /^([\w.-]+?)__([\w.-]+?)(?:\.([0-9a-f]{8})\.[\w-]+|-\d+)$/.exec(instance ?? '')
  if (!found) return { repository: null, commit: null }
  return { repository: `${found[1]}/${found[2]}`, commit: found[3] ?? null }
}

/** `owner/name` of the address of a repository; the last two parts of any other path. */
export function repositoryOf(address: string): string {
  const path = address.replace(/^(?:https?|ssh|git):\/\/(?:[^@/]*@)?[^/]+\//, '').replace(/^git@[^:]+:/, '')
  return (
    path
      .replace(/\.git\/?$/, '')
      .split('/')
      .filter(Boolean)
      .slice(-2)
      .join('/') || address
  )
}
