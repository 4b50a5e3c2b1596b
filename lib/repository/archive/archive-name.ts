const suffix = /\.(?:zip|tar|tgz|tar\.gz|tar\.zst|tzst)$/i

export const acceptedArchives = 'Give a .zip, .tar, .tar.gz or .tar.zst archive.'

/** What the file dialog of a browser offers. */
export const archiveSuffixes = ['.zip', '.tar', '.tgz', '.tar.gz', '.tar.zst', '.tzst', '.gz', '.zst']

/** Whether a file is an archive by its name; its content has the last word (`openArchive`). */
export function isArchiveName(name: string): boolean {
  return suffix.test(name) && withoutArchiveSuffix(name) !== ''
}

/** `p-queue` for `p-queue.tar.gz`. */
export function withoutArchiveSuffix(name: string): string {
  return name.replace(suffix, '')
}
