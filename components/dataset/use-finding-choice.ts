'use client'

import { useSearchParams } from 'next/navigation'
import { useMemo } from 'react'
import { z } from 'zod'
import { changeAddress } from '@/components/ui/use-address'
import { CheckName } from '@/lib/dataset/preflight/finding'
import type { FindingChoice } from './dataset-queries'

const Address = z.object({
  state: z.enum(['open', 'decided', 'all']).catch('open'),
  check: CheckName.optional().catch(undefined),
  rule: z.string().optional(),
})

/** Which findings the address asks for. */
export function useFindingChoice(): [choice: FindingChoice, change: (choice: FindingChoice) => void] {
  const params = useSearchParams()
  const choice = useMemo(() => Address.parse(Object.fromEntries(params)), [params])
  const change = ({ state, check, rule }: FindingChoice) =>
    changeAddress({ state: state === 'open' ? undefined : state, check, rule })
  return [choice, change]
}
