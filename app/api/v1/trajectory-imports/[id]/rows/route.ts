import { ListForeignRows, listForeignRows } from '@/lib/foreign/list-foreign-imports'
import { route } from '@/lib/http/route'

export const GET = route(ListForeignRows, listForeignRows)
