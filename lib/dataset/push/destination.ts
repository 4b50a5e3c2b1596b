import { z } from 'zod'

/** A repository of datasets on the Hub, or on a server that speaks as it does. */
export const HubPlace = z.object({
  kind: z.literal('hub'),
  endpoint: z.url({ protocol: /^https?$/ }).default('https://huggingface.co'),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'Write it as owner/name.'),
  isPrivate: z.boolean().default(true),
})

/** A bucket of a storage that speaks S3. */
export const S3Place = z.object({
  kind: z.literal('s3'),
  /** Left out for Amazon's own. */
  endpoint: z.url({ protocol: /^https?$/ }).optional(),
  region: z.string().min(1).max(60).default('us-east-1'),
  bucket: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'That is no name of a bucket.'),
  /** What the names of objects begin with; the id of the release follows. */
  prefix: z.string().max(200).default(''),
  accessKeyId: z.string().min(1).max(200),
})

export const Place = z.discriminatedUnion('kind', [HubPlace, S3Place])
export type Place = z.infer<typeof Place>
export type HubPlace = z.infer<typeof HubPlace>
export type S3Place = z.infer<typeof S3Place>

export const NewDestination = z.object({
  name: z.string().trim().min(1, 'Give the destination a name.').max(100),
  place: Place,
  /** A token of the Hub with the right to write, or the secret access key. */
  secret: z.string().min(1, 'The token or key is needed.').max(2000),
})

/** As people see it: the secret never comes back. */
export const Destination = z.object({
  id: z.string(),
  name: z.string(),
  place: Place,
  by: z.string(),
  createdAt: z.string(),
})
export type Destination = z.infer<typeof Destination>
export const DestinationList = z.array(Destination)

export const ListDestinations = z.object({})
export const GetDestination = z.object({ id: z.uuid() })

export const PushRequest = z.object({
  id: z.uuid(),
  destinationId: z.uuid(),
  /** That it may leave although nobody looked through it. */
  isUnchecked: z.boolean().default(false),
})

export const Push = z.object({
  id: z.string(),
  destination: z.string(),
  by: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  url: z.string().nullable(),
  jobId: z.string().nullable(),
})
export type Push = z.infer<typeof Push>
export const PushList = z.array(Push)
export const ListPushes = z.object({ id: z.uuid() })
