import { route } from '@/lib/http/route'
import { createEndpoint } from '@/lib/llm/create-endpoint'
import { NewEndpoint } from '@/lib/llm/endpoint'
import { ListEndpoints, listEndpoints } from '@/lib/llm/list-endpoints'

export const GET = route(ListEndpoints, listEndpoints)
export const POST = route(NewEndpoint, createEndpoint, 201)
