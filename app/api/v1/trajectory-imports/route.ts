import { ForeignImportRequest } from '@/lib/foreign/foreign-import'
import { ListForeignImports, listForeignImports } from '@/lib/foreign/list-foreign-imports'
import { requestForeignImport } from '@/lib/foreign/request-foreign-import'
import { route } from '@/lib/http/route'

export const GET = route(ListForeignImports, listForeignImports)
export const POST = route(ForeignImportRequest, requestForeignImport, 202)
