import { route } from '@/lib/http/route'
import { ListCommits, listCommits } from '@/lib/repository/list-commits'

export const GET = route(ListCommits, listCommits)
