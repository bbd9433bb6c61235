export const locales = ['en', 'fr'] as const;
export type Locale = (typeof locales)[number];

/** The nearest language that we speak for a platform's tag, such as `fr-FR` or `en_US`. */
export function nearestLocale(tag: string | null | undefined): Locale {
  return tag?.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}
