// Settings of the Identity API.
import { z } from 'zod';
import type { Kept } from '../company/settings.mts';
import { cursorFollowUps } from './search/cursor.mts';

export const identitySettings = z.object({
	/** Status of an answer to a POST (open-questions 12). */
	identityCreateStatus: z.union([z.literal(200), z.literal(201)]),
	/** Status for a user name or an employee number that is taken (open-questions 13). */
	duplicateStatus: z.union([z.literal(409), z.literal(400)]),
	/** Which follow-up request of a search is accepted (open-questions 20). */
	cursorFollowUp: z.enum(cursorFollowUps),
	/** Milliseconds of the simulator's clock until POST /Users/.search finds a new user, and no longer a deleted one. */
	searchLagMs: z.number().int().nonnegative(),
	/** Milliseconds of the simulator's clock until POST /Users/.search shows a change of a user. */
	changeLagMs: z.number().int().nonnegative(),
	/** Characters of a filter, at most; unset is no limit (open-questions 76). */
	filterMaxLength: z.number().int().positive().nullable().optional(),
	/** Whether one of several mobile phones, and a single one, must be the primary one (open-questions 81). */
	primaryMobile: z.enum(['optional', 'required']),
	/** Which of two characters no user name has: SAP's pages disagree (open-questions 86). */
	loginWithout: z.enum(['apostrophe', 'graveAccent', 'neither']),
	/** What becomes of emails.verified without its write scope (open-questions 30). */
	verifiedWithoutScope: z.enum(['refuse', 'drop']),
});

export type IdentitySettings = Kept<z.infer<typeof identitySettings>>;

/** Returns what a simulator starts with. */
export function defaultIdentitySettings(): IdentitySettings {
	return {
		identityCreateStatus: 200,
		duplicateStatus: 409,
		cursorFollowUp: 'both',
		searchLagMs: 0,
		changeLagMs: 0,
		primaryMobile: 'optional',
		loginWithout: 'apostrophe',
		verifiedWithoutScope: 'refuse',
	};
}
