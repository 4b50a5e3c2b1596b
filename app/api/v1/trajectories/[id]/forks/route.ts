import { route } from '@/lib/http/route'
import { GetForkPoint, getForkPoint } from '@/lib/synthesis/get-fork-point'
import { ForkRequest, requestFork } from '@/lib/synthesis/request-fork'

export const GET = route(GetForkPoint, getForkPoint)
export const POST = route(ForkRequest, requestFork, 202)
