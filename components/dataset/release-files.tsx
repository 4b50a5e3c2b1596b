'use client'

import { Download } from 'lucide-react'
import { formatBytes, formatUnit } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import type { ReleaseFile } from '@/lib/dataset/release'

const shownLetters = 12

export type ReleaseFilesProps = { releaseId: string; files: readonly ReleaseFile[]; mayDownload: boolean }

/** The files of a release, each to be downloaded by who may, with what their content has to hash to. */
export function ReleaseFiles({ releaseId, files, mayDownload }: ReleaseFilesProps) {
  return (
    <table aria-label="Files" className="w-full table-fixed text-left">
      <tbody>
        {files.map(({ path, rows, bytes, sha256 }) => (
          <tr key={path} className="hover:bg-neutral-3">
            <td className="h-7 pr-4 pl-2">
              {mayDownload ? (
                <a
                  href={`/api/v1/releases/${releaseId}/files/${path.split('/').map(encodeURIComponent).join('/')}`}
                  download
                  className="flex min-w-0 items-center gap-2 rounded-small text-accent-text hover:underline"
                >
                  <Download aria-hidden className="size-4 shrink-0" />
                  <PathText path={path} />
                </a>
              ) : (
                <PathText path={path} />
              )}
            </td>
            <td className="w-26 pr-4 text-right text-neutral-10 tabular-nums">
              {rows !== undefined && formatUnit(rows, 'row')}
            </td>
            <td className="w-24 pr-4 text-right text-neutral-11 tabular-nums">{formatBytes(bytes)}</td>
            <td className="w-44 pr-2 text-neutral-10 max-lg:w-0 max-lg:overflow-hidden max-lg:p-0">
              <span className="font-mono text-small max-lg:sr-only" title={`sha256 ${sha256}`}>
                sha256 {sha256.slice(0, shownLetters)}…
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
