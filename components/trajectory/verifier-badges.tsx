import { CircleCheck, CircleMinus, CircleX } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Tooltip } from '@/components/ui/tooltip'
import {
  isUnverifiable,
  listFailing,
  listUnapplied,
  type VerifierName,
  type Verifiers,
  verifierNames,
} from '@/lib/trajectory/verifiers'

/** What each verifier guarantees when it holds. */
const meaning: Record<VerifierName, string> = {
  replays: 'Writing and editing in step order gives the files of the snapshot, or of its window, byte for byte.',
  causal: 'Every read sees only what is written or given by then, and every sub-agent writes only its own file.',
  grounded: 'Every observation is what the tool would really return.',
  complete: 'Every file to be written is, and ends at its final content.',
  original: 'No thought copies more of the code than the threshold allows.',
}

function outcomeWords(holds: boolean | null): string {
  if (holds === null) return 'is not applicable'
  return holds ? 'holds' : 'does not hold'
}

export function VerifierBadges({ verifiers }: { verifiers: Verifiers }) {
  if (isUnverifiable(verifiers))
    return (
      <Tooltip label={<span className="max-w-form">{verifiers.replays.why}</span>}>
        <button type="button" className="flex items-center gap-1 rounded-small px-0.5 text-small text-neutral-11">
          <CircleMinus aria-hidden className="size-3.5 text-neutral-9" />
          Verifiers: not applicable
        </button>
      </Tooltip>
    )
  return (
    <ul aria-label="Verifiers" className="flex flex-wrap items-center 2xl:gap-1">
      {verifierNames.map((name) => {
        const { holds, why } = verifiers[name]
        return (
          <li key={name}>
            <Tooltip label={<span className="max-w-form">{holds ? meaning[name] : (why ?? meaning[name])}</span>}>
              <button type="button" className="block rounded-small" aria-label={`${name} ${outcomeWords(holds)}`}>
                {holds !== false ? (
                  <span className="flex items-center gap-0.5 px-0.5 text-small text-neutral-11 2xl:gap-1">
                    {holds ? (
                      <CircleCheck aria-hidden className="size-3.5 text-approve" />
                    ) : (
                      <CircleMinus aria-hidden className="size-3.5 text-neutral-9" />
                    )}
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
  const failing = listFailing(verifiers)
  const unapplied = listUnapplied(verifiers)
  if (failing.length === 0 && unapplied.length > 0)
    return (
      <Badge tone="neutral" icon={<CircleMinus aria-hidden />} title={verifiers[unapplied[0] ?? 'replays'].why ?? ''}>
        {isUnverifiable(verifiers) ? 'not applicable' : `${unapplied.length} not applicable`}
      </Badge>
    )
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
