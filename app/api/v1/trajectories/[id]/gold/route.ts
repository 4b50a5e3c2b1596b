import { route } from '@/lib/http/route'
import { MarkGold, UnmarkGold } from '@/lib/review/gold'
import { markGold, unmarkGold } from '@/lib/review/mark-gold'

export const PUT = route(MarkGold, markGold)
export const DELETE = route(UnmarkGold, unmarkGold)
