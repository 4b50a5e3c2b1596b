import { z } from 'zod'
import { ForkPoint } from '@/lib/trajectory/fork'
import { SynthesisSettings } from './settings'

/** Where a fork at a step would begin, how the work went on there, and how much history there is to go by. */
export const ForkView = ForkPoint.extend({
  settings: SynthesisSettings.pick({ author: true, mode: true, seed: true }),
  depth: z.int(),
})

export type ForkView = z.infer<typeof ForkView>
