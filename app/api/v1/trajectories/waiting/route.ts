import { route } from '@/lib/http/route'
import { CountWaiting, countWaiting } from '@/lib/review/count-waiting'

export const GET = route(CountWaiting, countWaiting)
