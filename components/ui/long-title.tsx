/** A title that people chose: it leaves room for what stands beside it; all of it on hover. */
export function LongTitle({ children }: { children: string }) {
  return (
    <span title={children} className="block max-w-140 truncate xl:max-w-200">
      {children}
    </span>
  )
}
