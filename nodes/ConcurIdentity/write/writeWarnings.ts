import type { IDataObject } from 'n8n-workflow';
import { isJsonObject } from '../../shared/schema/attributes';
import { isSameText } from '../../shared/schema/listEntries';
import type { ConcurResponse } from '../../shared/concur/transport';
import type { UserDocument } from '../../shared/person/userDocument';
import type { IdentityUser } from '../../shared/concur/identitySearch';

type Email = { type?: string; verified?: boolean };

/**
 * The user as SAP Concur returned it, with `warnings` where SAP Concur silently did less than requested or where its
 * response was lost, and the `notices` of its form. Pure. SAP: v4.1.identity, Release Notes on emails.verified.
 */
export function withWarnings(
	document: UserDocument,
	response: ConcurResponse<IdentityUser>,
	notices: string[],
): IDataObject {
	const warnings: string[] = [];
	if (response.recovered) {
		warnings.push(
			"SAP Concur's response was lost. The user was found in SAP Concur, created by this request, and was not created again.",
		);
	}
	const { emails } = response.body;
	const returned = Array.isArray(emails) ? (emails.filter(isJsonObject) as Email[]) : [];
	for (const { type, verified } of (document.emails ?? []) as Email[]) {
		const kept = returned.find((email) => isSameText(email.type, type));
		if (verified === true && kept && kept.verified !== true) {
			warnings.push(
				`SAP Concur did not mark the ${type} email as verified. The app needs the scope identity.user.emails.verified.writeonly.`,
			);
		}
	}
	return {
		...response.body,
		...(warnings.length > 0 ? { warnings } : {}),
		...(notices.length > 0 ? { notices } : {}),
	};
}
