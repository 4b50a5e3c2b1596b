const prefix = 'foreign:'

/**
 * What a repository is told apart by that holds trajectories of other agents and no files; the same name under another
 * licence is another repository.
 */
export function foreignAddress(name: string, licence: string | null): string {
  return `${prefix}${encodeURIComponent(name)}${licence === null ? '' : `?licence=${encodeURIComponent(licence)}`}`
}

export function isForeignAddress(url: string): boolean {
  return url.startsWith(prefix)
}
