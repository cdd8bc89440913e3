// Users who are chosen by what AI and the API of n8n write in place of the field, and operations that are written by hand.
import { identity, ines, martin, provisioning, type Form, type Table } from './badInput.mts';
import { chooseUser, enterUuid, isLoginName, isNoUuid, isNumber } from './userSentences.mts';

const users = '/profile/identity/v4.1/Users';

const plain = (
	title: string,
	node: Form['node'],
	operation: string,
	goodSends: string[],
): Form => ({
	title: `${title}: plain value in place of the user`,
	node,
	operation,
	parameters: {
		user: '={{ $json.user }}',
		...(operation === 'delete' && { confirmDelete: true }),
	},
	good: { user: ines },
	other: {},
	goodSends,
});

const inJson = (mode: string) =>
	` In the JSON of a workflow, this is { "__rl": true, "mode": "${mode}", "value": "..." }.`;
const byLogin =
	'To find a user by a user name or an email, choose User Name or Email in this field.' +
	inJson('userName');
const byNumber =
	'To find a user by an employee number, choose Employee Number in this field.' +
	inJson('employeeNumber');

const plainValues: Table['cases'] = [
	{
		name: 'a user name stands alone',
		row: { user: 'ines.weber@example.com' },
		says: isLoginName('ines.weber@example.com'),
		cure: byLogin,
	},
	{
		name: 'an employee number stands alone',
		row: { user: 1003 },
		says: isNumber('1003'),
		cure: byNumber,
	},
	{
		name: 'a name stands alone',
		row: { user: 'Ines Weber' },
		says: isNoUuid('Ines Weber'),
		cure: enterUuid + inJson('userName'),
	},
	{
		name: 'a list stands in place of one user',
		row: { user: [ines] },
		says: `The field 'User' must be a text (sent: ["${ines}"])`,
		cure: chooseUser,
	},
	{
		name: 'the whole row stands in place of the user',
		row: { user: { name: 'Ines' } },
		says: 'The field \'User\' must be a text (sent: {"name":"Ines"})',
		cure: chooseUser,
	},
];

const operations: Form = {
	title: 'Identity, Update: values of PATCH operations',
	node: identity,
	operation: 'update',
	parameters: {
		user: { __rl: true, mode: 'id', value: '={{ $json.user }}' },
		send: 'operations',
		patchOperations: '={{ JSON.stringify($json.operations) }}',
	},
	good: { user: ines, operations: [{ op: 'Replace', path: 'active', value: 'True' }] },
	other: { user: martin },
	goodSends: [`PATCH ${users}/${ines}`],
};
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const unreadable = "The field 'PATCH Operations' contains a value that cannot be read: ";
const yesOrNo = 'Use yes or no (or true/false, 1/0, Y/N, ja/nein).';

export const choices: Table[] = [
	{ form: plain('Identity, Get', identity, 'get', [`GET ${users}/${ines}`]), cases: plainValues },
	{
		form: plain('Identity, Reactivate', identity, 'reactivate', [
			`GET ${users}/${ines}`,
			`PATCH ${users}/${ines}`,
		]),
		cases: plainValues,
	},
	{
		form: plain('Provisioning, Delete', provisioning, 'delete', [
			`POST ${users}/.search`,
			`DELETE /profile/v4/Users/${ines}`,
		]),
		cases: plainValues,
	},
	{
		form: operations,
		cases: [
			{
				name: 'a word stands for yes or no',
				row: { operations: [{ op: 'replace', path: 'active', value: 'perhaps' }] },
				says: `${unreadable}Active must be yes or no (sent: "perhaps")`,
				cure: yesOrNo,
			},
			{
				name: 'a word stands for yes or no, without a path',
				row: { operations: [{ op: 'Replace', value: { active: 'gone' } }] },
				says: `${unreadable}Active must be yes or no (sent: "gone")`,
				cure: yesOrNo,
			},
			{
				name: 'a list stands for one text',
				row: { operations: [{ op: 'add', path: 'title', value: ['Director'] }] },
				says: `${unreadable}Job title must be a single value, not a list or an object (sent: ["Director"])`,
				cure: 'Use one value only.',
			},
			{
				name: 'an object stands for one text',
				row: { operations: [{ op: 'add', path: 'title', value: { label: 'Director' } }] },
				says: `${unreadable}Job title must be a single value, not a list or an object (sent: {"label":"Director"})`,
				cure: 'Use one value only.',
			},
			{
				name: 'a date stands for no end',
				row: {
					operations: [
						{ op: 'replace', path: `${enterprise}:terminationDate`, value: '9999-12-31' },
					],
				},
				says: `${unreadable}Termination date stands for no value (sent: "9999-12-31")`,
				cure: 'Use a remove operation to clear the attribute, or leave it out.',
			},
			{
				name: 'two values cannot be read',
				row: {
					operations: [
						{ op: 'replace', path: 'active', value: 'perhaps' },
						{ op: 'replace', path: 'emails[type eq "work"].verified', value: 'maybe' },
					],
				},
				says: `${unreadable}Active must be yes or no (sent: "perhaps"); Work email: verified must be yes or no (sent: "maybe")`,
				cure: yesOrNo,
			},
		],
	},
];
