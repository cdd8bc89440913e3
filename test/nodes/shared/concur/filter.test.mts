import { describe, expect, it } from 'vitest';
import { comparison, type FilterOperator } from '../../../../nodes/shared/concur/filter.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('a comparison in Concur’s filter language', () => {
	it.each<[string, FilterOperator, unknown, string]>([
		['userName', 'eq', 'jane@example.com', 'userName eq "jane@example.com"'],
		['name.familyName', 'sw', "O'Brien", 'name.familyName sw "O\'Brien"'],
		[
			'userName',
			'eq',
			'a" or active eq true or userName eq "',
			'userName eq "a\\" or active eq true or userName eq \\""',
		],
		['externalId', 'eq', 'back\\slash', 'externalId eq "back\\\\slash"'],
		['active', 'eq', 'TRUE', 'active eq true'],
		['active', 'ne', false, 'active ne false'],
		['emails.verified', 'eq', 'true', 'emails.verified eq true'],
		['userName', 'eq', 'true', 'userName eq "true"'],
		[`${enterprise}:startDate`, 'gt', '2026-01-31', `${enterprise}:startDate gt 2026-01-31`],
		[
			'meta.lastModified',
			'gt',
			'2026-01-31T00:00:00Z',
			'meta.lastModified gt "2026-01-31T00:00:00Z"',
		],
		[`${enterprise}:employeeNumber`, 'eq', 20001, `${enterprise}:employeeNumber eq "20001"`],
		['nickName', 'pr', 'ignored', 'nickName pr'],
	])('%s %s %j', (attribute, operator, value, expected) => {
		expect(comparison(attribute, operator, value)).toBe(expected);
	});
});
