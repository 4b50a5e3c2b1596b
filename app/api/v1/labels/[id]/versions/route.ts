import { route } from '@/lib/http/route'
import { ListLabelVersions } from '@/lib/review/label'
import { listLabelVersions } from '@/lib/review/list-labels'

export const GET = route(ListLabelVersions, listLabelVersions)
