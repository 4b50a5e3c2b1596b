import { route } from '@/lib/http/route'
import { requestSynthesis, SynthesisRequest } from '@/lib/synthesis/request-synthesis'
import { ListTrajectories, listTrajectories } from '@/lib/trajectory/list-trajectories'

export const GET = route(ListTrajectories, listTrajectories)
export const POST = route(SynthesisRequest, requestSynthesis, 202)
