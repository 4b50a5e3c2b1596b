import {
  Activity,
  Boxes,
  CircleCheckBig,
  FolderGit2,
  House,
  type LucideIcon,
  PackageCheck,
  Route,
  Settings,
} from 'lucide-react'

export type Destination = { href: string; title: string; icon: LucideIcon; keys: string }

export const destinations: readonly Destination[] = [
  { href: '/', title: 'Home', icon: House, keys: 'g h' },
  { href: '/repositories', title: 'Repositories', icon: FolderGit2, keys: 'g r' },
  { href: '/trajectories', title: 'Trajectories', icon: Route, keys: 'g t' },
  { href: '/review', title: 'Review', icon: CircleCheckBig, keys: 'g v' },
  { href: '/datasets', title: 'Datasets', icon: Boxes, keys: 'g d' },
  { href: '/exports', title: 'Exports', icon: PackageCheck, keys: 'g e' },
  { href: '/activity', title: 'Activity', icon: Activity, keys: 'g a' },
  { href: '/settings', title: 'Settings', icon: Settings, keys: 'g s' },
]

export function isWithin(path: string, href: string): boolean {
  return href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
}
