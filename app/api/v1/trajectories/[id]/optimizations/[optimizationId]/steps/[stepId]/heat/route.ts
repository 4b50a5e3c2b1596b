import { route } from '@/lib/http/route'
import { getHeat } from '@/lib/optimize/get-heat'
import { GetHeat } from '@/lib/optimize/heat'

export const GET = route(GetHeat, getHeat)
