import { z } from 'zod'
import { readLinguistData } from './linguist-data'
import { rubyPattern } from './ruby-pattern'

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())])

const Condition = z.object({
  pattern: oneOrMore.optional(),
  negative_pattern: oneOrMore.optional(),
  named_pattern: z.string().optional(),
})

const Heuristics = z.object({
  disambiguations: z.array(
    z.object({
      extensions: z.array(z.string()),
      rules: z.array(Condition.extend({ language: oneOrMore, and: z.array(Condition).optional() })),
    }),
  ),
  named_patterns: z.record(z.string(), oneOrMore),
})

type Condition = z.infer<typeof Condition>
type Test = (text: string) => boolean
type Rule = { languages: readonly string[]; holds: Test }

const { disambiguations, named_patterns: named } = Heuristics.parse(readLinguistData('heuristics.yml'))

const rulesByExtension = new Map<string, Rule[]>()
for (const { extensions, rules } of disambiguations) {
  const made = rules.map(({ language, and, ...condition }) => ({
    languages: language,
    holds: allOf([condition, ...(and ?? [])].flatMap(testsOf)),
  }))
  for (const extension of extensions) rulesByExtension.set(extension.toLowerCase(), made)
}

/** Further down a file has said what it is. It also bounds what a hostile one can cost, as do the shortened blanks. */
const headLength = 16 << 10
const blanks = /\s{80,}/g

/**
 * Which of several languages that share an extension a text is written in, by Linguist's heuristics.yml: the first rule
 * that holds; undefined when the data has no rule for the extension, or none holds.
 */
export function disambiguate(extension: string, text: string, candidates: readonly string[]): string | undefined {
  const head = text.slice(0, headLength).replace(blanks, (run) => run.slice(0, 80))
  const rule = rulesByExtension.get(extension)?.find(({ languages, holds }) => {
    return languages.some((language) => candidates.includes(language)) && holds(head)
  })
  return rule?.languages.find((language) => candidates.includes(language))
}

function testsOf({ pattern, negative_pattern, named_pattern }: Condition): Test[] {
  const tests: Test[] = []
  if (pattern) tests.push(anyOf(pattern))
  if (named_pattern) tests.push(anyOf(named[named_pattern] ?? []))
  if (negative_pattern) {
    const isThere = anyOf(negative_pattern)
    tests.push((text) => !isThere(text))
  }
  return tests
}

/** Patterns are compiled when a file first needs them: most never are. */
function anyOf(patterns: readonly string[]): Test {
  let compiled: RegExp[] | undefined
  return (text) => {
    compiled ??= patterns.map(rubyPattern)
    return compiled.some((pattern) => pattern.test(text))
  }
}

function allOf(tests: readonly Test[]): Test {
  return (text) => tests.every((test) => test(text))
}
