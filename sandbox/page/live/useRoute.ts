import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { formatRoute, parseRoute, type Route } from './route';

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** The page's place and the way to go elsewhere; back and forward of the browser work. */
export function useRoute(): [Route, (next: Route, how?: 'push' | 'replace') => void] {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash);
  const route = useMemo(() => parseRoute(hash), [hash]);
  const go = useCallback((next: Route, how: 'push' | 'replace' = 'push') => {
    const target = formatRoute(next);
    if (target === window.location.hash) return;
    if (how === 'push') window.location.hash = target;
    else {
      window.history.replaceState(null, '', target);
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    }
  }, []);
  return [route, go];
}
