import { route } from '@/lib/http/route'
import { GetFile, getFile } from '@/lib/repository/get-file'

export const GET = route(GetFile, getFile)
