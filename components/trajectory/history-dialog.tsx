import { AuditList } from '@/components/activity/audit-list'
import { Dialog } from '@/components/ui/dialog'
import { RelativeTime } from '@/components/ui/relative-time'
import type { RevisionView } from '@/lib/trajectory/view'

export type HistoryDialogProps = { id: string; revisions: readonly RevisionView[]; onClose: () => void }

const judged = { approve: 'approved', reject: 'rejected', return: 'returned' } as const

/** All that was done to a trajectory: its revisions with the verdicts on them, and the audit trail of it. */
export function HistoryDialog({ id, revisions, onClose }: HistoryDialogProps) {
  const newestFirst = revisions.toSorted((one, other) => other.number - one.number)
  return (
    <Dialog isOpen size="wide" title="History of this trajectory" onOpenChange={(isOpen) => !isOpen && onClose()}>
      <div className="grid gap-4">
        <section aria-label="Revisions">
          <h3 className="pb-1 font-medium">Revisions and verdicts</h3>
          <ol className="max-h-60 overflow-y-auto rounded border">
            {newestFirst.map(({ number, reason, by, createdAt, verdict }) => (
              <li key={number} className="px-3 py-1.5 not-last:border-b">
                <p>
                  <span className="font-medium">Revision {number}</span> · {reason} By {by},{' '}
                  <RelativeTime iso={createdAt} />
                </p>
                {verdict && (
                  <p className="text-neutral-11">
                    {verdict.by} {judged[verdict.judgement]} it, <RelativeTime iso={verdict.createdAt} />
                    {verdict.reason && `: ${verdict.reason}`}
                  </p>
                )}
              </li>
            ))}
          </ol>
        </section>
        <section aria-label="Audit" className="flex max-h-80 min-h-0 flex-col">
          <h3 className="pb-1 font-medium">What was done</h3>
          <div className="flex min-h-0 grow flex-col overflow-hidden rounded border">
            <AuditList filter={{ subjectId: id }} />
          </div>
        </section>
      </div>
    </Dialog>
  )
}
