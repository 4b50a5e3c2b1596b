import { route } from '@/lib/http/route'
import { GetOptimization } from '@/lib/optimize/get-optimization'
import { getSearchSeries } from '@/lib/optimize/get-search-series'

export const GET = route(GetOptimization, getSearchSeries)
