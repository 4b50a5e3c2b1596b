import { decideFindings } from '@/lib/dataset/preflight/decide-findings'
import { DecideFindings, ListFindings } from '@/lib/dataset/preflight/finding'
import { listFindings } from '@/lib/dataset/preflight/get-preflight'
import { route } from '@/lib/http/route'

export const GET = route(ListFindings, listFindings)
export const POST = route(DecideFindings, decideFindings)
