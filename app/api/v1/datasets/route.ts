import { createDataset } from '@/lib/dataset/create-dataset'
import { ListDatasets, NewDataset } from '@/lib/dataset/dataset'
import { listDatasets } from '@/lib/dataset/get-dataset'
import { route } from '@/lib/http/route'

export const GET = route(ListDatasets, listDatasets)
export const POST = route(NewDataset, createDataset, 201)
