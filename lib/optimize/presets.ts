import { proposalKinds } from '@/lib/trajectory/proposal-kind'
import { OptimizationSettings } from './optimization'

type Preset = { label: string; hint: string; settings: Partial<OptimizationSettings> }

/** Ways to search that have a name. What a preset does not say is as in the defaults. */
export const presets = {
  guarded: {
    label: 'Guarded',
    hint: 'Two candidates, three rounds. A thought must be strictly better, also without what it copies.',
    settings: {},
  },
  paper: {
    label: 'As in the paper',
    hint: 'Two candidates, three rounds; whatever is strictly better wins, within the copy limit.',
    settings: { kinds: ['rewrite'], needsRetained: false },
  },
  paragraphs: {
    label: 'Paragraph by paragraph',
    hint: 'One paragraph is changed at a time; rare tokens are clipped and the first lines are not scored (REER).',
    settings: { kinds: ['segment'], clipNats: 2, skipLines: 10 },
  },
  thorough: {
    label: 'Thorough',
    hint: 'A beam of two with four candidates each over four rounds; thoughts pay for their length.',
    settings: {
      candidates: 4,
      rounds: 4,
      width: 2,
      kinds: [...proposalKinds],
      priceWeight: 0.02,
      needsOwn: true,
      needsBaseline: true,
    },
  },
} satisfies Record<string, Preset>

export type PresetName = keyof typeof presets
export const presetNames = Object.keys(presets) as PresetName[] // the keys of the object above

export function settingsOf(name: PresetName): OptimizationSettings {
  return OptimizationSettings.parse(presets[name].settings)
}
