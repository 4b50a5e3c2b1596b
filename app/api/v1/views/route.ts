import { route } from '@/lib/http/route'
import { listViews } from '@/lib/trajectory/list-views'
import { saveView } from '@/lib/trajectory/save-view'
import { ListViews, NewView } from '@/lib/trajectory/saved-view'

export const GET = route(ListViews, listViews)
export const POST = route(NewView, saveView, 201)
