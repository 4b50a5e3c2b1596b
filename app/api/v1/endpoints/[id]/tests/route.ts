import { streamRoute } from '@/lib/http/stream-route'
import { EndpointId } from '@/lib/llm/endpoint'
import { runEndpointTest } from '@/lib/llm/run-endpoint-test'

export const POST = streamRoute(EndpointId, (actor, input, { signal, tell }) =>
  runEndpointTest(actor, input, { signal, onCheck: tell }),
)
