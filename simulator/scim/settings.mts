// Settings of PATCH operations.
import { z } from 'zod';

export const patchSettings = z.object({
	/** A filtered replace that matches nothing creates the entry instead of failing (open-questions 60). */
	replaceCreatesMissing: z.boolean(),
	/** What becomes of a remove that finds nothing (open-questions 61). */
	removeOfAbsent: z.enum(['ok', 'refuse']),
});

export type PatchSettings = z.infer<typeof patchSettings>;

/** Returns what a simulator starts with. */
export function defaultPatchSettings(): PatchSettings {
	return { replaceCreatesMissing: false, removeOfAbsent: 'ok' };
}
