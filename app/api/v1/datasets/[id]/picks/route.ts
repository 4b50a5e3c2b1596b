import { PickTrajectories } from '@/lib/dataset/dataset'
import { pickTrajectories } from '@/lib/dataset/pick-trajectories'
import { route } from '@/lib/http/route'

export const POST = route(PickTrajectories, pickTrajectories)
