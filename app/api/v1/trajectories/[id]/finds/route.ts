import { streamRoute } from '@/lib/http/stream-route'
import { FindInTrajectory, findInTrajectory } from '@/lib/trajectory/find-in-trajectory'

export const POST = streamRoute(FindInTrajectory, findInTrajectory)
