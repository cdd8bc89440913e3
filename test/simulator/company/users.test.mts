import { describe, expect, it } from 'vitest';
import { createUserDirectory, type StoredUser } from '../../../simulator/company/users.mts';
import { urn } from '../../../simulator/scim/urns.mts';

describe('The directory of users', () => {
	const user = (id: string, userName: string, employeeNumber: string): StoredUser => ({
		id,
		identity: {
			userName,
			emails: [{ value: userName }],
			externalId: 'shared',
			[urn.enterprise]: { employeeNumber },
		},
		extensions: {},
	});

	it('finds by every index without regard to case, and forgets what a change left behind', () => {
		const users = createUserDirectory();
		users.put(user('1', 'Ada@x.y', 'E1'));
		users.put(user('2', 'ben@x.y', 'E2'));
		expect(users.byUserName('ADA@X.Y')?.id).toBe('1');
		expect(users.byExternalId('SHARED').map(({ id }) => id)).toEqual(['1', '2']);
		users.put(user('1', 'new@x.y', 'E3'));
		expect(users.byUserName('ada@x.y')).toBeUndefined();
		expect(users.byEmail('ada@x.y')).toEqual([]);
		expect(users.byEmployeeNumber('e3')?.id).toBe('1');
		expect([...users.all()].map(({ id }) => id)).toEqual(['1', '2']);
		expect(users.delete('1', 5)).toBe(true);
		expect(users.deleted()).toMatchObject([{ user: { id: '1' }, at: 5 }]);
		expect(users.byEmployeeNumber('E3')).toBeUndefined();
		expect(users.size()).toBe(1);
	});
});
