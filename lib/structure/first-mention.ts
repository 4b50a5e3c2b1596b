/** The 1-based line that first has a name as a whole word; 1 where none does. */
export function firstMention(text: string | undefined, name: string): number {
  if (text === undefined || name === '') return 1
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (isWordPart(text[at - 1]) || isWordPart(text[at + name.length])) continue
    return lineAt(text, at)
  }
  return 1
}

function isWordPart(character: string | undefined): boolean {
  return character !== undefined && /[\p{ID_Continue}$]/u.test(character)
}

function lineAt(text: string, index: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line++
  return line
}
