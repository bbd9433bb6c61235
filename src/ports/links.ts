/** Addresses that let one person fetch one thing for a short while (architecture, law 10). */
export interface Links {
  /** Whether Postroom knows under which address people reach it: otherwise no button leads to links. */
  available(): boolean;
  /**
   * Minted after a check; what it leads to is checked again when it is fetched.
   * @returns null when Postroom does not know under which address people reach it (POSTROOM_PUBLIC_URL).
   */
  attachment(of: AttachmentLink): string | null;
  /** How long a minted address works, in minutes: for the sentence beside it. */
  minutes: number;
}

export interface AttachmentLink {
  personId: string;
  conversationId: string;
  emailId: string;
  /** Of the attachment within its email. */
  index: number;
}
