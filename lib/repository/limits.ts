/** What one import may take. Beyond any of these it is refused with a sentence and leaves nothing behind. */
export const limits = {
  files: 200_000,
  /** Files above this are recorded and left out. */
  fileBytes: 1 << 20,
  /** All included text together: it is held in memory while it is parsed. */
  includedBytes: 256 * 2 ** 20,
  /** What a clone may take on disk. */
  cloneBytes: 2 * 2 ** 30,
  /** An archive as it is sent. */
  archiveBytes: 512 * 2 ** 20,
  /** An archive as it would be unpacked. */
  unpackedBytes: 4 * 2 ** 30,
  /** How many times larger than itself an archive may become, once it has become `ratioFromBytes` large. */
  unpackedRatio: 200,
  ratioFromBytes: 64 * 2 ** 20,
  /** Commits of history. */
  depth: 1000,
  /** Changes of a history that are kept, and how much of their contents. */
  historyChanges: 200_000,
  historyBytes: 128 * 2 ** 20,
  importMs: 15 * 60_000,
  /** Repositories in one list, and how many of them are imported at once. */
  batchItems: 100_000,
  batchAtOnce: 4,
  /** Archives of one person that are on their way, or wait to be imported. */
  waitingUploads: 20,
  /** How long an upload may lie around without an import that asks for it. */
  uploadMs: 60 * 60_000,
} as const

/** `largest binary unit`, as people write it: 2 GiB, 1 MiB. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB']
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power]}`
}
