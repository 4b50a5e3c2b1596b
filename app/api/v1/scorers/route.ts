import { route } from '@/lib/http/route'
import { ListEndpoints, listScorers } from '@/lib/llm/list-endpoints'

export const GET = route(ListEndpoints, listScorers)
