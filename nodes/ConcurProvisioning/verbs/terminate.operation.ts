import get from 'lodash/get';
import type { INodeProperties } from 'n8n-workflow';
import { dayOfEnd } from '../../shared/check/checkEnd';
import { urn } from '../../shared/schema/attributes';
import { choiceOf } from './frame/inputs';
import { verbOperation } from './frame/verbOperation';

const accessEnds: INodeProperties = {
	displayName: 'Access Ends',
	name: 'accessEnds',
	type: 'options',
	default: 'onLastDay',
	options: [
		{
			name: 'Left to SAP Concur',
			value: 'byConcur',
			description:
				'Only send the date. Professional Edition deactivates users after it in a nightly run.',
		},
		{
			name: 'Now',
			value: 'immediately',
			description: 'Make the user inactive at once, even before the last day',
		},
		{
			name: 'On the Last Day',
			value: 'onLastDay',
			description:
				'Make the user inactive once the last day has passed. Until then, only send the date: run this again after that day.',
		},
	],
	description: 'When the user becomes inactive, and so can no longer sign in',
};

/** SAP: v4.user-provisioning, terminationDate; help.sap.com, Reactivating a User, on the nightly run. */
export const terminate = verbOperation({
	verb: 'terminate',
	name: 'Terminate',
	action: 'Terminate a user',
	description:
		'Send the last day of a person who leaves, and end the access. Roles, approvers, and delegates stay.',
	brake: 'people',
	fields: [
		{
			displayName: 'Last Day',
			name: 'lastDay',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 2026-01-31',
			description: 'The last day at work, e.g. 2026-01-31',
		},
		accessEnds,
	],
	inputs: { lastDay: 'terminationDate' },

	choices(itemIndex) {
		return { accessEnds: choiceOf.call(this, itemIndex, accessEnds) };
	},

	readsExpense: () => false,

	change({ document, accessEnds: ends }, { existing }, today) {
		const end = String(dayOfEnd(document));
		const hasPassed = end < today;
		const deactivates = ends === 'immediately' || (ends === 'onLastDay' && hasPassed);
		const start = String(get(existing, [urn.enterprise, 'startDate']) ?? '').slice(0, 10);
		const notices = [
			start > end
				? `Last Day: ${end} is before the start date in SAP Concur, ${start}, so SAP Concur may reject this`
				: '',
			deactivates || existing.active === false ? '' : stillActive(end, hasPassed),
		];
		return {
			document: { ...document, ...(deactivates ? { active: false } : {}) },
			notices: notices.filter(Boolean),
		};
	},
});

const stillActive = (end: string, hasPassed: boolean) =>
	hasPassed
		? 'The user stays active until the nightly run of SAP Concur, which only Professional Edition has'
		: `The user stays active through ${end}. To end the access, run Terminate again after that day. Professional Edition of SAP Concur does it itself in a nightly run.`;
