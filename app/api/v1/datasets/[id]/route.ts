import { changeDataset } from '@/lib/dataset/change-dataset'
import { DatasetChange, GetDataset } from '@/lib/dataset/dataset'
import { deleteDataset } from '@/lib/dataset/delete-dataset'
import { getDataset } from '@/lib/dataset/get-dataset'
import { route } from '@/lib/http/route'

export const GET = route(GetDataset, getDataset)
export const PATCH = route(DatasetChange, changeDataset)
export const DELETE = route(GetDataset, deleteDataset)
