// The people that a fresh simulator knows: three fixed ones for examples and tests, and made-up
// ones by number.
import { DateTime } from 'luxon';
import { urn, type JsonObject, type StoredUser, type UserDirectory } from './context.mts';

/** Fixed people, by employee number; simulator/README.md says what each is good for. */
export const people = {
	approver: { id: '10010000-0000-4000-8000-000000001001', employeeNumber: '1001' },
	manager: { id: '10020000-0000-4000-8000-000000001002', employeeNumber: '1002' },
	employee: { id: '10030000-0000-4000-8000-000000001003', employeeNumber: '1003' },
} as const;

const firstCreated = Date.UTC(2024, 0, 1);

/**
 * Fills an empty directory: the fixed people, then as many made-up ones; the same seed makes the
 * same.
 */
export function seedUsers(
	users: UserDirectory,
	companyId: string,
	{ users: count, seed }: { users: number; seed: number },
): void {
	for (const person of fixedPeople(companyId)) users.put(person);
	const random = mulberry32(seed);
	const pick = (names: readonly string[]) => names[Math.floor(random() * names.length)];
	for (let number = 1; number <= count; number += 1) {
		const givenName = pick(givenNames);
		const familyName = pick(familyNames);
		const employeeNumber = `E${100000 + number}`;
		users.put(
			personOf(companyId, {
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

function fixedPeople(companyId: string): StoredUser[] {
	const { approver, manager, employee } = people;
	const roles = (...names: string[]): JsonObject => ({
		roles: names.map((roleName) => ({ roleName, roleGroups: [] })),
	});
	const createdAt = firstCreated - 86_400_000;
	const grace = personOf(companyId, {
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
	const martin = personOf(companyId, {
		...manager,
		givenName: 'Martin',
		familyName: 'Doyle',
		userName: 'martin.doyle@example.com',
		department: 'Sales',
		createdAt: createdAt + 60_000,
	});
	const ines = personOf(companyId, {
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

/** Everybody has an identity, the Expense entitlement and a Spend profile. */
function personOf(companyId: string, person: Person): StoredUser {
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

/** A small repeatable source of numbers from 0 to 1; Math.random() takes no seed. */
function mulberry32(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

function uuidFrom(random: () => number): string {
	const hex = Array.from({ length: 4 }, () =>
		Math.floor(random() * 4294967296)
			.toString(16)
			.padStart(8, '0'),
	).join('');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const givenNames = [
	...['Ada', 'Ben', 'Carla', 'David', 'Elena', 'Felix', 'Greta', 'Hugo', 'Irene', 'Jonas', 'Katia'],
	...['Leo', 'Maya', 'Nils', 'Olga', 'Pablo', 'Quinn', 'Rosa', 'Simon', 'Tara', 'Umberto', 'Vera'],
];
const familyNames = [
	...[
		'Abbott',
		'Berg',
		'Castro',
		'Dietrich',
		'Evans',
		'Fischer',
		'Garcia',
		'Hansen',
		'Ito',
		'Jensen',
	],
	...[
		'Keller',
		'Lopez',
		'Moreau',
		'Novak',
		'Olsen',
		'Peters',
		'Quist',
		'Rossi',
		'Schmidt',
		'Turner',
	],
];
const departments = ['Finance', 'Sales', 'Engineering', 'Legal', 'Operations'];
