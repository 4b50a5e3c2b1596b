import type { Actor } from '@/lib/auth/actor'
import { receiveUpload, type UploadKind } from '@/lib/repository/archive/receive-upload'
import { acceptedFiles, isForeignName } from './limits'

const foreignFiles: UploadKind = {
  isNamed: isForeignName,
  accepted: acceptedFiles,
  noun: 'file of trajectories',
  verb: 'import trajectories',
}

/** Takes a file of foreign trajectories in, as archives are taken in. */
export function receiveForeignFile(actor: Actor, sent: Parameters<typeof receiveUpload>[1]) {
  return receiveUpload(actor, sent, foreignFiles)
}
