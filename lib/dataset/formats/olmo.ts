import type { TokenFormat } from './format'

/**
 * OLMo-core's numpy datasets: raw little-endian arrays, nothing around them. All documents one after the other, each ended
 * by the end-of-text token; beside them a file of the same length in bytes of 0 and 1, the label mask.
 */
export const olmo: TokenFormat = {
  kind: 'tokens',
  title: 'OLMo: flat arrays of token ids',
  readers: 'OLMo-core (NumpyFSLDataset with label_mask_paths)',
  mask: { isKept: true, how: 'As an array of booleans of the same length (label_mask_paths).' },
  containers: ['arrays'],
  isTokenized: true,
}
