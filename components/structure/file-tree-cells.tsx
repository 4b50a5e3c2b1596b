import { TriangleAlert } from 'lucide-react'
import { LanguageDot } from '@/components/repository/languages-bar'
import { classNames } from '@/components/ui/class-names'
import { formatBytes, formatCount, formatPercent, formatUnit } from '@/components/ui/number-format'
import type { FileRole, FileRow } from '@/lib/repository/repository'
import type { TreeRow } from './tree-rows'

const shortRoles: Record<FileRole, string | undefined> = {
  source: undefined,
  test: 'test',
  generated: 'gen',
  vendored: 'vend',
  documentation: 'doc',
  configuration: 'conf',
  data: 'data',
  binary: 'bin',
}

/** What stands in a line of the tree: name, flags, and a bar for its share of the folder. */
function FileTreeCells({ row }: { row: TreeRow<FileRow> }) {
  const file = row.kind === 'file' ? row.file : undefined
  const role = file && (file.isTest && file.role === 'source' ? 'test' : file.role)
  return (
    <>
      {file && <LanguageDot language={file.language} />}
      <span
        className={classNames(
          'min-w-0 truncate font-mono text-code',
          row.kind === 'folder' && 'font-medium',
          file && !file.isIncluded && 'text-neutral-10 line-through decoration-neutral-8',
        )}
      >
        {row.label}
      </span>
      {file && file.parseErrors > 0 && (
        <TriangleAlert
          className="size-3.5 shrink-0 text-return"
          aria-label={`${formatUnit(file.parseErrors, 'stretch', 'stretches')} could not be parsed`}
        />
      )}
      {role && shortRoles[role] && (
        <span title={role} className="shrink-0 text-small text-neutral-10">
          {shortRoles[role]}
        </span>
      )}
      {file && !file.isIncluded && (
        <span title={file.whyNot ?? undefined} className="shrink-0 text-small text-neutral-10">
          left out
        </span>
      )}
      <span
        className="ml-auto flex shrink-0 items-center gap-1.5 text-small text-neutral-10 tabular-nums"
        title={`${formatBytes(row.bytes)}, ${formatPercent(row.share)} of its folder`}
      >
        {row.kind === 'folder' && formatCount(row.files)}
        <span aria-hidden className="flex h-1.5 w-10 justify-start overflow-hidden rounded-full bg-neutral-4">
          <span className="rounded-full bg-neutral-8" style={{ width: `${Math.max(2, row.share * 100)}%` }} />
        </span>
      </span>
    </>
  )
}

export const fileCells = (row: TreeRow<FileRow>) => <FileTreeCells row={row} />
