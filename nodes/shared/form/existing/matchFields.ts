import type { INodeProperties } from 'n8n-workflow';
import type { Key } from '../../concur/existing/readUsers';

export type MatchKind = Exclude<Key['kind'], 'id'>;

/** The ID of the flat field that holds each key. */
export const fieldOfKind: Record<MatchKind, string> = {
	employeeNumber: 'employeeNumber',
	userName: 'userName',
	externalId: 'externalId',
	email: 'workEmail',
};

/** It stays with a person when a name changes. */
export const standardKind: MatchKind = 'employeeNumber';

/** How Create or Update finds the user of a row. */
export const matchByField: INodeProperties = {
	displayName: 'Match By',
	name: 'matchBy',
	type: 'options',
	default: standardKind,
	options: [
		{
			name: 'Email',
			value: 'email',
			description: 'The work email of the row, compared with all emails in SAP Concur',
		},
		{
			name: 'Employee Number',
			value: 'employeeNumber',
			description: 'The safest choice: it stays with a person when a name changes',
		},
		{ name: 'External ID', value: 'externalId' },
		{ name: 'User Name', value: 'userName' },
	],
	description:
		'The field by which each row finds its user in SAP Concur. A row that finds nobody creates a user.',
};

export const inactivePeopleField: INodeProperties = {
	displayName: 'Inactive People',
	name: 'inactivePeople',
	type: 'options',
	default: 'fail',
	options: [
		{
			name: 'Fail',
			value: 'fail',
			description:
				'Change nothing and report the row as failed, unless the row itself sets Active to no',
		},
		{
			name: 'Reactivate',
			value: 'reactivate',
			description: 'Make the user active again, and clear a termination date that has passed',
		},
	],
	description: 'What to do if the user of a row is inactive in SAP Concur',
};

/** An entry of the collection Options. */
export const clearWithOption: INodeProperties = {
	displayName: 'Clear With',
	name: 'clearWith',
	type: 'string',
	default: '',
	placeholder: 'e.g. CLEAR',
	description:
		'A word that clears a field when it is the whole cell, in any letter case. Empty cells change nothing.',
};
