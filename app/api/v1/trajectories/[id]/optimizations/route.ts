import { route } from '@/lib/http/route'
import { listOptimizations } from '@/lib/optimize/list-optimizations'
import { ListOptimizations, OptimizeRequest } from '@/lib/optimize/optimization'
import { requestOptimization } from '@/lib/optimize/request-optimization'

export const GET = route(ListOptimizations, listOptimizations)
export const POST = route(OptimizeRequest, requestOptimization, 202)
