import { route } from '@/lib/http/route'
import { getGraph } from '@/lib/repository/get-graph'
import { GetSnapshot } from '@/lib/repository/get-snapshot'

export const GET = route(GetSnapshot, getGraph)
