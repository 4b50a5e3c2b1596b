import { excerpt } from './excerpt'

const licence =
  /licen[cs]ed?\b|copyright|\(c\) ?\d{4}|©|spdx-|all rights reserved|permission is hereby granted|redistribution and use/i

/** Words to tools, not to readers: linters, compilers, editors, bundlers. */
const directive =
  /^\s*(?:[-\w]+-(?:disable|enable|ignore|env|next-line)\b|@?ts-(?:check|nocheck|ignore|expect-error)\b|@(?:flow|jsx|jest-|vitest-|ts-|format\b|prettier)|eslint\b|global(?:s)? |istanbul |c8 |v8 |biome-|deno-|prettier|tslint:|jshint |<reference|#(?:end)?region|-\*-|coding[:=]|vim?:|pylint:|flake8:|ruff:|mypy:|isort:|type: ?ignore|noqa|fmt: ?off|pragma:|!\/)/

/** The first paragraph of a `/** … *\/` comment, given without its delimiters; null when it holds tags only. */
export function docParagraph(comment: string): string | null {
  const lines = comment.split('\n').map((line) => line.replace(/^\s*\*+ ?/, '').trim())
  return firstParagraph(lines.map((line) => line.replace(/^@(?:description|desc|summary)\s+/, '')))
}

/** The first paragraph of lines: up to a blank line or a tag line (`@param`, `:param`). */
export function firstParagraph(lines: readonly string[]): string | null {
  const start = lines.findIndex((line) => line.trim() !== '')
  if (start === -1) return null
  // A heading underlined as in reStructuredText says less than the paragraph below it.
  const below = isUnderline(lines[start + 1]) ? firstParagraph(lines.slice(start + 2)) : null
  if (below !== null) return below
  const rest = lines.slice(start)
  const end = rest.findIndex(
    (line) => line.trim() === '' || /^\s*(?:@\w|:(?:param|return|rtype|type|raises?)\b)/.test(line),
  )
  const paragraph = rest
    .slice(0, end === -1 ? undefined : end)
    .filter((line) => !isUnderline(line))
    .join(' ')
  return excerpt(paragraph.replace(/\{@link(?:code|plain)?\s+([^}]*)\}/g, '$1')) || null
}

/**
 * The first paragraph of a comment that opens a file, or null when it is a licence header, a word to a tool, or a ruler.
 * `@fileoverview` and its relatives are read as plain text.
 */
export function openingParagraph(lines: readonly string[]): string | null {
  const words = lines
    .map((line) => line.replace(/^\s*@(?:fileoverview|file|overview|packageDocumentation|module)\b\s*/, ''))
    .filter((line) => !directive.test(line) && !/^\W{3,}$/.test(line))
  const paragraph = firstParagraph(words)
  if (paragraph === null || licence.test(paragraph) || !/\p{L}{2}/u.test(paragraph)) return null
  return paragraph
}

function isUnderline(line: string | undefined): boolean {
  return /^\s*([=~^"#*+-])\1{2,}\s*$/.test(line ?? '')
}
