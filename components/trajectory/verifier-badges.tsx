import { CircleCheck, CircleX } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Tooltip } from '@/components/ui/tooltip'
import { type VerifierName, type Verifiers, verifierNames } from '@/lib/trajectory/verifiers'

/** What each verifier guarantees when it holds. */
const meaning: Record<VerifierName, string> = {
  replays: 'Writing and editing in step order gives the files of the snapshot, or of its window, byte for byte.',
  causal: 'Every read sees only what is written or given by then, and every sub-agent writes only its own file.',
  grounded: 'Every observation is what the tool would really return.',
  complete: 'Every file to be written is, and ends at its final content.',
  original: 'No thought copies more of the code than the threshold allows.',
}

export function VerifierBadges({ verifiers }: { verifiers: Verifiers }) {
  return (
    <ul aria-label="Verifiers" className="flex flex-wrap items-center 2xl:gap-1">
      {verifierNames.map((name) => {
        const { holds, why } = verifiers[name]
        return (
          <li key={name}>
            <Tooltip label={<span className="max-w-form">{holds ? meaning[name] : (why ?? meaning[name])}</span>}>
              <button
                type="button"
                className="block rounded-small"
                aria-label={`${name} ${holds ? 'holds' : 'does not hold'}`}
              >
                {holds ? (
                  <span className="flex items-center gap-0.5 px-0.5 text-small text-neutral-11 2xl:gap-1">
                    <CircleCheck aria-hidden className="size-3.5 text-approve" />
                    {name}
                  </span>
                ) : (
                  <Badge tone="bad" icon={<CircleX aria-hidden />}>
                    {name}
                  </Badge>
                )}
              </button>
            </Tooltip>
          </li>
        )
      })}
    </ul>
  )
}

/** For tables: how many hold, and which do not. */
export function VerifierSummary({ verifiers }: { verifiers: Verifiers }) {
  const failing = verifierNames.filter((name) => !verifiers[name].holds)
  if (failing.length === 0)
    return (
      <Badge tone="good" icon={<CircleCheck aria-hidden />} title={`${verifierNames.join(', ')} hold`}>
        all {verifierNames.length}
      </Badge>
    )
  const why = failing.map((name) => `${name}: ${verifiers[name].why ?? 'does not hold'}`).join('\n')
  return (
    <Badge tone="bad" icon={<CircleX aria-hidden />} title={why}>
      {failing.length === 1 ? failing[0] : `${failing.length} fail`}
    </Badge>
  )
}
