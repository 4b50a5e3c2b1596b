import type { ReactNode } from 'react'

export type ChartFrameProps = {
  title: string
  /** What the picture says, in a sentence: for who cannot see it, and below it for who can. */
  summary: string
  children: ReactNode
}

/** A picture with its name and what it says. */
export function ChartFrame({ title, summary, children }: ChartFrameProps) {
  return (
    <figure className="grid min-w-0 grid-cols-1 content-start gap-2 rounded border p-3">
      <figcaption className="grid">
        <h3 className="font-medium">{title}</h3>
        <p className="text-small text-neutral-10">{summary}</p>
      </figcaption>
      {children}
    </figure>
  )
}
