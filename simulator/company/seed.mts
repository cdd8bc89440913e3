// The users of a fresh simulator: three fixed ones for examples and tests, and any number of made-up ones.
import { DateTime } from 'luxon';
import type { JsonObject } from '../http/json.mts';
import { urn } from '../scim/urns.mts';
import { departments, familyNames, givenNames, randomFrom, uuidFrom } from './madeUp.mts';
import type { StoredUser, UserDirectory } from './users.mts';

/** The fixed users; simulator/README.md says what each is good for. */
export const fixedUsers = {
	approver: { id: '10010000-0000-4000-8000-000000001001', employeeNumber: '1001' },
	manager: { id: '10020000-0000-4000-8000-000000001002', employeeNumber: '1002' },
	employee: { id: '10030000-0000-4000-8000-000000001003', employeeNumber: '1003' },
} as const;

const firstCreated = Date.UTC(2024, 0, 1);

/** Fills an empty directory: the fixed users, then the made-up ones; the same seed makes the same users. */
export function seedUsers(
	users: UserDirectory,
	companyId: string,
	{ users: count, seed }: { users: number; seed: number },
): void {
	for (const user of fixed(companyId)) users.put(user);
	const random = randomFrom(seed);
	const pick = <T,>(names: readonly [T, ...T[]]): T =>
		names[Math.floor(random() * names.length)] ?? names[0];
	for (let number = 1; number <= count; number += 1) {
		const givenName = pick(givenNames);
		const familyName = pick(familyNames);
		const employeeNumber = `E${100000 + number}`;
		users.put(
			userOf(companyId, {
				id: uuidFrom(random),
				employeeNumber,
				givenName,
				familyName,
				userName: `${givenName}.${familyName}.${number}@example.com`.toLowerCase(),
				department: pick(departments),
				createdAt: firstCreated + number * 60_000,
			}),
		);
	}
}

function fixed(companyId: string): StoredUser[] {
	const { approver, manager, employee } = fixedUsers;
	const roles = (...names: string[]): JsonObject => ({
		roles: names.map((roleName) => ({ roleName, roleGroups: [] })),
	});
	const createdAt = firstCreated - 86_400_000;
	const grace = userOf(companyId, {
		...approver,
		givenName: 'Grace',
		familyName: 'Palmer',
		userName: 'grace.palmer@example.com',
		department: 'Finance',
		createdAt,
	});
	grace.identity.entitlements = ['Expense', 'Invoice', 'Request', 'Travel'];
	grace.extensions[urn.spend('Role')] = roles(
		'EXP_APPROVER',
		'REQ_APPROVER',
		'INV_APPROVER',
		'INV_PURCH_REQ_APPROVER',
		'STATEMENT_APPROVER',
		'SHD_BUDGET_APPROVER',
	);
	const martin = userOf(companyId, {
		...manager,
		givenName: 'Martin',
		familyName: 'Doyle',
		userName: 'martin.doyle@example.com',
		department: 'Sales',
		createdAt: createdAt + 60_000,
	});
	const ines = userOf(companyId, {
		...employee,
		givenName: 'Ines',
		familyName: 'Weber',
		userName: 'ines.weber@example.com',
		department: 'Sales',
		createdAt: createdAt + 120_000,
	});
	ines.identity.entitlements = ['Expense', 'Request', 'Travel'];
	(ines.identity[urn.enterprise] as JsonObject).manager = { value: manager.id };
	ines.extensions[urn.spend('Approver')] = {
		report: [{ approver: { value: approver.id }, primary: true }],
	};
	ines.extensions[urn.travel] = { ruleClass: { id: 101, name: 'Standard Travel' } };
	return [grace, martin, ines];
}

interface Person {
	id: string;
	employeeNumber: string;
	givenName: string;
	familyName: string;
	userName: string;
	department: string;
	createdAt: number;
}

/** Every user has an identity, the Expense entitlement and a Spend profile. */
function userOf(companyId: string, person: Person): StoredUser {
	const { id, employeeNumber, givenName, familyName, userName, department, createdAt } = person;
	const created = DateTime.fromMillis(createdAt, { zone: 'utc' });
	const stamp = created.toFormat("yyyy-MM-dd'T'HH:mm:ss'.000'SSS'Z'");
	return {
		id,
		identity: {
			id,
			userName,
			active: true,
			name: { givenName, familyName },
			displayName: `${givenName} ${familyName}`,
			preferredLanguage: 'en-US',
			timezone: 'America/New_York',
			emails: [{ value: userName, type: 'work', verified: false, notifications: false }],
			entitlements: ['Expense'],
			[urn.enterprise]: {
				companyId,
				employeeNumber,
				department,
				startDate: created.toFormat("yyyy-MM-dd'T'00:00:00.000"),
			},
			meta: { created: stamp, lastModified: stamp, version: 0 },
		},
		extensions: {
			[urn.spend('User')]: {
				country: 'US',
				locale: 'en-US',
				reimbursementCurrency: 'USD',
				ledgerCode: 'DEFAULT',
			},
		},
	};
}
