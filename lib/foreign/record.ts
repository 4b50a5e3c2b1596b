/** A record of a file, by its place from 1, or why it cannot be read. */
export type FileRecord = { number: number; bytes: number } & ({ value: unknown } | { problem: string })

export type Records = {
  /** What `number` counts. */
  unit: 'line' | 'row'
  /** How many there are, where the file says so. */
  total: number | undefined
  read(): AsyncGenerator<FileRecord>
}
