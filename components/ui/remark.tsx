/** A sentence in a cell of a table: on as many lines as it needs, up to three; all of it on hover. */
export function Remark({ text }: { text: string }) {
  return (
    <span title={text} className="my-1.5 line-clamp-3 whitespace-normal wrap-anywhere text-neutral-11">
      {text}
    </span>
  )
}
