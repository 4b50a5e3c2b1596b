import { route } from '@/lib/http/route'
import { ListUnresolvedImports, listUnresolvedImports } from '@/lib/repository/list-unresolved-imports'

export const GET = route(ListUnresolvedImports, listUnresolvedImports)
