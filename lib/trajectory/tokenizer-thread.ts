import { countTokens } from './tokenizer'

export default function countEach(texts: string[]): number[] {
  return texts.map(countTokens)
}
