export const url = process.env.LINK_TOKEN_URL!;
export const token = process.env.LINK_TOKEN_API_TOKEN!;
/** The message of a link token that is not valid any more. */
export const link = "link token is no longer valid";

export function assert(condition: unknown, shown: unknown): asserts condition {
  if (!condition) throw new Error(JSON.stringify(shown));
}
