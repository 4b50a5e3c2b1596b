import { classNames } from '@/components/ui/class-names'
import { formatCount } from '@/components/ui/number-format'
import { checkNames, checkWords, type PreflightView, type RuleCount } from '@/lib/dataset/preflight/finding'
import type { FindingChoice } from './dataset-queries'

export type RuleListProps = {
  rules: PreflightView['rules']
  choice: FindingChoice
  onChange: (choice: FindingChoice) => void
}

/** Every check, also those that found nothing, with its rules, and how many findings of each are in the list. */
export function RuleList({ rules, choice, onChange }: RuleListProps) {
  const { state } = choice
  return (
    <nav aria-label="Checks" className="overflow-y-auto border-r py-2">
      <Line
        title="All findings"
        rules={rules}
        state={state}
        isActive={choice.check === undefined}
        onClick={() => onChange({ state })}
      />
      {checkNames.map((check) => {
        const own = rules.filter((rule) => rule.check === check)
        return (
          <div key={check}>
            <Line
              title={checkWords[check]}
              rules={own}
              state={state}
              isActive={choice.check === check && choice.rule === undefined}
              onClick={() => onChange({ state, check })}
            />
            {own.map((one) => (
              <Line
                key={one.rule}
                title={one.rule}
                rules={[one]}
                state={state}
                isInner
                isActive={choice.check === check && choice.rule === one.rule}
                onClick={() => onChange({ state, check, rule: one.rule })}
              />
            ))}
          </div>
        )
      })}
    </nav>
  )
}

const counted = { open: 'open', decided: 'decided', all: 'found' } as const

type LineProps = {
  title: string
  rules: readonly RuleCount[]
  state: FindingChoice['state']
  isInner?: boolean
  isActive: boolean
  onClick: () => void
}

function Line({ title, rules, state, isInner, isActive, onClick }: LineProps) {
  const sum = (name: 'open' | 'decided' | 'found') => rules.reduce((total, rule) => total + rule[name], 0)
  const count = sum(counted[state])
  return (
    <button
      type="button"
      aria-pressed={isActive}
      data-ring="inside"
      title={`${title}: ${formatCount(sum('found'))} found, ${formatCount(sum('open'))} to decide`}
      onClick={onClick}
      className={classNames(
        'flex h-control w-full items-center justify-between gap-2 pr-3 text-left',
        isInner ? 'pl-7 text-small' : 'pl-4',
        isActive ? 'bg-neutral-4 text-neutral-12' : 'hover:bg-neutral-3',
        !isActive && (count === 0 ? 'text-neutral-10' : 'text-neutral-11'),
      )}
    >
      <span className="truncate">{title}</span>
      <span className="shrink-0 text-small tabular-nums">{formatCount(count)}</span>
    </button>
  )
}
