/** Where a page of the workbench shows a candidate of the step that it is at. */
export function candidateAddress(href: string, candidateId: string): string {
  const address = new URL(href)
  address.searchParams.delete('span')
  address.searchParams.set('rail', 'candidates')
  address.searchParams.set('candidate', candidateId)
  return address.href
}
