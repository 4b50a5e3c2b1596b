import { useQuery } from '@tanstack/react-query'
import { FormMessage } from '@/components/ui/form-message'
import type { SynthesisSettings } from '@/lib/synthesis/settings'
import { windowPreviewQuery } from './synthesis-queries'
import { windowsWords } from './windows-words'

type Props = { snapshotId: string; settings: Partial<SynthesisSettings> }

/** Says which windows a synthesis with these settings would have. */
export function WindowPreviewLine({ snapshotId, settings }: Props) {
  const preview = useQuery(windowPreviewQuery(snapshotId, settings))
  if (preview.error) return <FormMessage tone="bad">{preview.error.message}</FormMessage>
  return (
    <p role="status" className="min-h-lh">
      {preview.data && windowsWords(preview.data)}
    </p>
  )
}
