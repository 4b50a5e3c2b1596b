import { beforeEach, describe, expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { claimNext } from './claim-next'
import { skipAssignment, snoozeAssignment } from './end-assignment'
import { keepAssignment } from './keep-assignment'
import type { QueueView } from './queue'
import { submitVerdict } from './submit-verdict'
import { createManyTrajectories } from './testing/create-many'
import { createPerson, type Person } from './testing/create-people'
import { createQueue } from './testing/create-queue'
import { appendTestRevision, createTestTrajectory } from './testing/create-trajectory'

async function claimAll(person: Person, queue: QueueView): Promise<string[]> {
  const claimed: string[] = []
  for (;;) {
    const next = await claimNext(person, { id: queue.id })
    if (!next) return claimed
    claimed.push(next.trajectoryId)
  }
}

async function people(count: number): Promise<Person[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => createPerson(`Reviewer ${index}`)))
}

async function expire(): Promise<void> {
  await db.assignment.updateMany({ where: { state: 'claimed' }, data: { leaseUntil: new Date(0) } })
}

beforeEach(async () => {
  await db.verdict.deleteMany()
  await db.trajectory.deleteMany()
  await db.queue.deleteMany()
})

describe('claiming', () => {
  test('20 people at once take 200 trajectories: nothing twice, nothing lost, in the order of the queue', async () => {
    const ids = await createManyTrajectories(200)
    const queue = await createQueue()
    const taken = await Promise.all((await people(20)).map((person) => claimAll(person, queue)))
    expect(taken.flat().sort()).toEqual(ids)
    for (const own of taken) expect(own).toEqual([...own].sort())
  }, 120_000)

  test('with overlap 3 each is taken by three different people, whoever comes at the same time', async () => {
    const ids = await createManyTrajectories(30)
    const queue = await createQueue({ overlap: 3 })
    const taken = await Promise.all((await people(10)).map((person) => claimAll(person, queue)))
    for (const own of taken) expect(new Set(own).size).toBe(own.length)
    const counts = Map.groupBy(taken.flat(), (id) => id)
    expect([...counts.keys()].sort()).toEqual(ids)
    expect([...counts.values()].map(({ length }) => length)).toEqual(ids.map(() => 3))
  }, 120_000)

  test('claimers that are killed lose their work to others once their time is over', async () => {
    const ids = await createManyTrajectories(20)
    const queue = await createQueue()
    const killed = await people(4)
    await Promise.all(killed.map((person) => claimNext(person, { id: queue.id })))
    const [alive] = await people(1)
    expect(await claimAll(alive!, queue)).toHaveLength(16)
    await expire()
    const rest = await claimAll(await createPerson('Second'), queue)
    expect(rest).toHaveLength(20)
    expect(rest.sort()).toEqual(ids)
  }, 60_000)

  test('begins a review, follows the priority, the filter and the share, and is not for viewers', async () => {
    const ids = await createManyTrajectories(40)
    const person = await createPerson('Rhea')
    const longest = await createQueue({ priority: 'longest', filter: { steps: { from: 10, to: 20 } } })
    const first = await claimNext(person, { id: longest.id })
    expect(await db.trajectory.findUniqueOrThrow({ where: { id: first!.trajectoryId } })).toMatchObject({
      state: 'in_review',
      stepCount: 20,
    })
    expect(await claimAll(person, longest)).toHaveLength(10)
    const half = await createQueue({ name: 'Half', share: 0.5, filter: {} })
    const some = await claimAll(person, half)
    expect(some.length).toBeGreaterThan(3)
    expect(some.length).toBeLessThan(26)
    expect(ids).toEqual(expect.arrayContaining(some))
    await expect(claimNext(await createPerson('Vic', 'viewer'), { id: half.id })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('of an archived queue, or one for others, is refused', async () => {
    const member = await createPerson('Mia')
    const queue = await createQueue({ isForMembers: true, members: [member.userId] })
    await createManyTrajectories(1)
    const refused = claimNext(await createPerson('Otto'), { id: queue.id })
    await expect(refused).rejects.toMatchObject({ code: 'forbidden', message: expect.stringContaining('members') })
    expect(await claimNext(member, { id: queue.id })).not.toBeNull()
  })
})

describe('work', () => {
  test('that was skipped goes to others, and never to the same person again', async () => {
    const [id] = await createManyTrajectories(1)
    const queue = await createQueue()
    const [ada, ben] = [await createPerson('Ada'), await createPerson('Ben')]
    const claimed = await claimNext(ada, { id: queue.id })
    await skipAssignment(ada, { id: claimed!.id, reason: 'I know the author.' })
    expect(await db.trajectory.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'draft', queueId: null })
    expect(await claimNext(ada, { id: queue.id })).toBeNull()
    expect(await claimNext(ben, { id: queue.id })).toMatchObject({ trajectoryId: id })
  })

  test('that was snoozed stays with its reviewer, and comes first when its time has come', async () => {
    const [first, second] = await createManyTrajectories(2)
    const queue = await createQueue()
    const [ada, ben] = [await createPerson('Ada'), await createPerson('Ben')]
    const claimed = await claimNext(ada, { id: queue.id })
    await snoozeAssignment(ada, { id: claimed!.id, until: new Date(Date.now() + 60_000).toISOString() })
    expect(await claimNext(ben, { id: queue.id })).toMatchObject({ trajectoryId: second })
    expect(await claimNext(ada, { id: queue.id })).toBeNull()
    await db.assignment.update({ where: { id: claimed!.id }, data: { snoozedUntil: new Date(Date.now() - 1000) } })
    expect(await claimNext(ada, { id: queue.id })).toMatchObject({ id: claimed!.id, trajectoryId: first })
  })

  test('stays with whoever shows signs of life; whoever lost it is told, and may have it again when nobody took it', async () => {
    await createManyTrajectories(1)
    const queue = await createQueue()
    const [ada, ben] = [await createPerson('Ada'), await createPerson('Ben')]
    const claimed = await claimNext(ada, { id: queue.id })
    await expire()
    await keepAssignment(ada, { id: claimed!.id })
    expect(await claimNext(ben, { id: queue.id })).toBeNull()
    await expire()
    const taken = await claimNext(ben, { id: queue.id })
    expect(taken).toMatchObject({ trajectoryId: claimed!.trajectoryId })
    const late = keepAssignment(ada, { id: claimed!.id })
    await expect(late).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/taken it over.*stays here/),
    })
    await skipAssignment(ben, { id: taken!.id })
    await keepAssignment(ada, { id: claimed!.id })
    expect(await db.assignment.findUniqueOrThrow({ where: { id: claimed!.id } })).toMatchObject({
      state: 'claimed',
      slot: 0,
    })
  })

  test('that is left alone in a queue that was archived meanwhile goes to other queues', async () => {
    const [id] = await createManyTrajectories(1)
    const queue = await createQueue()
    const [ada, ben] = [await createPerson('Ada'), await createPerson('Ben')]
    await claimNext(ada, { id: queue.id })
    await db.queue.update({ where: { id: queue.id }, data: { archivedAt: new Date() } })
    const other = await createQueue()
    expect(await claimNext(ben, { id: other.id })).toBeNull()
    await expire()
    expect(await claimNext(ben, { id: other.id })).toMatchObject({ trajectoryId: id })
  })

  test('that was returned comes back to the same reviewer when it has changed, and to nobody else', async () => {
    const id = await createTestTrajectory()
    const queue = await createQueue()
    const [ada, ben] = [await createPerson('Ada'), await createPerson('Ben')]
    await claimNext(ada, { id: queue.id })
    await submitVerdict(ada, { id, revision: 1, judgement: 'return', reason: 'The plan is thin.' })
    expect(await claimNext(ada, { id: queue.id })).toBeNull()
    await appendTestRevision(id, 1)
    expect(await claimNext(ben, { id: queue.id })).toBeNull()
    expect(await claimNext(ada, { id: queue.id })).toMatchObject({ trajectoryId: id })
    await submitVerdict(ada, { id, revision: 2, judgement: 'approve' })
    expect(await db.trajectory.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'approved', queueId: null })
  })
})
