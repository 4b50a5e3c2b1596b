/** A token of the text that was sent, as an engine tells of it. */
export type PromptToken = {
  /** Null where the engine does not say; pieces of a character are `\uFFFD` or empty. */
  text: string | null
  id: number | null
  /** −log p of the token; null for the first one that an engine looks at, which nothing comes before. */
  nats: number | null
}

export type PromptReading = {
  /** Of the whole text, or of its end. */
  tokens: PromptToken[]
  /** Of the whole text; null when the engine does not say. */
  promptTokens: number | null
  cachedTokens: number
  outputTokens: number
}

export type EngineRequest = { url: string; body: object }

/** Where an engine is asked, and for which model. */
export type Place = { baseUrl: string; model: string }

/** How an engine is asked what the tokens of a text cost, and how its answer is read. */
export type Engine = {
  /** As people call it. */
  name: string
  /**
   * Asks for the costs of a text's tokens. `startToken` is the first token of interest: an engine that can begin there
   * gives null for it, and the costs of those after it.
   */
  ask(place: Place, text: string, startToken: number): EngineRequest
  /** Asks how many tokens a text has; only for engines that begin at a token. */
  count?(place: Place, text: string): EngineRequest
  /** What an answer says; or what is wrong with it, as words that follow the server's name. */
  read(answer: unknown, text: string): PromptReading | string
}

/** The address of the server itself, for what is not under the version of its protocol. */
export function rootOf(baseUrl: string): string {
  return baseUrl.replace(/\/v\d+$/, '')
}

/** The address of the OpenAI protocol: a server that is given without a path has it under `/v1`. */
export function versionOf(baseUrl: string): string {
  return new URL(baseUrl).pathname === '/' ? `${baseUrl}/v1` : baseUrl
}

/** A cost from a log-probability; rounding may have brought a certain one above 0. */
export function natsOf(logProbability: number | null | undefined): number | null {
  if (logProbability === null || logProbability === undefined) return null
  return logProbability > 0 && logProbability < 1e-3 ? 0 : 0 - logProbability
}
