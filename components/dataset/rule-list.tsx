import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/components/ui/number-format'
import { checkNames, checkWords, type PreflightView } from '@/lib/dataset/finding'
import type { FindingChoice } from './dataset-queries'

export type RuleListProps = {
  rules: PreflightView['rules']
  choice: FindingChoice
  onChange: (choice: FindingChoice) => void
}

/** Every check, also those that found nothing, with its rules: found, and still to decide. */
export function RuleList({ rules, choice, onChange }: RuleListProps) {
  const all = rules.reduce((sum, { found }) => sum + found, 0)
  return (
    <nav aria-label="Checks" className="overflow-y-auto border-r py-2">
      <Line
        title="All findings"
        found={all}
        open={rules.reduce((sum, { open }) => sum + open, 0)}
        isActive={choice.check === undefined}
        onClick={() => onChange({ state: choice.state })}
      />
      {checkNames.map((check) => {
        const own = rules.filter((rule) => rule.check === check)
        return (
          <div key={check}>
            <Line
              title={checkWords[check]}
              found={own.reduce((sum, { found }) => sum + found, 0)}
              open={own.reduce((sum, { open }) => sum + open, 0)}
              isActive={choice.check === check && choice.rule === undefined}
              onClick={() => onChange({ state: choice.state, check })}
            />
            {own.map(({ rule, found, open }) => (
              <Line
                key={rule}
                title={rule}
                isInner
                found={found}
                open={open}
                isActive={choice.check === check && choice.rule === rule}
                onClick={() => onChange({ state: choice.state, check, rule })}
              />
            ))}
          </div>
        )
      })}
    </nav>
  )
}

type LineProps = {
  title: string
  found: number
  open: number
  isInner?: boolean
  isActive: boolean
  onClick: () => void
}

function Line({ title, found, open, isInner, isActive, onClick }: LineProps) {
  return (
    <button
      type="button"
      aria-pressed={isActive}
      data-ring="inside"
      onClick={onClick}
      className={classNames(
        'flex h-control w-full items-center justify-between gap-2 pr-3 text-left',
        isInner ? 'pl-7 text-small' : 'pl-4',
        isActive ? 'bg-neutral-4 text-neutral-12' : 'text-neutral-11 hover:bg-neutral-3',
        found === 0 && 'text-neutral-10',
      )}
    >
      <span className="truncate">{title}</span>
      <span className="shrink-0 text-small tabular-nums">
        {open > 0 ? `${formatCount(open)} of ${formatCount(found)}` : formatCount(found)}
      </span>
    </button>
  )
}
