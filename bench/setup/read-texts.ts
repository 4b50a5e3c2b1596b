import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type TextFile = { path: string; text: string; isTest: boolean }

/** The files of a folder whose path is wanted, with their text, by path. */
export function readTexts(folder: string, isWanted: (path: string) => boolean): TextFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => isWanted(file) && !file.includes('node_modules/'))
    .sort()
    .map((file) => ({ path: file, text: readFileSync(path.join(folder, file), 'utf8'), isTest: false }))
}
