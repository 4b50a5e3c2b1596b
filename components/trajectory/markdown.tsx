import { Square, SquareCheckBig } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import ReactMarkdown, { type Components, type Options } from 'react-markdown'
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import type { Processor } from 'unified'
import { classNames } from '@/components/ui/class-names'
import { rehypeOffsets } from './rehype-offsets'

export type MarkdownProps = {
  text: string
  className?: string
  /** What the text is, for selections: its thought, and the step that it is of. */
  thoughtId?: string
  stepId?: string
}

/**
 * Markdown as elements: no HTML, image, or address other than of the web comes through, and nothing is fetched. What is
 * not drawn as Markdown stands as the text that it is. Every text lies in a `span` whose `data-offset` is its place in
 * `text` (`rehypeOffsets`).
 */
export const Markdown = memo(function Markdown({ text, className, thoughtId, stepId }: MarkdownProps) {
  return (
    <div
      data-thought-id={thoughtId}
      data-step-id={stepId}
      className={classNames('grid max-w-thought gap-2.5 text-thought wrap-anywhere', className)}
    >
      <ReactMarkdown remarkPlugins={remark} rehypePlugins={rehype} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  )
})

/** Images would be fetched, HTML and footnotes would hide words: they are no marks here, so that they stand as text. */
function remarkPlain(this: Processor): void {
  const data = this.data() as { micromarkExtensions?: object[] }
  const disabled = ['htmlFlow', 'htmlText', 'definition', 'labelStartImage', ...footnotes]
  data.micromarkExtensions ??= []
  data.micromarkExtensions.push({ disable: { null: disabled } })
}

const footnotes = ['gfmFootnoteDefinition', 'gfmFootnoteCall', 'gfmPotentialFootnoteCall']
const schema = { ...defaultSchema, protocols: { ...defaultSchema.protocols, href: ['http', 'https', 'mailto'] } }
const remark: Options['remarkPlugins'] = [[remarkGfm, { singleTilde: false }], remarkPlain]
const rehype: Options['rehypePlugins'] = [[rehypeSanitize, schema], rehypeOffsets]

/** What scrolls can be scrolled by keys. */
const scrolled = { tabIndex: 0 }

function Heading({ children }: { children?: ReactNode }) {
  return <p className="font-semibold">{children}</p>
}

const components: Components = {
  p: ({ children }) => <p className="whitespace-pre-line">{children}</p>,
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
  ul: ({ children }) => <ul className="grid list-disc gap-1 pl-5">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="grid list-decimal gap-1 pl-6">
      {children}
    </ol>
  ),
  li: ({ children, className }) => (
    <li className={classNames('whitespace-pre-line *:mt-1', className === 'task-list-item' && 'list-none')}>
      {children}
    </li>
  ),
  blockquote: ({ children }) => (
    <blockquote className="grid gap-2.5 border-l-2 pl-3 text-neutral-11">{children}</blockquote>
  ),
  pre: ({ children }) => (
    <pre
      {...scrolled}
      className="overflow-x-auto rounded bg-neutral-3 p-2 font-mono text-code [&>code]:bg-transparent [&>code]:p-0"
    >
      {children}
    </pre>
  ),
  code: ({ children }) => <code className="rounded-small bg-neutral-3 px-1 font-mono text-code">{children}</code>,
  hr: () => <hr className="border-neutral-6" />,
  a: ({ children, href }) =>
    href && /^(https?|mailto):/i.test(href) ? (
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        referrerPolicy="no-referrer"
        className="text-accent-text underline underline-offset-3"
      >
        {children}
      </a>
    ) : (
      children
    ),
  input: ({ checked }) => {
    const Icon = checked ? SquareCheckBig : Square
    return <Icon aria-label={checked ? 'done' : 'open'} className="mr-1.5 -ml-5 inline size-3.5 align-[-2px]" />
  },
  table: ({ children }) => (
    <div {...scrolled} className="overflow-x-auto">
      <table className="border-collapse [&_td]:border [&_td]:px-2 [&_td]:py-1 [&_th]:border [&_th]:bg-neutral-2 [&_th]:px-2 [&_th]:py-1 [&_th]:text-left [&_th]:font-semibold">
        {children}
      </table>
    </div>
  ),
}
