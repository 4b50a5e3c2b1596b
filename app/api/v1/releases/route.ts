import { ExportRequest } from '@/lib/dataset/export/export'
import { requestExport } from '@/lib/dataset/export/request-export'
import { listReleases } from '@/lib/dataset/list-releases'
import { ListReleases } from '@/lib/dataset/release'
import { route } from '@/lib/http/route'

export const GET = route(ListReleases, listReleases)
export const POST = route(ExportRequest, requestExport, 202)
