const hourMs = 60 * 60_000
const dayMs = 24 * hourMs

/** When work can be put off to. */
export function snoozeChoices(now: Date): { label: string; until: string }[] {
  const tomorrow = new Date(now.getTime() + dayMs)
  tomorrow.setHours(9, 0, 0, 0)
  return [
    { label: 'for an hour', until: new Date(now.getTime() + hourMs) },
    { label: 'until tomorrow morning', until: tomorrow },
    { label: 'for three days', until: new Date(now.getTime() + 3 * dayMs) },
  ].map(({ label, until }) => ({ label, until: until.toISOString() }))
}
