import { route } from '@/lib/http/route'
import { GetOptimization, getOptimization } from '@/lib/optimize/get-optimization'

export const GET = route(GetOptimization, getOptimization)
