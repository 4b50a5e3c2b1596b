import { classNames } from '@/components/ui/class-names'
import { heatClass } from './heat-colors'
import { type HeatMode, surpriseBounds } from './heat-steps'

type Scale = { name: string; least: string; most: string; steps: number[] }

const surprise: Scale = {
  name: 'Surprise of a token',
  least: `under ${surpriseBounds[0]} bit`,
  most: `${surpriseBounds.at(-1)} bits and more`,
  steps: [0, 1, 2, 3, 4, 5, 6],
}
const difference: Scale = {
  name: 'Change of a token',
  least: 'less likely',
  most: 'more likely',
  steps: [-3, -2, -1, 0, 1, 2, 3],
}

/** What the colours of the text mean. */
export function HeatLegend({ mode }: { mode: HeatMode }) {
  const { name, least, most, steps } = mode === 'difference' ? difference : surprise
  return (
    <figure
      aria-label={`${name}, from ${least} to ${most}`}
      className="inline-flex items-center gap-1.5 text-small whitespace-nowrap text-neutral-10"
    >
      {least}
      <span aria-hidden className="inline-flex gap-px">
        {steps.map((step) => (
          <span
            key={step}
            className={classNames('inline-block w-4 text-center font-mono', heatClass(mode, step) || 'bg-same')}
          >
            {'\u00a0'}
          </span>
        ))}
      </span>
      {most}
    </figure>
  )
}
