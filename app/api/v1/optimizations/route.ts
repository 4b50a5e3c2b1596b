import { route } from '@/lib/http/route'
import { OptimizationsRequest } from '@/lib/optimize/optimizations-request'
import { requestOptimizations } from '@/lib/optimize/request-optimizations'

export const POST = route(OptimizationsRequest, requestOptimizations, 202)
