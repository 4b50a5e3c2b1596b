import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export type TextFile = { path: string; text: string; isTest: boolean }

/** The files of a folder whose path is wanted, with their text, by path. */
export function readTexts(folder: string, isWanted: (path: string) => boolean): TextFile[] {
  return listFiles(folder, '')
    .filter(isWanted)
    .sort()
    .map((file) => ({ path: file, text: readFileSync(path.join(folder, file), 'utf8'), isTest: false }))
}

/** Node's own recursion takes several times as long, and goes into installed packages. */
function listFiles(folder: string, within: string): string[] {
  return readdirSync(path.join(folder, within), { withFileTypes: true }).flatMap((entry) => {
    const name = within + entry.name
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : listFiles(folder, `${name}/`)
    return entry.isFile() ? [name] : []
  })
}
