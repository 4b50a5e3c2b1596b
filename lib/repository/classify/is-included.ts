import { classifyContent, classifyEntry } from './classify'

/** Whether an import would include a regular file with this content at this path. */
export function isIncluded(path: string, content: Buffer): boolean {
  const entry = { path, mode: '100644', bytes: content.length, address: '' }
  return classifyEntry(entry).whyNot === undefined && classifyContent(path, content).whyNot === undefined
}
