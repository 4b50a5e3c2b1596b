import { route } from '@/lib/http/route'
import { EstimateRequest, estimateSynthesis } from '@/lib/synthesis/estimate-synthesis'

export const POST = route(EstimateRequest, estimateSynthesis)
