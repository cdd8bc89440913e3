import { firstDay, lastDay, recordedLeave } from './changes/leaves';
import { verbOperation } from './frame/verbOperation';

/** SAP: guide Leave of Absence. */
export const recordLeave = verbOperation({
	verb: 'recordLeave',
	name: 'Record Leave',
	action: 'Record a leave of absence',
	description: 'Record a leave of absence. The user stays active.',
	fields: [
		{
			displayName: firstDay,
			name: 'leaveStart',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 2026-01-31',
			description: 'The day that says which leave it is, e.g. 2026-01-31',
		},
		{
			displayName: lastDay,
			name: 'leaveEnd',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-06-30',
			description:
				'E.g. 2026-06-30. Leave it empty if the end is not known yet, and use End Leave later.',
		},
		{
			displayName: 'Kind of Leave',
			name: 'leaveKind',
			type: 'options',
			default: '',
			options: [
				{ name: 'Mandatory', value: 'mandatory' },
				{ name: 'Not Specified', value: '' },
				{ name: 'Voluntary', value: 'voluntary' },
			],
			description: 'What SAP Concur calls the type of the leave',
		},
	],
	inputs: { leaveStart: 'leaveStartDate', leaveEnd: 'leaveEndDate', leaveKind: 'leaveType' },
	choices: () => ({}),
	readsExpense: () => false,
	change: ({ document }, { existing }) => recordedLeave(document, existing),
});
