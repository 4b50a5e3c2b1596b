import { Button } from '@/components/ui/button'
import { formatUnit } from '@/components/ui/number-format'
import { BusyPill, StatusPill } from './status-pill'
import { deadlineMs, type LayoutProgress } from './use-layout'

/** Says that a picture is on its way when it takes its time, and what is seen instead when someone cancels it. */
export function LayoutStatus({ layout, boxes }: { layout: LayoutProgress; boxes: number }) {
  if (layout.kind === 'busy')
    return (
      <BusyPill
        label={`Laying out ${formatUnit(boxes, 'box', 'boxes')}`}
        done={layout.done}
        beganAtMs={layout.beganAtMs}
        deadlineMs={layout.beganAtMs === undefined ? undefined : deadlineMs}
        onCancel={layout.cancel}
      />
    )
  if (layout.kind !== 'canceled') return null
  return (
    <StatusPill>
      <span className="truncate">Canceled: this is the picture from before.</span>
      <Button tone="quiet" className="h-6! shrink-0" onClick={layout.retry}>
        Lay out again
      </Button>
    </StatusPill>
  )
}
