import { colorOfLanguage } from '@/components/repository/language-colors'
import { formatCount, formatSigned, formatUnit } from '@/components/ui/number-format'
import type { FileGain } from '@/lib/optimize/file-gain'
import type { FileRole } from '@/lib/repository/repository'
import { type GraphModel, noLanguage } from './graph-model'
import type { Coloring } from './graph-view'
import type { VisibleGraph } from './visible-graph'

export type LegendEntry = { label: string; color: string }

/** The colour of every node as CSS, and what the colours mean. On a scale colours are more and less, not kinds. */
export type Colors = { ofNode: string[]; legend: LegendEntry[]; isScale: boolean }

const roleColors: Record<FileRole, string> = {
  source: 'var(--color-run-1)',
  test: 'var(--color-run-3)',
  generated: 'var(--color-run-6)',
  vendored: 'var(--color-run-4)',
  documentation: 'var(--color-run-5)',
  configuration: 'var(--color-run-7)',
  data: 'var(--color-run-8)',
  binary: 'var(--color-run-2)',
}

const steps = 6
const mostListed = 7
const nothing = 'var(--color-neutral-5)'

export function colorsOf(
  model: GraphModel,
  graph: VisibleGraph,
  coloring: Coloring,
  gains: readonly FileGain[] = [],
): Colors {
  const filesOf = filesByNode(graph)
  if (coloring === 'language')
    return kinds(model, filesOf, (file) => model.languages[file] ?? noLanguage, colorOfLanguage)
  if (coloring === 'role')
    return kinds(
      model,
      filesOf,
      (file) => model.roles[file] ?? 'source',
      (role) => roleColors[role as FileRole],
    )
  if (coloring === 'gain') return gainColors(model, filesOf, gains)
  const { analysis, lines } = model
  if (coloring === 'layer')
    return scale(
      filesOf.map((files) => Math.min(...files.map((file) => analysis.layer[file] ?? 0))),
      (layer) => `layer ${formatCount(layer)}`,
      (value) => value,
    )
  if (coloring === 'size')
    return scale(
      filesOf.map((files) => sum(files, (file) => lines[file])),
      (value) => formatUnit(value, 'line'),
      Math.log1p,
    )
  const average = 1 / Math.max(1, model.paths.length)
  return scale(
    filesOf.map((files) => sum(files, (file) => analysis.importance[file]) / average),
    (value) => `${formatCount(value)} × average`,
    Math.log1p,
  )
}

function filesByNode({ nodes, boxOf }: VisibleGraph): number[][] {
  const files: number[][] = nodes.map(() => [])
  for (const [file, box] of boxOf.entries()) files[box]?.push(file)
  return files
}

function sum(files: readonly number[], amountOf: (file: number) => number | undefined): number {
  return files.reduce((total, file) => total + (amountOf(file) ?? 0), 0)
}

/** By the kind that has most lines. */
function kinds(
  { lines }: GraphModel,
  filesOf: number[][],
  kindOf: (file: number) => string,
  colorOf: (kind: string) => string,
): Colors {
  const totals = new Map<string, number>()
  const main = filesOf.map((files) => {
    const weight = new Map<string, number>()
    for (const file of files) {
      weight.set(kindOf(file), (weight.get(kindOf(file)) ?? 0) + (lines[file] ?? 0) + 1)
      totals.set(kindOf(file), (totals.get(kindOf(file)) ?? 0) + 1)
    }
    return largest(weight)[0] ?? ''
  })
  const shown = new Set(main)
  const listed = largest(totals).filter((kind) => shown.has(kind))
  return {
    ofNode: main.map(colorOf),
    legend: listed.slice(0, mostListed).map((kind) => ({ label: kind, color: colorOf(kind) })),
    isScale: false,
  }
}

function largest(weights: ReadonlyMap<string, number>): string[] {
  return [...weights].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([kind]) => kind)
}

const stepColor = (step: number) =>
  `color-mix(in oklch, var(--color-accent) ${Math.round((100 * step) / (steps - 1))}%, ${nothing})`

/** From the least to the most in a few steps; `bend` spreads what is crowded. */
function scale(values: number[], labelOf: (value: number) => string, bend: (value: number) => number): Colors {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const width = bend(most) - bend(least)
  const stepOf = (value: number) => (width > 0 ? Math.round(((bend(value) - bend(least)) / width) * (steps - 1)) : 0)
  const legend = Array.from({ length: width > 0 ? steps : 1 }, (_, step): LegendEntry => {
    const isEnd = step === 0 || step === steps - 1
    return { label: isEnd && values.length > 0 ? labelOf(step === 0 ? least : most) : '', color: stepColor(step) }
  })
  return { ofNode: values.map((value) => stepColor(stepOf(value))), legend, isScale: true }
}

function gainColors({ paths }: GraphModel, filesOf: number[][], gains: readonly FileGain[]): Colors {
  const byPath = new Map(gains.map(({ path, beforeNats, afterNats }) => [path, beforeNats - afterNats]))
  const values = filesOf.map((files) => {
    const known = files.flatMap((file) => byPath.get(paths[file] ?? '') ?? [])
    return known.length > 0 ? known.reduce((total, gain) => total + gain, 0) : undefined
  })
  const most = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)))
  const colorOf = (value: number | undefined) => {
    if (value === undefined) return nothing
    const step = most === 0 ? 0 : Math.ceil((Math.abs(value) / most) * 3)
    return step === 0 ? 'var(--color-neutral-8)' : `var(--color-${value > 0 ? 'more' : 'less'}-${step})`
  }
  // The label stands after the last step of a side.
  const side = (name: 'less' | 'more') =>
    [1, 2, 3].map((step) => ({
      label: step === 3 ? `${formatSigned(name === 'less' ? -most : most)} nats` : '',
      color: `var(--color-${name}-${step})`,
    }))
  return {
    ofNode: values.map(colorOf),
    legend: [
      { label: 'not searched', color: nothing },
      ...(values.some((value) => value !== undefined && value < 0) ? side('less') : []),
      { label: 'no gain', color: 'var(--color-neutral-8)' },
      ...side('more'),
    ],
    isScale: true,
  }
}
