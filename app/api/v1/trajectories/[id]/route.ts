import { route } from '@/lib/http/route'
import { GetTrajectory, getTrajectory } from '@/lib/trajectory/get-trajectory'

export const GET = route(GetTrajectory, getTrajectory)
