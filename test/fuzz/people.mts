// Three people, of whom the second one gets what is odd, and the genuine responses about them.
import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mapped } from '../support/concur.mts';
import { companyUuid, type Asked, type Reply } from './stub.mts';

const schemas = 'urn:ietf:params:scim:schemas';
export const urns = {
	core: `${schemas}:core:2.0:User`,
	enterprise: `${schemas}:extension:enterprise:2.0:User`,
	spend: `${schemas}:extension:spend:2.0:User`,
	role: `${schemas}:extension:spend:2.0:Role`,
	approver: `${schemas}:extension:spend:2.0:Approver`,
	delegate: `${schemas}:extension:spend:2.0:Delegate`,
	travel: `${schemas}:extension:travel:2.0:User`,
};

export const names = ['ann', 'ben', 'cem'];
export const ids = [
	'0c5a9d1e-7e0a-4c9b-9d5f-0d5f2f7f2a10',
	'1c5a9d1e-7e0a-4c9b-9d5f-0d5f2f7f2a11',
	'2c5a9d1e-7e0a-4c9b-9d5f-0d5f2f7f2a12',
];
export const provisionIds = ids.map((id) => id.replace(/^.{8}/, 'aaaaaaaa'));
export const items = names.map((name, index) => ({
	name,
	id: ids[index]!,
	provisionId: provisionIds[index]!,
}));

/** What the form of a new user maps. */
export const fields = mapped({
	userName: '={{ $json.name }}@example.com',
	employeeNumber: '=N-{{ $json.name }}',
	givenName: '={{ $json.name }}',
	familyName: 'Doe',
	workEmail: '={{ $json.name }}@example.com',
});

/** Whose request it is, by what it names. */
export function personOf({ path, body }: Asked): number {
	const text = decodeURIComponent(path) + body;
	return names.findIndex(
		(name, index) =>
			text.includes(ids[index]!) ||
			text.includes(provisionIds[index]!) ||
			text.includes(`${name}@example.com`),
	);
}

/** All that SAP Concur knows of a person, from its three services. */
export function profileOf(person: number): IDataObject {
	const name = names[person]!;
	return {
		schemas: [urns.core, urns.enterprise],
		id: ids[person]!,
		userName: `${name}@example.com`,
		displayName: name,
		active: true,
		name: { givenName: name, familyName: 'Doe' },
		emails: [
			{ type: 'work', value: `${name}@example.com`, verified: true, notifications: true },
			{ type: 'home', value: `${name}@example.org`, verified: false },
		],
		phoneNumbers: [
			{ type: 'mobile', value: '+1 5550100', primary: true },
			{ type: 'work', value: '+1 5550101' },
		],
		addresses: [{ type: 'work', country: 'US', locality: 'Bellevue' }],
		emergencyContacts: [{ relationship: 'Spouse', name: 'Kim', phones: ['1'] }],
		entitlements: ['Expense'],
		[urns.enterprise]: {
			companyId: companyUuid,
			employeeNumber: `N-${name}`,
			leavesOfAbsence: [{ startDate: '2026-01-01' }],
			manager: { value: ids[0]!, employeeNumber: 'N-ann' },
		},
		[urns.spend]: {
			country: 'US',
			locale: 'en-US',
			reimbursementCurrency: 'USD',
			customData: [
				{ id: 'custom1', value: 'x' },
				{ id: 'custom2', value: 'y' },
			],
		},
		[urns.role]: { roles: [{ roleName: 'EXP_USER', roleGroups: [] }] },
		[urns.approver]: {
			report: [
				{
					approver: { value: ids[0]!, employeeNumber: 'N-ann', displayName: 'Ann' },
					primary: true,
				},
				{
					approver: { value: ids[2]!, employeeNumber: 'N-cem', displayName: 'Cem' },
					primary: false,
				},
			],
		},
		[urns.delegate]: { expense: [{ delegate: { value: ids[2]! }, canPrepare: true }] },
		[urns.travel]: { name: { givenName: name }, customFields: [{ name: 'a', value: 'b' }] },
		meta: { created: '2026-01-01T00:00:00.000Z', lastModified: '2026-02-01T00:00:00.000Z' },
	};
}

export const json = (value: unknown, status = 200): Reply => ({
	status,
	body: JSON.stringify(value),
});

/** What SAP Concur would respond about one of the three people. */
export function genuineReply({ method, path, body }: Asked): Reply {
	const person = personOf({ method, path, body });
	if (path.endsWith('/.search')) {
		const found = person < 0 ? [] : [profileOf(person)];
		return json({
			totalResults: found.length,
			itemsPerPage: found.length,
			startIndex: 1,
			Resources: found,
		});
	}
	if (path.includes('/FormFields')) return json(formFields);
	if (path.startsWith('/profile/v4/provisions')) {
		return json({ id: provisionIds[person], status: { completed: true, success: true }, operations: [{ id: '1', status: { completed: true, success: true }, extensions: [{ name: urns.core, status: { completed: true, success: true, result: 'success' } }] }] }); // prettier-ignore
	}
	if (path === '/profile/v4/Bulk') return json({ id: provisionIds[0] }, 202);
	if (path.startsWith('/profile/v4/Users')) {
		return json({ id: ids[person], meta: { provisionId: provisionIds[person] } }, 202);
	}
	if (method === 'DELETE') return { status: 204, body: '' };
	return json(profileOf(person));
}

function sample(path: string): unknown {
	const file = join(import.meta.dirname, '../simulator/fixtures', path);
	const { response } = JSON.parse(readFileSync(file, 'utf8')) as { response: { body: unknown } };
	return response.body;
}

/** SAP's own samples. */
export const formFields = sample('spend-v4.1/form-fields.json');
export const errorSample = sample('user-retrieval-v4/error.json');
