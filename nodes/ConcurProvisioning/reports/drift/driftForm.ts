import merge from 'lodash/merge';
import type { INodeProperties } from 'n8n-workflow';
import { optionsField } from '../../../shared/run/parameters/optionsField';
import { clearWithOption, matchByField } from '../../../shared/form/existing/matchFields';
import { filterFields } from '../../../shared/form/filter/filterFields';
import { userFields } from '../../../shared/form/userFields';

const returnField: INodeProperties = {
	displayName: 'Return',
	name: 'return',
	type: 'options',
	default: 'each',
	options: [
		{
			name: 'Differences Only',
			value: 'differences',
			description: 'The same without people who are the same on both sides',
		},
		{
			name: 'Each Person',
			value: 'each',
			description: 'One item for each row, and one for each person who is in no row',
		},
		{
			name: 'Summary',
			value: 'summary',
			description:
				'One item with counts, people, and a text for an email. Items of another Drift Report node are summed up without asking SAP Concur again.',
		},
	],
	description: 'What the node returns',
};

const inactivePeopleField: INodeProperties = {
	displayName: 'Inactive People',
	name: 'inactivePeople',
	type: 'options',
	default: 'report',
	options: [
		{
			name: 'Reactivate With Apply Plan',
			value: 'reactivate',
			description: 'Apply Plan makes them active again, and sends what else differs',
		},
		{ name: 'Report Only', value: 'report', description: 'Apply Plan changes nothing of them' },
	],
	description: 'What to plan for people of the HR file who are inactive in SAP Concur',
};

const countedField: INodeProperties = {
	displayName: 'People in SAP Concur',
	name: 'peopleInConcur',
	type: 'options',
	default: 'active',
	options: [
		{ name: 'Active Only', value: 'active' },
		{ name: 'All', value: 'all', description: 'Also inactive people can be missing in HR' },
	],
	description: 'Who is reported as missing in HR if no row is about them',
};

/** One field of a list, in other words. */
const reworded = (fields: INodeProperties[], name: string, description: string) =>
	fields.map((field) => (field.name === name ? { ...field, description } : field));

/** A report reads the whole file as it comes, so its columns need not be mapped; and it sends nothing. */
const comparedFields = reworded(
	userFields('provisioning', 'upsert'),
	'fields',
	'What HR says of this person. Empty fields are not compared.',
).map((field) =>
	field.type === 'resourceMapper'
		? merge({}, field, {
				default: { mappingMode: 'autoMapInputData' },
				typeOptions: { resourceMapper: { valuesLabel: 'Values to Compare' } },
			})
		: field,
);

export const driftFields: INodeProperties[] = [
	returnField,
	...reworded(
		[matchByField],
		'matchBy',
		'The field by which each row finds its user in SAP Concur',
	),
	inactivePeopleField,
	countedField,
	...reworded(
		filterFields,
		'filterType',
		'Which of these people can be missing in HR, such as those of one country or department. Rows about others are compared all the same.',
	),
	...comparedFields,
	optionsField([
		clearWithOption,
		{
			displayName: 'Compare Travel Data',
			name: 'compareTravel',
			type: 'boolean',
			default: false,
			description:
				'Whether to compare travel data, too. SAP Concur returns it for one person at a time, so each person takes a request.',
		},
	]),
];
