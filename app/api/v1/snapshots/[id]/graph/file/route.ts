import { route } from '@/lib/http/route'
import { GetFile } from '@/lib/repository/get-file'
import { getFileTies } from '@/lib/repository/get-file-ties'

export const GET = route(GetFile, getFileTies)
