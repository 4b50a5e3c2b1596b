import { excerpt } from '@/lib/structure/excerpt'
import type { Outline } from '@/lib/structure/outline'

const test = /^([ \t]*)@test[ \t]+(.+?)[ \t]*\{[ \t]*$/

/** The text of a Bats file as shell: each `@test "…" {` a function named after its line. */
export function testsAsFunctions(text: string): string {
  return text
    .split('\n')
    .map((line, row) => (test.test(line) ? line.replace(test, `$1bats_test_${row + 1}() {`) : line))
    .join('\n')
}

/** Gives those functions the names of the tests. */
export function testsByName(outline: Outline, text: string): Outline {
  const lines = text.split('\n')
  const symbols = outline.symbols.map((symbol) => {
    const [, , title] = symbol.name.startsWith('bats_test_') ? (test.exec(lines[symbol.startLine - 1] ?? '') ?? []) : []
    if (title === undefined) return symbol
    return { ...symbol, name: title.replace(/^(["'])(.*)\1$/, '$2'), signature: excerpt(`@test ${title}`) }
  })
  return { ...outline, symbols }
}
