import { FileText } from 'lucide-react'
import { LanguageDot } from '@/components/repository/languages-bar'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { formatBytes } from '@/components/ui/number-format'
import { PathText } from '@/components/ui/path-text'
import { Skeleton } from '@/components/ui/skeleton'
import type { FileRow } from '@/lib/repository/repository'
import { leftOutWords } from './left-out-words'
import { Panel, PanelNote } from './panel'

export type LeftOutPanelProps = {
  files: readonly FileRow[] | undefined
  path: string
  onOpenFile: (path: string) => void
  onClose: () => void
}

/** A file that has no place in the graph: why, and nothing that only files of the graph have. */
export function LeftOutPanel({ files, path, onOpenFile, onClose }: LeftOutPanelProps) {
  const file = files?.find((each) => each.path === path)
  const words = leftOutWords(files, path)
  return (
    <Panel
      label={`About ${path}`}
      title={
        <>
          <LanguageDot language={file?.language ?? null} />
          <PathText path={path} className="grow" />
        </>
      }
      notes={
        file && (
          <>
            <span>{formatBytes(file.bytes)}</span>
            {file.role !== 'source' && <Badge>{file.role}</Badge>}
          </>
        )
      }
      actions={
        file && (
          <Button onClick={() => onOpenFile(path)}>
            <FileText aria-hidden /> Open
          </Button>
        )
      }
      onClose={onClose}
    >
      {words ? <PanelNote>{words}</PanelNote> : <Skeleton className="m-3 h-4" />}
    </Panel>
  )
}
