import { ExportRequest } from '@/lib/dataset/export'
import { listReleases } from '@/lib/dataset/list-releases'
import { ListReleases } from '@/lib/dataset/release'
import { requestExport } from '@/lib/dataset/request-export'
import { route } from '@/lib/http/route'

export const GET = route(ListReleases, listReleases)
export const POST = route(ExportRequest, requestExport, 202)
