import { endWarning } from '../../shared/check/checkEnd';
import { isJsonObject } from '../../shared/schema/attributes';
import { isSameText } from '../../shared/schema/listEntries';
import type { ConcurResponse } from '../../shared/concur/transport';
import type { UserDocument } from '../../shared/person/userDocument';
import type { IdentityUser } from '../../shared/concur/identitySearch';

type Email = { type?: string; verified?: boolean };

/**
 * Where SAP Concur silently did less than requested, where its response was lost, and where what was written may not last.
 * Pure. SAP: v4.1.identity, Release Notes on emails.verified.
 * @param today the day in the workflow's time zone, YYYY-MM-DD
 */
export function writeWarnings(
	document: UserDocument,
	{ body: user, recovered }: ConcurResponse<IdentityUser>,
	today: string,
): string[] {
	const warnings: string[] = [];
	if (recovered) {
		warnings.push(
			"SAP Concur's response was lost. The user was found in SAP Concur, created by this request, and was not created again.",
		);
	}
	const { emails } = user;
	const returned = Array.isArray(emails) ? (emails.filter(isJsonObject) as Email[]) : [];
	for (const { type, verified } of (document.emails ?? []) as Email[]) {
		const kept = returned.find((email) => isSameText(email.type, type));
		if (verified === true && kept && kept.verified !== true) {
			warnings.push(
				`SAP Concur did not mark the ${type} email as verified. The app needs the scope identity.user.emails.verified.writeonly.`,
			);
		}
	}
	const end = endWarning(document, user, today);
	if (end) warnings.push(end);
	return warnings;
}
