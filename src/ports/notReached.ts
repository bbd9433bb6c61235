/** A chat platform did not answer, which may be over in a minute. Its message is a sentence with what to do. */
export class NotReachedError extends Error {}
