import { route } from '@/lib/http/route'
import { CompareTrajectories, compareTrajectories } from '@/lib/trajectory/compare-trajectories'

export const GET = route(CompareTrajectories, compareTrajectories)
