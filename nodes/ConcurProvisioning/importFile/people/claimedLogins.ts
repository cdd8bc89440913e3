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

/** A login such as nobody@example.com can stand for thousands. */
const mostNamed = 3;

/** Who has which login, by the records of a file: SAP Concur has each of them once. */
export function claimedLogins() {
	const claims = new Map<string, Map<FilePerson, Claim>>();
	return {
		/** Who has been the first with a login. */
		holderOf: (login: string): FilePerson | undefined => {
			const [first] = claims.get(comparable(login))?.keys() ?? [];
			return first;
		},

		claim(login: string, person: FilePerson, place: Omit<Claim, 'person' | 'login'>): void {
			const key = comparable(login);
			const known = claims.get(key) ?? new Map<FilePerson, Claim>();
			if (!known.has(person)) claims.set(key, known.set(person, { person, login, ...place }));
		},

		/** Adds a fault to each of those who share a login. @param people those who are still there */
		tellShared(people: ReadonlySet<FilePerson>): void {
			for (const all of claims.values()) {
				const shared = [...all.values()].filter(({ person }) => people.has(person));
				const first = shared.slice(0, mostNamed + 1);
				for (const { person, login, line, type, column } of shared.length > 1 ? shared : []) {
					const others = first.filter((claim) => claim.person !== person);
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
						problem: `is also the login of ${named.slice(0, mostNamed).join(', ')}`,
						cure: 'Give each person a login of their own.',
					});
				}
			}
		},
	};
}
