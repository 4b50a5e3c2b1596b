import { spawnSync } from 'node:child_process'
import path from 'node:path'

/** Writes the newest commit of a repository, bare or not, into a folder. */
export function writeTree(repository: string, folder: string): void {
  const command = 'mkdir -p "$2" && git -C "$1" archive HEAD | tar x -C "$2"'
  const { status } = spawnSync('bash', ['-c', `set -o pipefail; ${command}`, 'bash', repository, folder])
  if (status !== 0) throw new Error(`${repository} could not be written to a folder.`)
}

/** The folder's name, or its parent's where the folder is called as all are. */
export function nameOf(repository: string): string {
  const [parent = '', folder = ''] = path.resolve(repository).split('/').slice(-2)
  return /^(?:\.git|repo)$/.test(folder) ? parent : folder
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
