import { route } from '@/lib/http/route'
import { FindNeighbours, findNeighbours } from '@/lib/trajectory/find-neighbours'

export const GET = route(FindNeighbours, findNeighbours)
