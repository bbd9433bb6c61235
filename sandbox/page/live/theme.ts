import { useEffect, useState } from 'react';
import { recall, remember } from './stored';

export type Theme = 'auto' | 'light' | 'dark';
const NEXT: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };

/** Light, dark, or as the system says; the second value moves on to the next. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(() => {
    const stored = recall('theme');
    return stored === 'light' || stored === 'dark' ? stored : 'auto';
  });
  useEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    remember('theme', theme);
  }, [theme]);
  return [theme, () => setTheme(NEXT[theme])];
}
