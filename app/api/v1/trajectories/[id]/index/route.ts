import { route } from '@/lib/http/route'
import { GetTrajectory } from '@/lib/trajectory/get-trajectory'
import { getTrajectoryIndex } from '@/lib/trajectory/get-trajectory-index'

export const GET = route(GetTrajectory, getTrajectoryIndex)
