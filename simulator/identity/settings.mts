// Settings of the Identity API.
import { z } from 'zod';
import { cursorFollowUps } from './search/cursor.mts';

export const identitySettings = z.object({
	/** Status of an answer to a POST (open-questions 12). */
	identityCreateStatus: z.union([z.literal(200), z.literal(201)]),
	/** Status for a user name or an employee number that is taken (open-questions 13). */
	duplicateStatus: z.union([z.literal(409), z.literal(400)]),
	/** Which follow-up request of a search is accepted (open-questions 20). */
	cursorFollowUp: z.enum(cursorFollowUps),
	/** What becomes of emails.verified without its write scope (open-questions 30). */
	verifiedWithoutScope: z.enum(['refuse', 'drop']),
});

export type IdentitySettings = z.infer<typeof identitySettings>;

/** Returns what a simulator starts with. */
export function defaultIdentitySettings(): IdentitySettings {
	return {
		identityCreateStatus: 200,
		duplicateStatus: 409,
		cursorFollowUp: 'both',
		verifiedWithoutScope: 'refuse',
	};
}
