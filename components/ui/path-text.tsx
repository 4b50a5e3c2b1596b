import { classNames } from './class-names'

/** A path that gives up its folders before its last part when there is little room; the whole path on hover. */
export function PathText({ path, className }: { path: string; className?: string }) {
  const cut = path.lastIndexOf('/', path.length - 2) + 1
  return (
    <span title={path} className={classNames('inline-flex max-w-full min-w-0 font-mono text-code', className)}>
      {cut > 0 && <span className="min-w-4 shrink-[9999] truncate text-neutral-10">{path.slice(0, cut)}</span>}
      <span className="min-w-0 truncate">{path.slice(cut)}</span>
    </span>
  )
}
