type Label = { id: string; name: string; isRequired: boolean; isArchived: boolean }

/** The names of the required labels in use that somebody has not given yet, to a trajectory or any part of it. */
export function missingLabels(labels: readonly Label[], given: ReadonlySet<string>): string[] {
  return labels.filter((label) => label.isRequired && !label.isArchived && !given.has(label.id)).map(({ name }) => name)
}

/** Why a verdict is refused; undefined when no label is missing. */
export function whyLabelsMissing(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined
  const quoted = names.map((name) => `“${name}”`)
  const listed = quoted.length === 1 ? quoted[0] : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`
  return `Give the required ${names.length === 1 ? 'label' : 'labels'} ${listed} before a verdict.`
}
