// Room people: which records of a file belong to one person, and the output item that they become.
// What a record says is read in the room records; here it is only decided whose it is, and told what is wrong.
import { comparable } from '../../../shared/concur/existing/keys';
import type { FilePerson } from './filePerson';

/** Where a record says a login. */
interface Claim {
	person: FilePerson;
	login: string;
	line: number;
	type: string;
	column?: number;
}

/** Who has which login, by the records of a file: SAP Concur has each of them once. */
export function claimedLogins() {
	const claims = new Map<string, Claim[]>();
	const of = (login: string) => claims.get(comparable(login)) ?? [];
	return {
		/** Who has been the first with a login. */
		holderOf: (login: string): FilePerson | undefined => of(login)[0]?.person,

		claim(login: string, person: FilePerson, place: Omit<Claim, 'person' | 'login'>): void {
			const known = of(login);
			if (known.some((claim) => claim.person === person)) return;
			claims.set(comparable(login), [...known, { person, login, ...place }]);
		},

		/** Adds a fault to each of those who share a login. @param people those who are still there */
		tellShared(people: ReadonlySet<FilePerson>): void {
			for (const all of claims.values()) {
				const shared = all.filter(({ person }) => people.has(person));
				for (const { person, login, line, type, column } of shared.length > 1 ? shared : []) {
					const others = shared.filter((claim) => claim.person !== person);
					const named = others.map(
						(other) => `employee ID ${other.person.employeeNumber} in line ${other.line}`,
					);
					person.faults.push({
						line,
						recordType: type,
						column,
						name: type === '320' ? 'New Login ID' : 'Login ID',
						field: 'userName',
						sent: login,
						problem: `is also the login of ${named.slice(0, 3).join(', ')}`,
						cure: 'Give each person a login of their own.',
					});
				}
			}
		},
	};
}
