import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './globals.css'
import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { Providers } from '@/components/frame/providers'
import { SideBarScript } from '@/components/frame/side-bar-script'

export const metadata: Metadata = {
  title: { default: 'Retrace', template: '%s · Retrace' },
  description: 'The development trajectories behind finished repositories: judged, improved and released.',
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // The theme and the side bar are set before the first paint, by scripts that React does not know about.
    <html lang="en" suppressHydrationWarning>
      <body>
        <SideBarScript />
        <Providers>{children}</Providers>
      </body>
    </html>
  )
}
