import path from 'node:path'
import { env } from '@/lib/env'

/** Where the files of a release are, once it is complete. */
export function releaseFolder(releaseId: string): string {
  return path.join(/* turbopackIgnore: true */ env().RETRACE_HOME, 'releases', releaseId)
}

/** Where they are while they are being written. */
export function partialFolder(releaseId: string): string {
  return `${releaseFolder(releaseId)}.partial`
}

/** How far they are written. Beside the folder, so that it holds nothing but the release. */
export function checkpointFile(releaseId: string): string {
  return `${releaseFolder(releaseId)}.checkpoint.json`
}
