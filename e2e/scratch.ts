import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A new folder that is gone when this process is. */
export function makeScratch(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'retrace-e2e-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
