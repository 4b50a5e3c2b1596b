import type { HeatMode } from './heat-steps'

// Class names that the style sheet finds here; the editor takes letters, digits and hyphens only. What became less likely
// is also underlined: teal and magenta look alike to some eyes.
const surpriseClasses: Record<number, string> = {
  1: 'bg-surprise-1',
  2: 'bg-surprise-2',
  3: 'bg-surprise-3',
  4: 'bg-surprise-4',
  5: 'bg-surprise-5',
  6: 'bg-surprise-6',
}
const differenceClasses: Record<number, string> = {
  [-3]: 'bg-less-3 underline decoration-dotted underline-offset-3',
  [-2]: 'bg-less-2 underline decoration-dotted underline-offset-3',
  [-1]: 'bg-less-1 underline decoration-dotted underline-offset-3',
  1: 'bg-more-1',
  2: 'bg-more-2',
  3: 'bg-more-3',
}

/** For what surrounds the text: on the strongest colour it is dark even in the dark. */
export const darkOnStrong = 'dark:[&_.bg-surprise-6]:text-neutral-1!'

/** How a step of a mode is drawn; step 0 is not. */
export function heatClass(mode: HeatMode, step: number): string {
  return (mode === 'difference' ? differenceClasses : surpriseClasses)[step] ?? ''
}
