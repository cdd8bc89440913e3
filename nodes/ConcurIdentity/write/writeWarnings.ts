// What a write to Identity answers, and what a person should know besides.
import type { IDataObject } from 'n8n-workflow';
import { isSameText } from '../../shared/schema/listEntries';
import type { ConcurAnswer } from '../../shared/concur/transport';
import type { UserDocument } from '../../shared/person/userDocument';
import type { IdentityUser } from '../../shared/concur/identitySearch';

type Email = { type?: string; verified?: boolean };

/**
 * The user as Concur answered, with `warnings` where Concur silently did less than it was told or where
 * the answer was lost on the way. Pure. SAP: v4.1.identity, Release Notes on emails.verified.
 */
export function withWarnings(
	document: UserDocument,
	answer: ConcurAnswer<IdentityUser>,
): IDataObject {
	const warnings: string[] = [];
	if (answer.recovered) {
		warnings.push(
			"Concur's answer was lost. The user was found there, created by this request, and is not created again.",
		);
	}
	const answered = (answer.body.emails ?? []) as Email[];
	for (const { type, verified } of (document.emails ?? []) as Email[]) {
		const kept = answered.find((email) => isSameText(email.type, type));
		if (verified === true && kept && kept.verified !== true) {
			warnings.push(
				`Concur did not mark the ${type} email as verified. The app needs the scope identity.user.emails.verified.writeonly.`,
			);
		}
	}
	return warnings.length ? { ...answer.body, warnings } : answer.body;
}
