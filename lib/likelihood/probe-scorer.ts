import { AppError } from '@/lib/errors'
import type { ScorerEndpoint } from '@/lib/llm/endpoint'
import type { ScoringCapabilities, ScoringCheck, ScoringCheckName, ScoringMode } from '@/lib/llm/scoring-capabilities'
import { callEngine } from './call-engine'
import type { PromptReading } from './engines/engine'
import { scoringEngines } from './scoring-engines'
import { checkPrior, checkReuse, type Found, measure, sampleText, scoringRules, testRetry } from './scoring-rules'
import { noSigns, readSigns, type Signs } from './server-signs'

/** The longest that one request, and all of them together, may take. */
const limits = { requestMs: 30_000, totalMs: 180_000 }

/**
 * Finds out whether and how a server tells how likely a text is: looks at what it says of itself, tries the ways that
 * are worth it, and holds the first that answers to the rules, as servers that cannot score fail without a word. Says
 * in words what it sees. Ends within minutes, and never throws for what a server does; throws the signal's reason.
 */
export async function probeScorer(
  given: ScorerEndpoint,
  signal: AbortSignal,
  onCheck: (check: ScoringCheck) => void = () => {},
): Promise<ScoringCapabilities> {
  const endpoint = { ...given, timeoutMs: Math.min(limits.requestMs, given.timeoutMs) }
  const within = AbortSignal.any([signal, AbortSignal.timeout(limits.totalMs)])
  const { checks, check } = openChecks(signal, onCheck)
  let signs: Signs = noSigns
  await check('server', async () => {
    signs = await readSigns(endpoint, within)
    return describeSigns(signs, endpoint.model)
  })
  const { name, refusal, modes, models, maxPromptTokens } = signs
  const found = { testedAt: new Date().toISOString(), models, maxPromptTokens, checks }
  const useless = { ...found, works: false, mode: null, tellsPrior: false, reusesPrefix: false }
  if (refusal) return { ...useless, summary: `${name} cannot score: ${refusal}.` }

  const tried = await tryModes(endpoint, modes, check, within)
  if (!tried) return { ...useless, summary: checks.at(-1)?.sentence ?? 'It cannot be reached.' }

  const { mode, reading } = tried
  const measured = measure(endpoint, mode, within)
  let problem: string | undefined
  for (const [name, look] of scoringRules) {
    if (!(await check(name, () => look(reading, measured)))) problem ??= checks.at(-1)?.sentence
  }
  const tellsPrior = await check('prior', () => checkPrior(measured))
  const reusesPrefix = scoringEngines[mode].count ? await check('reuse', () => checkReuse(measured)) : false
  const how = `It scores, asked as ${scoringEngines[mode].name}`
  const summary = problem
    ? `Its scores cannot be relied on. ${problem}`
    : `${how}${tellsPrior ? ', and tells the price of a thought in the same call' : ''}.`
  return { ...found, works: !problem, mode, tellsPrior, reusesPrefix, summary }
}

type Check = (name: ScoringCheckName, look: () => Promise<Found>) => Promise<boolean>

/** What fails, fails with its sentence, and the next check is made. */
function openChecks(
  signal: AbortSignal,
  onCheck: (check: ScoringCheck) => void,
): { checks: ScoringCheck[]; check: Check } {
  const checks: ScoringCheck[] = []
  const check: Check = async (name, look) => {
    const startedAt = Date.now()
    const found = await look().catch((error: unknown) => ({ isOk: false, sentence: sentenceOf(error) }))
    signal.throwIfAborted()
    const made = { name, ...found, latencyMs: Date.now() - startedAt }
    checks.push(made)
    onCheck(made)
    return made.isOk
  }
  return { checks, check }
}

/** The first way in which the server tells something, and what it tells. */
async function tryModes(
  endpoint: ScorerEndpoint,
  modes: readonly ScoringMode[],
  check: Check,
  signal: AbortSignal,
): Promise<{ mode: ScoringMode; reading: PromptReading } | undefined> {
  for (const mode of modes) {
    const engine = scoringEngines[mode]
    let reading: PromptReading | undefined
    await check(mode, async () => {
      const request = engine.ask(endpoint, sampleText, 0)
      reading = await callEngine({ endpoint, engine, request, text: sampleText }, signal, { retry: testRetry })
      return { isOk: true, sentence: `Answers when it is asked as ${engine.name}.` }
    })
    if (reading) return { mode, reading }
  }
  return undefined
}

function describeSigns({ name, refusal, models, maxPromptTokens }: Signs, model: string): Found {
  const who = name ? `Is ${name}` : 'Does not say what it is'
  if (refusal) return { isOk: false, sentence: `${who}: ${refusal}.` }
  const some = models.slice(0, 3).join(', ')
  if (models.length > 0 && !models.includes(model))
    return { isOk: false, sentence: `${who}, and does not list ${model}: for example ${some}.` }
  const most = maxPromptTokens === null ? '' : `, and takes ${maxPromptTokens.toLocaleString('en')} tokens`
  return { isOk: name !== null, sentence: `${who}${most}.` }
}

function sentenceOf(error: unknown): string {
  return error instanceof AppError ? error.message : 'This could not be tried.'
}
