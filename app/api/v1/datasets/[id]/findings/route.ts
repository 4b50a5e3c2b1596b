import { decideFindings } from '@/lib/dataset/decide-findings'
import { DecideFindings, ListFindings } from '@/lib/dataset/finding'
import { listFindings } from '@/lib/dataset/get-preflight'
import { route } from '@/lib/http/route'

export const GET = route(ListFindings, listFindings)
export const POST = route(DecideFindings, decideFindings)
