import { endedLeave, firstDay, lastDay } from './changes/leaves';
import { verbOperation } from './frame/verbOperation';

/** SAP: guide Leave of Absence. */
export const endLeave = verbOperation({
	verb: 'endLeave',
	name: 'End Leave',
	action: 'End a leave of absence',
	description: 'Send the last day of a leave of absence that has no end yet',
	fields: [
		{
			displayName: lastDay,
			name: 'leaveEnd',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 2026-06-30',
			description: 'The last day that the user is away, e.g. 2026-06-30',
		},
		{
			displayName: firstDay,
			name: 'leaveStart',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-01-31',
			description:
				'E.g. 2026-01-31. Only needed for a user with several leaves, or to move the end of a leave.',
		},
	],
	inputs: { leaveEnd: 'leaveEndDate', leaveStart: 'leaveStartDate' },
	choices: () => ({}),
	readsExpense: () => false,
	change: ({ document }, { existing }) => endedLeave(document, existing),
});
