import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';
import { dayOfEnd } from '../../shared/check/checkEnd';
import { isSameValue } from '../../shared/person/compare/sameValue';
import { isJsonObject, urn, type JsonObject } from '../../shared/schema/attributes';
import { withoutExpense } from './frame/people';
import { verbOperation } from './frame/verbOperation';

const startDate = 'New Start Date';
const approver = 'New Report Approver';

/** SAP: help.sap.com, Reactivating a User: a termination date that has passed would deactivate the user again. */
export const rehire = verbOperation({
	verb: 'rehire',
	name: 'Rehire',
	action: 'Rehire a user',
	description: 'Make a person who comes back active again, and clear the termination date',
	fields: [
		{
			displayName: startDate,
			name: 'newStartDate',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-01-31',
			description:
				'The first day of the new employment, e.g. 2026-01-31. Leave it empty to keep the date.',
		},
		{
			displayName: approver,
			name: 'newReportApprover',
			type: 'string',
			default: '',
			placeholder: 'e.g. 10023',
			description:
				'Employee number, user name, email, or UUID. Leave it empty to keep the present approver.',
		},
	],
	inputs: { newStartDate: 'startDate', newReportApprover: 'reportApprover' },

	choices: () => ({}),

	readsExpense: ({ references }) => references.length > 0,

	change({ document, references }, { existing, hasExpense }, today) {
		const employment = objectAt(document, urn.enterprise);
		const present = objectAt(existing, urn.enterprise);
		// Who was never away keeps the date: the wrong person is easily chosen.
		const isShown = isJsonObject(existing[urn.enterprise]);
		const isHere = existing.active === true && isShown && dayOfEnd(existing) === undefined;
		const place = { schema: urn.enterprise, path: 'startDate' };
		const wanted = employment.startDate as string | undefined;
		const differs = wanted !== undefined && !isSameValue(present.startDate, wanted, place);
		const keeps = isHere && differs;
		const notices = [
			isHere ? 'The user is active and has no termination date' : '',
			keeps
				? `${startDate}: not sent, because the user is active. To change the start date, use Update.`
				: '',
			!isHere && differs && wanted.slice(0, 10) > today
				? `${startDate}: the user is active before that day`
				: '',
		];
		const needsProfile = references.length > 0 && !hasExpense;
		return {
			document: {
				...document,
				active: true,
				[urn.enterprise]: {
					...(keeps ? omit(employment, 'startDate') : employment),
					terminationDate: null,
				},
			},
			notices: notices.filter(Boolean),
			issues: needsProfile
				? [{ label: approver, sent: references[0]?.sent, ...withoutExpense }]
				: [],
		};
	},
});

function objectAt(document: JsonObject, schema: string): IDataObject {
	const extension = document[schema];
	return isJsonObject(extension) ? (extension as IDataObject) : {};
}
