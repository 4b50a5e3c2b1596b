import type { InputHTMLAttributes, ReactNode, Ref } from 'react'
import { classNames } from './class-names'

export const controlClass =
  'h-control w-full min-w-0 rounded border border-neutral-8 bg-neutral-1 px-2 text-neutral-12 transition-colors hover:border-neutral-9 focus-visible:border-focus focus-visible:outline-1 focus-visible:outline-offset-0 disabled:opacity-60 aria-invalid:border-reject-solid'

export type InputProps = InputHTMLAttributes<HTMLInputElement> & {
  ref?: Ref<HTMLInputElement>
  /** An icon before the text. */
  icon?: ReactNode
}

export function Input({ icon, className, ...rest }: InputProps) {
  if (!icon) return <input className={classNames(controlClass, className)} {...rest} />
  return (
    <span className={classNames('relative flex items-center', className)}>
      <span className="pointer-events-none absolute left-2 text-neutral-10 [&_svg]:size-4">{icon}</span>
      <input className={classNames(controlClass, 'pl-7.5!')} {...rest} />
    </span>
  )
}
