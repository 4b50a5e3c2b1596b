/** What one import of trajectories may take. Beyond any of these a row, or the file, is refused with a sentence. */
export const foreignLimits = {
  /** One line of JSONL. */
  lineBytes: 32 * 2 ** 20,
  /** A file that is one JSON document; it is in memory as a whole. */
  documentBytes: 128 * 2 ** 20,
  /** A row group of a Parquet file, unpacked; it is in memory as a whole. */
  groupBytes: 512 * 2 ** 20,
  /** All lines of one session. */
  sessionBytes: 256 * 2 ** 20,
  rows: 1_000_000,
  steps: 50_000,
  /** Records that are looked at before it is given up to recognise a format. */
  guesses: 50,
} as const

const suffix = /\.(?:jsonl|ndjson|json|traj|parquet)(?:\.(?:gz|zst))?$/i

export const acceptedFiles = 'Give a .jsonl, .json, .traj or .parquet file, or one of the first three as .gz or .zst.'

/** What the file dialog of a browser offers. */
export const foreignSuffixes = ['.jsonl', '.ndjson', '.json', '.traj', '.parquet', '.gz', '.zst']

/** Whether a file may hold trajectories by its name; its content has the last word. */
export function isForeignName(name: string): boolean {
  return suffix.test(name) && withoutForeignSuffix(name) !== ''
}

/** `run-7` for `run-7.jsonl.gz`. */
export function withoutForeignSuffix(name: string): string {
  return name.replace(suffix, '')
}
