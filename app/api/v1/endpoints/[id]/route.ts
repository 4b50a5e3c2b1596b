import { route } from '@/lib/http/route'
import { archiveEndpoint, EndpointRemoval } from '@/lib/llm/archive-endpoint'
import { EndpointUpdate } from '@/lib/llm/endpoint'
import { updateEndpoint } from '@/lib/llm/update-endpoint'

export const PUT = route(EndpointUpdate, updateEndpoint)
export const DELETE = route(EndpointRemoval, archiveEndpoint)
