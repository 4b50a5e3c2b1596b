import type { z } from 'zod'
import { formatBytes, formatUnit } from '@/components/ui/number-format'
import type { Languages } from '@/lib/repository/repository'
import { colorOfLanguage } from './language-colors'
import { leastRatio, listedOf, sharesOf, shareWords } from './language-shares'

/** How much of the included content is in which language; the legend says it in words. */
export function LanguagesBar({
  languages,
  hasLegend = false,
}: {
  languages: z.infer<typeof Languages>
  hasLegend?: boolean
}) {
  const shares = sharesOf(languages)
  const summary = shares.map(({ language, ratio }) => `${language} ${shareWords(ratio)}`).join(', ')
  const listed = listedOf(shares)
  if (shares.length === 0) return <span className="text-neutral-10">No code</span>
  return (
    <div className="grid gap-2">
      <div role="img" aria-label={summary} title={summary} className="flex h-2 gap-px overflow-hidden rounded-full">
        {shares
          .filter(({ ratio }) => ratio >= leastRatio)
          .map(({ language, ratio }) => (
            <span
              key={language}
              className="min-w-0.5"
              style={{ flexGrow: ratio, background: colorOfLanguage(language) }}
            />
          ))}
      </div>
      {hasLegend && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small text-neutral-10">
          {listed.map(({ language, bytes, ratio }) => (
            <li key={language} className="flex items-center gap-1.5" title={formatBytes(bytes)}>
              <LanguageDot language={language} />
              <span className="text-neutral-12">{language}</span>
              <span className="tabular-nums">{shareWords(ratio)}</span>
            </li>
          ))}
          {shares.length > listed.length && (
            <li title={summary}>and {formatUnit(shares.length - listed.length, 'other')}</li>
          )}
        </ul>
      )}
    </div>
  )
}

export function LanguageDot({ language }: { language: string | null }) {
  return <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: colorOfLanguage(language) }} />
}
