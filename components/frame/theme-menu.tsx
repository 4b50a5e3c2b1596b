'use client'

import { Contrast, Monitor, Moon, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { IconButton } from '@/components/ui/icon-button'
import { Menu } from '@/components/ui/menu'

const themes = [
  { id: 'light', label: 'Light', icon: <Sun /> },
  { id: 'dark', label: 'Dark', icon: <Moon /> },
  { id: 'system', label: 'As the system', icon: <Monitor /> },
]

export function ThemeMenu() {
  const { theme, setTheme } = useTheme()
  const entries = themes.map((entry) => ({ ...entry, isChecked: entry.id === theme, run: () => setTheme(entry.id) }))
  return (
    <Menu
      label="Theme"
      trigger={
        <IconButton label="Theme">
          <Contrast />
        </IconButton>
      }
      entries={entries}
    />
  )
}
