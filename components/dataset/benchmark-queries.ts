import { mutationOptions, type QueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import { Benchmark, type BenchmarkText, readProblems } from '@/lib/dataset/preflight/benchmark'
import { fetchJson } from '@/lib/http/client'

type Problem = z.infer<typeof BenchmarkText>

/** Requests are at most a mebibyte. */
const mostCharacters = 250_000

function refresh(client: QueryClient) {
  return Promise.all([
    client.invalidateQueries({ queryKey: ['benchmarks'] }),
    client.invalidateQueries({ queryKey: ['datasets'] }),
  ])
}

/** Reads the problems of a file here, and sends them in pieces. */
export const addBenchmarkFile = (client: QueryClient) =>
  mutationOptions({
    async mutationFn(file: File) {
      const name = file.name.replace(/\.\w+$/, '')
      for (const problems of pieces(readProblems(file.name, await file.text())))
        await fetchJson(Benchmark, '/api/v1/benchmarks', { method: 'POST', body: { name, problems } })
    },
    onSettled: () => refresh(client),
  })

export const removeBenchmark = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string) => fetchJson(z.null(), `/api/v1/benchmarks/${id}`, { method: 'DELETE' }),
    onSuccess: () => refresh(client),
  })

function pieces(problems: readonly Problem[]): Problem[][] {
  const found: Problem[][] = []
  let characters = Number.POSITIVE_INFINITY
  for (const problem of problems.flatMap(cut)) {
    if (characters + problem.text.length > mostCharacters) {
      found.push([])
      characters = 0
    }
    found.at(-1)?.push(problem)
    characters += problem.text.length
  }
  return found
}

/** A problem that is longer than a request comes in parts. */
function cut({ name, text }: Problem): Problem[] {
  const parts = Math.ceil(text.length / mostCharacters)
  if (parts <= 1) return [{ name, text }]
  return Array.from({ length: parts }, (_, part) => ({
    name: `${name}, part ${part + 1}`,
    text: text.slice(part * mostCharacters, (part + 1) * mostCharacters),
  }))
}
