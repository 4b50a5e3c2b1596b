import { route } from '@/lib/http/route'
import { GetStep, getStep } from '@/lib/trajectory/get-step'

export const GET = route(GetStep, getStep)
