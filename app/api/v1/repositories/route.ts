import { route } from '@/lib/http/route'
import { ImportRequest } from '@/lib/repository/import-target'
import { ListRepositories, listRepositories } from '@/lib/repository/list-repositories'
import { requestImport } from '@/lib/repository/request-import'

export const GET = route(ListRepositories, listRepositories)
export const POST = route(ImportRequest, (actor, request) => requestImport(actor, request), 202)
