import type { FileFacts } from './facts'
import { code } from './phrase'
import type { SymbolFacts } from './symbol-facts'

const named = /^(?:test|Test|it_|should|Benchmark|Example|Fuzz)/

/** The cases of a test in its order: their titles, else the functions and methods that are named as cases. */
export function testCases(file: FileFacts): string[] {
  if (file.titles.length > 0) return file.titles
  const named = file.symbols.flatMap((symbol) => (isCase(symbol) ? [symbol] : casesOf(symbol)))
  return (named.length > 0 ? named : unnamedCases(file)).map(({ name }) => code(name))
}

/** What a test file declares besides its cases. */
export function testHelpers(file: FileFacts): SymbolFacts[] {
  const cases = new Set(testCases(file))
  return file.symbols.filter(
    (symbol) => !isCase(symbol) && casesOf(symbol).length === 0 && !cases.has(code(symbol.name)),
  )
}

/** Where attributes mark the cases, as in Rust: functions that take and give nothing. */
function unnamedCases(file: FileFacts): SymbolFacts[] {
  if (!file.path.endsWith('.rs')) return []
  return file.symbols.filter(({ kind, takes, gives }) => kind === 'function' && takes.length === 0 && gives === null)
}

function isCase({ name, kind }: SymbolFacts): boolean {
  return (kind === 'function' || kind === 'method') && named.test(name)
}

/** The methods of a class of tests; where none is named as a case, all that others could call. */
function casesOf({ name, kind, members }: SymbolFacts): SymbolFacts[] {
  if (kind !== 'class' && kind !== 'struct') return []
  const cases = members.filter(isCase)
  if (cases.length > 0 || !/(?:Tests?|Specs?|Suite|Case)$/.test(name)) return cases
  return members.filter(
    (member) =>
      member.kind === 'method' &&
      member.isExported &&
      !/^(?:set_?up|tear_?down|constructor|__)/i.test(member.name) &&
      member.name !== name,
  )
}
