import { formats } from '@/lib/dataset/formats/catalog'
import type { ReleaseFormat } from '@/lib/dataset/formats/settings'

/** Whether a format carries the loss mask, and how. */
export function MaskWords({ format }: { format: ReleaseFormat }) {
  const { mask } = formats[format]
  return (
    <p>
      <strong className="font-medium text-neutral-11">The loss mask {mask.isKept ? 'survives' : 'is lost'}.</strong>{' '}
      {mask.how}
    </p>
  )
}
