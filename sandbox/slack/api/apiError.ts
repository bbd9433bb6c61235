/** A method says no: Slack's error code, and what else belongs into the answer. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly more: Record<string, unknown> = {},
  ) {
    super(code);
  }

  /** With the sentences that Slack puts into response_metadata. */
  static withMessages(code: string, messages: string[] | undefined): ApiError {
    if (!messages) return new ApiError(code);
    const errors = messages.map((message) => message.replace('[ERROR] ', ''));
    return new ApiError(code, { errors, response_metadata: { messages } });
  }
}
