import type { ExportSettings, ReleaseFormat } from './settings'

const longer: Record<ExportSettings['overlong'], string> = {
  split: 'cuts longer ones into pieces',
  truncate: 'cuts longer ones off',
  drop: 'leaves longer ones out',
}

/** What a trainer does with a sample that does not stand in the file; null where it takes it as it is. */
export function noteOf(format: ReleaseFormat, { packTokens, overlong }: ExportSettings): string | null {
  if (format === 'packed')
    return 'Loss is on where it falls on predicting a token: in the file, loss_mask has that 1 one place earlier. The first token of a document is never predicted.'
  if (format === 'olmo')
    return (
      'The arrays hold the documents of a split one after the other; the format does not say how they become sequences. ' +
      `As the recipe of a release has it, OLMo-core packs whole documents of a file into ${packTokens.toLocaleString('en-US')} tokens ` +
      `and ${longer[overlong]} (NumpyPackedFSLDataset). NumpyFSLDataset would cut the array at every so many tokens, wherever a document stands.`
    )
  if (format === 'dpo')
    return 'The trainer ends both answers with its own end-of-text token, which is not in the file; loss falls on it, too.'
  return null
}
