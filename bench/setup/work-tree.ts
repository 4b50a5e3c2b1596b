import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type TextFile = { path: string; text: string; isTest: boolean }

/** Writes the newest commit of a repository, bare or not, into a folder. */
export function writeTree(repository: string, folder: string): void {
  const command = 'mkdir -p "$2" && git -C "$1" archive HEAD | tar x -C "$2"'
  const { status } = spawnSync('bash', ['-c', `set -o pipefail; ${command}`, 'bash', repository, folder])
  if (status !== 0) throw new Error(`${repository} could not be written to a folder.`)
}

/** The files of a folder whose path is wanted, with their text, by path. */
export function readTexts(folder: string, isWanted: (path: string) => boolean): TextFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => isWanted(file) && !file.includes('node_modules/'))
    .sort()
    .map((file) => ({ path: file, text: readFileSync(path.join(folder, file), 'utf8'), isTest: false }))
}

/** The folder's name, or its parent's where the folder is called as all are. */
export function nameOf(repository: string): string {
  const [parent = '', folder = ''] = path.resolve(repository).split('/').slice(-2)
  return /^(?:\.git|repo)$/.test(folder) ? parent : folder
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}
