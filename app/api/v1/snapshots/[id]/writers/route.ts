import { route } from '@/lib/http/route'
import { ListWriters, listWriters } from '@/lib/trajectory/list-writers'

export const GET = route(ListWriters, listWriters)
