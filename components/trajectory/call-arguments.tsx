import { callValues } from './call-values'
import { FoldedText } from './folded-text'

/** What a foreign agent gave to its tool: readable, and below it exactly as it was called, where passages can be marked. */
export function CallArguments({ text }: { text: string }) {
  const values = callValues(text)
  const short = values.filter(({ isLong }) => !isLong)
  return (
    <>
      {short.length > 0 && (
        <dl className="grid max-w-thought grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 px-3 [&_dt]:text-neutral-10">
          {short.map(({ name, text: value }) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="font-mono text-code wrap-anywhere">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {values
        .filter(({ isLong }) => isLong)
        .map(({ name, text: value }) => (
          <FoldedText key={name} title={name} text={value} isOpen isWrapped line={1} />
        ))}
      <FoldedText title="As it was called" text={text} isOpen={values.length === 0} isWrapped />
    </>
  )
}
