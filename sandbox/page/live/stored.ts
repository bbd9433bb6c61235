/** Small settings of this browser. Where storage is refused the page forgets, and works. */
export function remember(key: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`sandbox.${key}`);
    else localStorage.setItem(`sandbox.${key}`, value);
  } catch {
    // Storage can be switched off; nothing here is needed to work.
  }
}

export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(`sandbox.${key}`) ?? undefined;
  } catch {
    return undefined;
  }
}
