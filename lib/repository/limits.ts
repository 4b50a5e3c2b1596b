/** What one import may take. Beyond any of these it is refused with a sentence and leaves nothing behind. */
export const limits = {
  files: 50_000,
  /** Files above this are recorded and left out. */
  fileBytes: 1 << 20,
  /** All included text together: it is held in memory while it is parsed. */
  includedBytes: 256 * 2 ** 20,
  /** What a clone may take on disk. */
  cloneBytes: 2 * 2 ** 30,
  importMs: 15 * 60_000,
} as const

/** `largest binary unit`, as people write it: 2 GiB, 1 MiB. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB']
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power]}`
}
