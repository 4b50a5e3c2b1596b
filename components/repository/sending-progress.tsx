import { formatBytes } from '@/components/ui/number-format'
import { Progress } from '@/components/ui/progress'

export type Sending = { file: File; sent: number }

/** How much of a file has gone. */
export function SendingProgress({ sending, onCancel }: { sending: Sending; onCancel: () => void }) {
  return (
    <Progress
      label={`Sending ${sending.file.name}`}
      className="w-full text-left"
      done={Math.round((100 * sending.sent) / sending.file.size)}
      total={100}
      unit="%"
      message={sendingWords(sending)}
      onCancel={onCancel}
    />
  )
}

function sendingWords({ file, sent }: Sending): string {
  if (sent === file.size) return `Storing ${file.name}`
  return `${file.name} · ${formatBytes(sent)} of ${formatBytes(file.size)}`
}
