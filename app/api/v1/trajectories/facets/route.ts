import { route } from '@/lib/http/route'
import { CountFacets, countFacets } from '@/lib/trajectory/count-facets'

export const GET = route(CountFacets, countFacets)
