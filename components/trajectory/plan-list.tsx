import { useDeferredValue } from 'react'
import { PathText } from '@/components/ui/path-text'
import type { Plan } from '@/lib/trajectory/trajectory'
import { SentenceText } from './thought-text'

/** The main run's plan: what is wanted, and the files in the order of writing; a file leads to the work on it. */
export function PlanList({ plan, onOpenFile }: { plan: Plan; onOpenFile: (path: string) => void }) {
  // The first ones at once; all the others when there is time, so that who passes by is not held up.
  const shown = useDeferredValue(plan.files.length, atOnce)
  return (
    <div className="grid max-w-thought gap-4">
      <section className="grid gap-1.5">
        <h3 className="text-small font-medium text-neutral-10">Requirements</h3>
        <ul className="grid list-disc gap-1 pl-5 text-thought">
          {plan.requirements.map((requirement) => (
            <li key={requirement}>
              <SentenceText text={requirement} />
            </li>
          ))}
        </ul>
      </section>
      <section className="grid gap-1.5">
        <h3 className="text-small font-medium text-neutral-10">
          Files in writing order <span className="tabular-nums">{plan.files.length}</span>
        </h3>
        <ol className="overflow-hidden rounded border">
          {plan.files.slice(0, shown).map(({ path, purpose, interface: offers, check, dependencies }, index) => (
            <li
              key={path}
              className="border-b [contain-intrinsic-size:auto_52px] [content-visibility:auto] last:border-b-0"
            >
              <button
                type="button"
                data-ring="inside"
                onClick={() => onOpenFile(path)}
                className="grid w-full grid-cols-[--spacing(8)_1fr] gap-x-2 px-2 py-1.5 text-left hover:bg-neutral-3"
              >
                <span className="text-right text-small leading-5 text-neutral-10 tabular-nums">{index + 1}</span>
                <span className="grid min-w-0 gap-0.5">
                  <PathText path={path} />
                  <span className="text-neutral-11">
                    <SentenceText text={purpose} />
                  </span>
                  <span className="grid grid-cols-[max-content_1fr] items-baseline gap-x-2 text-small leading-5 text-neutral-10">
                    {offers && <Promised label="offers" text={offers} />}
                    {check && <Promised label="check" text={check} />}
                    {dependencies.length > 0 && (
                      <>
                        <span>needs</span>
                        <span className="truncate" title={dependencies.join('\n')}>
                          {dependencies.join(', ')}
                        </span>
                      </>
                    )}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ol>
      </section>
    </div>
  )
}

const atOnce = 30

/** What the plan promises of a file; plans from before it was asked for have none. */
function Promised({ label, text }: { label: string; text: string }) {
  return (
    <>
      <span>{label}</span>
      <span className="text-neutral-11 wrap-anywhere">
        <SentenceText text={text} />
      </span>
    </>
  )
}
