import { route } from '@/lib/http/route'
import { DeleteRepository, deleteRepository } from '@/lib/repository/delete-repository'
import { GetRepository, getRepository } from '@/lib/repository/get-repository'

export const GET = route(GetRepository, getRepository)
export const DELETE = route(DeleteRepository, deleteRepository)
