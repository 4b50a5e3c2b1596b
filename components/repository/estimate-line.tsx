import { useMutation } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { FormMessage } from '@/components/ui/form-message'
import type { SynthesisSettings } from '@/lib/synthesis/settings'
import { estimateWords } from './estimate-words'
import { estimateSynthesis } from './synthesis-queries'

/** Asks what a synthesis with these settings comes to, and says it; what was said of other settings goes away. */
export function EstimateLine({ snapshotId, settings }: { snapshotId: string; settings: Partial<SynthesisSettings> }) {
  const estimate = useMutation(estimateSynthesis(snapshotId))
  const isOfThese = estimate.variables !== undefined && keyOf(estimate.variables) === keyOf(settings)
  const ask = (form: HTMLFormElement | null) => {
    if (form?.reportValidity()) estimate.mutate(settings)
  }
  return (
    <div className="flex items-start gap-3" aria-live="polite">
      <Button isBusy={estimate.isPending} onClick={(event) => ask(event.currentTarget.form)}>
        Estimate
      </Button>
      <div className="flex min-h-control min-w-0 items-center wrap-anywhere">
        {estimate.isPending ? (
          <p className="text-neutral-10">The model is asked about one file.</p>
        ) : isOfThese && estimate.data ? (
          <p>{estimateWords(estimate.data)}</p>
        ) : isOfThese && estimate.error ? (
          <FormMessage tone="bad">{estimate.error.message}</FormMessage>
        ) : (
          <p className="text-small text-neutral-10">What it comes to, from one call about one file.</p>
        )}
      </div>
    </div>
  )
}

/** The seed changes the words, not how many they are. */
function keyOf({ seed: _, ...settings }: Partial<SynthesisSettings>): string {
  return JSON.stringify(settings)
}
