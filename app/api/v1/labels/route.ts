import { route } from '@/lib/http/route'
import { ListLabels } from '@/lib/review/label'
import { listLabels } from '@/lib/review/list-labels'

export const GET = route(ListLabels, listLabels)
