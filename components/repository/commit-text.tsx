const shownLetters = 7

/** The beginning of a commit's hash; the whole on hover. */
export function CommitText({ commit }: { commit: string }) {
  return (
    <span title={commit} className="font-mono text-code text-neutral-11">
      {commit.slice(0, shownLetters)}
    </span>
  )
}
