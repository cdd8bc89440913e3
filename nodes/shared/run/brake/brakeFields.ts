import type { INodeProperties } from 'n8n-workflow';

/** What the limits of an operation count: people, and their share of all rows where a row can be about something else. */
export type Brake = 'people' | 'peopleAndRows';

export const peopleField: INodeProperties = {
	displayName: 'Stop When More Than (People)',
	name: 'stopWhenMoreThanPeople',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 25,
	description:
		'How many people may lose something in one run: who is deactivated or deleted, gets a termination date or an earlier one, or loses roles or products. With more, nothing at all is sent.',
};

/** One leaver alone is no accident, whatever the share of the rows. */
export const fewestRows = 10;

export const percentField: INodeProperties = {
	displayName: 'Stop When More Than (% of Rows)',
	name: 'stopWhenMoreThanPercent',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 100 },
	default: 20,
	description: `The same as a share of all rows. It counts only in runs of at least ${fewestRows} rows.`,
};

export const haveCheckedField: INodeProperties = {
	displayName: 'I Have Checked This',
	name: 'haveChecked',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	description:
		'Whether to send even if more people than that lose something. Turn it off again after the run.',
};

/** The fields of an operation that can take something away from people. */
export const brakeFields = (brake: Brake): INodeProperties[] => [
	peopleField,
	...(brake === 'peopleAndRows' ? [percentField] : []),
	haveCheckedField,
];
