import { streamRoute } from '@/lib/http/stream-route'
import { runScorerTest } from '@/lib/likelihood/run-scorer-test'
import { EndpointId } from '@/lib/llm/endpoint'

export const POST = streamRoute(EndpointId, (actor, input, { signal, tell }) =>
  runScorerTest(actor, input, { signal, onCheck: tell }),
)
