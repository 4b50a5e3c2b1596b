/** What came out of reading the rows of a release; sentences, each of which names its file and row, if it has one. */
export type Findings = {
  /** Documents whose content was read from the files and hashed. */
  hashedDocuments: number
  problems: string[]
  /** What the files alone cannot prove, or what was not looked at, and why. */
  unproven: string[]
}

export function startFindings(): Findings {
  return { hashedDocuments: 0, problems: [], unproven: [] }
}

/** What a check throws becomes a problem of the place; returns undefined then. */
export function attempt<Found>({ problems }: Findings, where: string, check: () => Found): Found | undefined {
  try {
    return check()
  } catch (error) {
    problems.push(`${where}: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}
