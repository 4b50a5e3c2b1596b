import { formatUnit } from '@/components/ui/number-format'
import type { LegendEntry } from './graph-colors'

export type GraphLegendProps = {
  legend: readonly LegendEntry[]
  isScale: boolean
  hasFolders: boolean
  hasTests: boolean
  hasCycle: boolean
  /** Whether something is looked at, so that its arrows have their own colours. */
  hasEmphasis: boolean
  isFlow: boolean
  isMatrix: boolean
  nodes: number
  arrows: number
}

/** What the colours and shapes of the drawing mean; always in sight. */
export function GraphLegend(props: GraphLegendProps) {
  const { legend, isScale, hasFolders, hasTests, hasCycle, hasEmphasis, isFlow, isMatrix, nodes, arrows } = props
  const hasNames = legend.slice(1, -1).some(({ label }) => label !== '')
  return (
    <div className="@container flex h-7 shrink-0 items-center gap-x-4 overflow-hidden border-t px-4 text-small whitespace-nowrap text-neutral-10">
      {/* Of many names the last ones have no room, and are told on hover; what nobody could guess always has. */}
      {legend.length > 0 && (
        <ul
          aria-label="Legend"
          title={legend.flatMap(({ label }) => label || []).join(', ') || undefined}
          className="flex h-full min-w-0 flex-wrap items-center gap-x-3 overflow-hidden *:h-full"
        >
          {isScale && hasNames ? (
            stepsByName(legend).map((steps) => (
              <li key={steps.at(-1)?.label} className="flex items-center gap-1.5">
                <Swatches steps={steps} />
                {steps.at(-1)?.label}
              </li>
            ))
          ) : isScale ? (
            <li className="flex items-center gap-1.5">
              {legend[0]?.label}
              <Swatches steps={legend} />
              {legend.length > 1 && legend.at(-1)?.label}
            </li>
          ) : (
            legend.map(({ label, color }) => (
              <li key={label} className="flex items-center gap-1.5">
                <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: color }} />
                {label}
              </li>
            ))
          )}
        </ul>
      )}
      <ul aria-label="Shapes" className="flex shrink-0 items-center gap-x-3">
        {isFlow && hasFolders && (
          <Shape label="folder" className="rounded-small border border-neutral-7 bg-neutral-4" />
        )}
        {hasTests && <Shape label="test" className="rounded-full border border-dashed border-neutral-9" />}
        {isMatrix && <Shape label="row uses column" className="bg-accent" />}
        {hasCycle && (
          <Shape
            label={isFlow ? 'closes a cycle' : 'in a cycle'}
            className={isMatrix ? 'bg-reject' : 'h-0.5! bg-reject'}
          />
        )}
        {hasEmphasis && <Shape label="uses" className="h-0.5! bg-accent" />}
        {hasEmphasis && <Shape label="used by" className="h-0.5! bg-return" />}
        {isFlow && !hasEmphasis && <li className="flex items-center">left uses right</li>}
      </ul>
      <span className="ml-auto shrink-0 pl-1 tabular-nums @max-2xl:hidden">
        {formatUnit(nodes, 'box', 'boxes')} · {formatUnit(arrows, 'use')}
      </span>
    </div>
  )
}

function Shape({ label, className }: { label: string; className: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <span aria-hidden className={`h-3 w-4 ${className}`} />
      {label}
    </li>
  )
}

/** Steps of a scale, up to and with each one that has a name. */
function stepsByName(legend: readonly LegendEntry[]): LegendEntry[][] {
  const groups: LegendEntry[][] = [[]]
  for (const step of legend) {
    groups.at(-1)?.push(step)
    if (step.label !== '') groups.push([])
  }
  return groups.filter((group) => group.length > 0)
}

function Swatches({ steps }: { steps: readonly LegendEntry[] }) {
  return (
    <span className="flex gap-px" aria-hidden>
      {steps.map(({ color }) => (
        <span key={color} className="h-3 w-4" style={{ background: color }} />
      ))}
    </span>
  )
}
