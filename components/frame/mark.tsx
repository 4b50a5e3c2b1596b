import { classNames } from '@/components/ui/class-names'

/** The sign of Retrace: an R whose leg goes back to where it came from. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={classNames('size-6 shrink-0', className)}>
      <rect width="24" height="24" rx="5" className="fill-accent-solid" />
      <path
        d="M7 17.5v-11h5.2a3.5 3.5 0 0 1 0 7H7m5.2 0 4.8 4"
        className="fill-none stroke-on-solid stroke-2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
