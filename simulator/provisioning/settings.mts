// Settings of User Provisioning.
import { z } from 'zod';
import type { Kept } from '../company/settings.mts';

const count = z.number().int().nonnegative();

const schedule = z
	.object({
		/** A request is finished when its status is asked for the n-th time; wins over finishesAfterMs. */
		finishesAfterPolls: count.nullable().optional(),
		/** Milliseconds of the simulator's clock from acceptance to the end of the asynchronous part. */
		finishesAfterMs: count,
		/** User names whose operation takes slowFinishesAfterMs instead. */
		slowUserNames: z.array(z.string()),
		slowFinishesAfterMs: count,
	})
	.strict();

export const provisioningSettings = z.object({
	provisioning: schedule,
	/** Show /provisioning/v4/... in statusUrl and meta.location (open-questions 1). */
	legacyStatusPath: z.boolean(),
	/** completed is true while pending is still counted, and the reverse (open-questions 8). */
	inconsistentStatus: z.boolean(),
	/** Leave operationsCount.pending out (open-questions 8). */
	omitPendingCount: z.boolean(),
	/** Code of an extension with a data error (open-questions 9). */
	extensionErrorCode: z.enum(['500', '400']),
	/** The swagger types messages as one object (open-questions 10). */
	messagesShape: z.enum(['array', 'object']),
	/** Result of a blocked extension (open-questions 11). */
	blockedResult: z.enum(['no-op', 'not-processed']),
	/**
	 * Whose dependent extensions a rejected Spend User blocks: those of users who had no Spend profile before, or of all
	 * (open-questions 83).
	 */
	rejectedSpendUserBlocks: z.enum(['newProfiles', 'always']),
	/** Result of a running extension; undefined leaves result and code out (open-questions 11). */
	runningResult: z.literal('processing').nullable().optional(),
	/** Status for a bulk that exceeds a limit (open-questions 53). */
	oversizeBulkStatus: z.union([z.literal(400), z.literal(413)]),
	/** Operations in one page of a status, at most and by default (open-questions 59). */
	statusPageSize: z.number().int().positive(),
	/** A PUT without Spend extensions removes them too (open-questions 78). */
	putWipesSpend: z.boolean(),
});

export type ProvisioningSettings = Kept<z.infer<typeof provisioningSettings>>;

/** Returns what a simulator starts with. */
export function defaultProvisioningSettings(): ProvisioningSettings {
	return {
		provisioning: { finishesAfterMs: 2000, slowUserNames: [], slowFinishesAfterMs: 600_000 },
		legacyStatusPath: false,
		inconsistentStatus: false,
		omitPendingCount: false,
		extensionErrorCode: '500',
		messagesShape: 'array',
		blockedResult: 'no-op',
		rejectedSpendUserBlocks: 'newProfiles',
		oversizeBulkStatus: 400,
		statusPageSize: 100,
		putWipesSpend: false,
	};
}
