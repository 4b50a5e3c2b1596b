import { route } from '@/lib/http/route'
import { ListFileGains, listFileGains } from '@/lib/optimize/list-file-gains'

export const GET = route(ListFileGains, listFileGains)
