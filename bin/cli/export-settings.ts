export type ExportFlags = {
  container?: string
  compression?: string
  shardBytes?: number
  tokenizer?: string
  toolArguments?: string
  packTokens?: number
  overlong?: string
  minimumMargin?: string
  pairsPerStep?: number
  split?: string[]
  fixed?: string[]
  seed?: string
}

/** `--split train=8 --split test=2 --fixed test=numbers` and the other flags, as settings. */
export function toExportSettings({
  minimumMargin,
  split,
  fixed,
  seed,
  ...flags
}: ExportFlags): Record<string, unknown> {
  const { container, compression, shardBytes, tokenizer, toolArguments, packTokens, overlong, pairsPerStep } = flags
  const pairs = (found: string[] = []) => found.map((pair) => pair.split(/=(.*)/s).slice(0, 2))
  const lists: Record<string, string[]> = {}
  for (const [name = '', repository = ''] of pairs(fixed)) lists[name] = [...(lists[name] ?? []), repository]
  return {
    container,
    compression,
    shardBytes,
    tokenizer,
    toolArguments,
    packTokens,
    overlong,
    pairsPerStep,
    minimumMarginNats: minimumMargin === undefined ? undefined : Number(minimumMargin),
    splits: {
      seed,
      ratios: split && Object.fromEntries(pairs(split).map(([name, share]) => [name, Number(share)])),
      fixed: fixed && lists,
    },
  }
}
