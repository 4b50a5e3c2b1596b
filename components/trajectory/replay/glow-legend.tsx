import { Sign } from './glow-box'

const states = [
  { label: 'not yet', isAbsent: true, isWriting: false, isReading: false },
  { label: 'written, in the colour of its run', isAbsent: false, isWriting: false, isReading: false, runOrder: 0 },
  { label: 'being written', isAbsent: false, isWriting: true, isReading: false },
  { label: 'being read', isAbsent: false, isWriting: false, isReading: true },
] as const

/** What the signs and arrows of the picture mean; always in sight. */
export function GlowLegend() {
  return (
    <ul
      aria-label="Legend"
      className="flex shrink-0 flex-wrap items-center gap-x-3 border-t px-3 py-1 text-small text-neutral-10"
    >
      {states.map(({ label, ...sign }) => (
        <li key={label} className="flex items-center gap-1">
          <svg aria-hidden width={24} height={16}>
            <Sign runOrder={undefined} {...sign} y={8} />
          </svg>
          {label}
        </li>
      ))}
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="h-0.5 w-4 bg-return" />
        read by this run
      </li>
      <li>left uses right</li>
    </ul>
  )
}
