const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * A line of XML documentation as plain text. The tags around a summary and paragraphs leave blank lines; any other
 * section begins as a tag (`@param`), which ends the text before it.
 */
export function docLine(line: string): string {
  return line
    .replace(/^\s*(?:\/\*\*+|\/\/+|\*+(?!\/))? ?/, '')
    .replace(/\*+\/\s*$/, '')
    .replace(/<\/?(?:summary|para|value)>/g, (_tag, at: number) => (at === 0 ? '' : ' '))
    .replace(/^\s*<(param|typeparam|returns|remarks|exception|example|seealso|inheritdoc|list|code)\b.*/, '@$1')
    .replace(/<[^>]*?\b(?:cref|langword|name|href)="(?:\w:)?([^"]*)"[^>]*\/>/g, (_tag, name: string) =>
      name.replaceAll('{', '&lt;').replaceAll('}', '&gt;'),
    )
    .replace(/<\/?[a-zA-Z][^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot|apos);/g, (_entity, name: string) => entities[name] ?? '')
    .trimEnd()
}
